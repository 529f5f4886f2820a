using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;
using FormsHub.GraphQL.Language;
using FormsHub.Querying.Tests.Samples;

namespace FormsHub.Querying.Tests.Graph;

/// <summary>The schema follows 200 forms of 40 fields as they are published, and what went before is forgotten. For more publications: FORMSHUB_PUBLICATIONS.</summary>
public sealed class PublicationTests
{
    private const int Forms = 200;
    private static readonly int Publications = int.Parse(Environment.GetEnvironmentVariable("FORMSHUB_PUBLICATIONS") ?? "60", CultureInfo.InvariantCulture);

    [Fact]
    public void Of_many_publications_only_the_last_is_kept()
    {
        var limited = People.Stranger with
        {
            Grants = [new HeldGrant("agent", new Grant { Form = "*", Actions = new HashSet<FormAction> { FormAction.Read, FormAction.ViewHistory }, Fields = new Dictionary<string, FieldRight> { ["*"] = new(Sight.Clear, MayWrite: true), ["text1"] = FieldRight.Hidden } })],
        };
        var forms = new TestForms();
        for (var i = 0; i < Forms; i++) forms.Add(string.Create(CultureInfo.InvariantCulture, $"form{i}"), "text0", Fields(i));
        var published = new Published([.. forms.All]);
        for (var i = 0; i < Forms; i++) published = published.With(forms.Again(i));
        var (took, schemas) = (new List<double>(), new List<WeakReference>());
        for (var i = 0; i < Publications; i++)
        {
            published = published.With(forms.Again(i % Forms));
            var clock = Stopwatch.StartNew();
            schemas.Add(Ask(published, i % 2 is 0 ? People.Li : limited));
            took.Add(clock.Elapsed.TotalMilliseconds);
        }
        var memory = Memory();
        took.Sort();

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first question after a publication: median {took[took.Count / 2]:F0} ms, 95 % {took[took.Count * 95 / 100]:F0} ms; memory {memory / 1e6:F0} MB"));
        Assert.InRange(schemas.Count(schema => schema.IsAlive), 0, 2);
    }

    [Fact]
    public void Of_many_rights_only_some_have_their_schema_kept()
    {
        const int Rights = 120;
        var forms = new TestForms();
        forms.Add("contact", "f0", $"[{string.Join(", ", Enumerable.Range(0, Rights).Select(i => $$"""{"key": "f{{i}}", "type": "text"}"""))}]");
        var published = new Published([.. forms.All]);

        var schemas = Enumerable.Range(0, Rights).Select(i => Schema(published, People.Stranger with
        {
            Grants = [new HeldGrant("agent", new Grant { Form = "contact", Actions = new HashSet<FormAction> { FormAction.Read }, Fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Read, [$"f{i}"] = FieldRight.Hidden } })],
        })).ToList();
        Memory();

        Assert.InRange(schemas.Count(schema => schema.IsAlive), 1, 60);
        GC.KeepAlive(published);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Schema(Published forms, Caller caller) => new(new GraphQuestions(null!, forms, caller).Schema);

    private static string Fields(int form) => $"[{string.Join(", ", Enumerable.Range(0, 40).Select(i => FormattableString.Invariant(Field(form, i))))}]";

    private static FormattableString Field(int form, int i) => (i % 8) switch
    {
        0 or 1 or 2 => $$"""{"key": "text{{i}}", "type": "text"}""",
        3 => $$"""{"key": "number{{i}}", "type": "number"}""",
        4 => $$"""{"key": "date{{i}}", "type": "date"}""",
        5 => $$"""{"key": "choice{{i}}", "type": "select", "options": [{"key": "a"}, {"key": "b"}, {"key": "c"}]}""",
        6 => $$"""{"key": "link{{i}}", "type": "reference", "target": "form{{(form + i) % Forms}}"}""",
        _ => $$"""{"key": "flag{{i}}", "type": "boolean"}""",
    };

    /// <summary>What the first question after a publication costs: the schema, and the check of the question.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Ask(Published forms, Caller caller)
    {
        var schema = new GraphQuestions(null!, forms, caller).Schema;
        var document = Parser.Parse("{ form0List(where: {text0: {eq: \"a\"}}, first: 5) { nodes { text0 link6 { text0 form0List { nodes { choice5 } } } } } }");
        var errors = Validator.Validate(schema, document);
        Assert.True(errors.Count < 2, string.Join('\n', errors.Select(error => error.Message)));
        Assert.IsType<ObjectType>(schema.FindType("Form7"));
        return new WeakReference(schema);
    }

    private static long Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>The forms at one moment.</summary>
    private sealed class Published(IReadOnlyList<Form> forms) : IFormCatalog
    {
        private readonly Dictionary<string, Form> _byKey = forms.ToDictionary(form => form.Key);

        public IReadOnlyCollection<Form> All => forms;

        public Form? Find(string key) => _byKey.GetValueOrDefault(key);

        public Form? ByNumber(int number) => forms[number - 1];

        public Published With(Form form) => new([.. forms.Select(each => each.Number == form.Number ? form : each)]);
    }
}
