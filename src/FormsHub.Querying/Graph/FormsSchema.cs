using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Graph.Types;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using Field = FormsHub.Core.Forms.Field;

namespace FormsHub.Querying.Graph;

/// <summary>
/// The GraphQL schema of the forms that callers with certain rights may see, and the versions of the forms that it was made of: a question
/// that was checked by it is answered by these, also while others are being published.
/// </summary>
public sealed class FormsSchema
{
    private static readonly ConditionalWeakTable<object, Generation> Generations = [];

    private readonly IReadOnlyDictionary<string, Form> _formsByName;

    private FormsSchema(SchemaOfForms made, IFormCatalog catalog) => (Schema, _formsByName, Catalog) = (made.Schema, made.FormsByName, catalog);

    public Schema Schema { get; }
    internal IFormCatalog Catalog { get; }

    /// <summary>
    /// Made once for the published forms as they are and what the caller may do with them; callers who may do the same share it. With the
    /// next publication it is forgotten as soon as nobody uses it any more.
    /// </summary>
    internal static FormsSchema For(Asker asker) => Generation.Of(asker.Catalog).For(asker);

    /// <summary>
    /// What of the forms a name of the schema stands for, also one that the schema does not have: "Contact" and "phone", "Query" and
    /// "contacts", "ContactCallsRow" and "minutes". A name that could stand for several is taken for the longest that fits.
    /// </summary>
    public (Form? Form, Field? Field) SubjectOf(string type, string? member)
    {
        if (type is "Query" or "Mutation" or "Subscription") return (member is null ? null : RootOf(member), null);
        var forms = _formsByName.Where(named => type.StartsWith(named.Key, StringComparison.Ordinal)).OrderByDescending(named => named.Key.Length).Select(named => (Form: named.Value, Tail: type[named.Key.Length..])).ToList();
        var subjects = forms.Select(each => (each.Form, Field: FieldOf(each.Form, each.Tail, member))).ToList();
        return subjects.Find(each => each.Field is not null) is { Form: not null } found ? found : subjects.FirstOrDefault();
    }

    /// <summary>What a reason for a deprecation says: the present name of what was renamed, the day of what was removed.</summary>
    public static (string? RenamedTo, DateOnly? RemovedOn) Why(string reason) => FormTypes.Why(reason);

    /// <summary>A former name counts where no form has it now.</summary>
    private Form? RootOf(string member) =>
        _formsByName.Values.FirstOrDefault(form => new[] { form.Key, form.Definition.Plural ?? form.Key, form.Key + "List" }.Any(name => IsRootOf(name, member)))
        ?? _formsByName.Values.FirstOrDefault(form => form.Aliases.Concat(form.Former.Plurals).Any(name => IsRootOf(name, member)));

    private static bool IsRootOf(string name, string member) =>
        member == name || member == name + "Aggregate" || member == name + "Changed"
        || (member.EndsWith(TypeNames.Of(name), StringComparison.Ordinal) && member[..^name.Length] is "deleted" or "create" or "update" or "delete" or "restore" or "revert" or "batch");

    private static Field? FieldOf(Form form, string rest, string? member)
    {
        var named = form.Fields.Where(field => rest.StartsWith(TypeNames.Of(field.Key), StringComparison.Ordinal)).OrderByDescending(field => field.Key.Length).FirstOrDefault();
        if (member is null) return named;
        var removed = form.Former.Fields.FirstOrDefault(each => each.Field.Table?.Id == named?.Id && each.Field.Key == member)?.Field;
        // A type of a field's own has its columns, its options or its parts as members.
        return named is null ? form[member] ?? removed : named.Column(member) ?? removed ?? named;
    }

    /// <summary>The schemas of the forms as they are between two publications.</summary>
    private sealed class Generation(IFormCatalog catalog)
    {
        public static Generation Of(IFormCatalog catalog)
        {
            var (generation, forms) = (catalog.Generation, catalog.All);
            if (Generations.TryGetValue(generation, out var known)) return known;
            // Published in between: the forms are newer than the generation, which is not asked for again then.
            return ReferenceEquals(generation, catalog.Generation) ? Generations.GetValue(generation, _ => new Generation(new PublishedForms(forms, generation))) : Of(catalog);
        }

        /// <summary>So many different rights have their schema kept; with one more, all are made anew as they are asked for.</summary>
        private const int Most = 50;

        private sealed record Kept(PerCaller<FormsSchema> OfCallers, ConcurrentDictionary<string, Lazy<FormsSchema>> OfRights);

        private Kept _kept = new(new(PerCaller<FormsSchema>.Usual), []);

        public FormsSchema For(Asker asker)
        {
            var kept = _kept;
            return kept.OfCallers.Of(asker.Caller, caller =>
            {
                var world = new Asker(caller, catalog, asker.Directory, asker.Clock).World;
                var schema = kept.OfRights.GetOrAdd(Rights(world), _ => new Lazy<FormsSchema>(() => new FormsSchema(new SchemaOfForms(world), catalog))).Value;
                if (kept.OfRights.Count > Most) _kept = new(new(PerCaller<FormsSchema>.Usual), []);
                return schema;
            });
        }

        /// <summary>All that a schema depends on in what a caller may do, as text.</summary>
        private static string Rights(QueryWorld world)
        {
            var text = new StringBuilder(world.Caller.Link is null ? "" : "link ");
            foreach (var form in world.Catalog.All)
            {
                var actions = Enum.GetValues<FormAction>().Where(action => FormAccess.May(world.Caller, form, action)).Aggregate(0, (set, action) => set | (1 << (int)action));
                if (actions is 0) continue;
                var sight = world.SightOf(form);
                text.Append(form.Number).Append(':').Append(actions).Append(' ');
                if (sight.IsOfAll) continue;
                foreach (var field in form.Fields.SelectMany(field => field.Columns.Prepend(field)))
                {
                    var writes = (sight.Writing(field, FormAction.Create) is 0 ? 0 : 1) + (sight.Writing(field, FormAction.Update) is 0 ? 0 : 2);
                    text.Append((char)('a' + ((int)sight.Most(field) * 8) + (sight.Of(field).Equal is 0 ? 0 : 4) + writes));
                }
                foreach (var removed in form.Former.Fields) text.Append(sight.Sees(removed) ? '+' : '-');
                text.Append(' ');
            }
            return text.ToString();
        }
    }

    /// <summary>The published forms as they were at one moment.</summary>
    private sealed class PublishedForms : IFormCatalog
    {
        private readonly Dictionary<string, Form> _byKey = [];
        private readonly Dictionary<int, Form> _byNumber;

        public PublishedForms(IReadOnlyCollection<Form> forms, object generation)
        {
            (All, Generation) = (forms, generation);
            _byNumber = forms.ToDictionary(form => form.Number);
            foreach (var form in forms) _byKey.TryAdd(form.Key, form);
            foreach (var (form, alias) in forms.SelectMany(form => form.Aliases.Select(alias => (form, alias)))) _byKey.TryAdd(alias, form);
        }

        public IReadOnlyCollection<Form> All { get; }

        public object Generation { get; }

        public Form? Find(string key) => _byKey.GetValueOrDefault(key);

        public Form? ByNumber(int number) => _byNumber.GetValueOrDefault(number);
    }
}
