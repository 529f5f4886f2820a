using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Records;
using FormsHub.Querying.Tests.Oracle;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;
using Field = FormsHub.Core.Forms.Field;

namespace FormsHub.Querying.Tests.Graph;

/// <summary>
/// Generated rules over generated records: GraphQL shows, cell by cell, what the lists of REST show the same caller, which the oracle
/// holds to the rules. For hours: FORMSHUB_ACCESS_MINUTES.
/// </summary>
public sealed partial class GraphOracleTests
{
    private const int Rules = 25;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    public async Task Graphql_shows_what_the_lists_show(int seed, bool on15)
    {
        var most = TimeSpan.FromMinutes(int.Parse(Environment.GetEnvironmentVariable("FORMSHUB_ACCESS_MINUTES") ?? "0", CultureInfo.InvariantCulture));
        var begun = TimeProvider.System.GetTimestamp();
        do
        {
            await using var database = on15 ? await TestDatabase.Postgres15Async() : await TestDatabase.CreateAsync();
            var world = new OracleWorld(seed);
            await world.SaveAsync(database.Source);
            var filters = new FilterGenerator(world);
            var rules = new AccessGenerator(world, filters);
            for (var i = 0; i < Rules; i++)
            {
                var caller = i is 0 ? People.Li : rules.Caller();
                var run = new Run(database, world, caller, $"seed {seed}, rules {i}");
                Assert.Empty(SchemaValidation.Check(run.Ask.Schema).Select(error => error.Message));
                await run.ListAsync(world.Contact, "contact");
                await run.ListAsync(world.Customer, "customer");
                for (var j = 0; j < 4; j++) await run.FilterAsync(JsonSerializer.SerializeToElement(filters.Contact()));
                await run.NestedAsync();
            }
            seed += 1000;
        }
        while (TimeProvider.System.GetElapsedTime(begun) < most);
    }

    [GeneratedRegex("""\{\s*"(?<name>\$now|\$today)"\s*:\s*("(?<period>[^"]*)"|null)\s*\}""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Relative();

    private sealed class Run(TestDatabase database, OracleWorld world, Caller caller, string name)
    {
        private readonly RecordReader _rest = new(database.Source, world.Forms, new People(), new FakeClock());

        public GraphQuestions Ask { get; } = new(database.Source, world.Forms, caller);

        private bool MayRead(Form form) => Ask.Schema.Query!.FindField(form.Key) is not null;

        private static string TypeOf(Form form) => char.ToUpperInvariant(form.Key[0]) + form.Key[1..];

        public async Task ListAsync(Form form, string key)
        {
            var page = await RestAsync(form, new RecordQuery { First = 1000, Sort = ["id"], Count = true });
            Assert.Equal(page is not null, MayRead(form));
            if (page is null) return;
            var type = (ObjectType)Ask.Schema.FindType(TypeOf(form))!;
            var data = await Ask.DataAsync($$"""{ {{key}}List(orderBy: [{id: ASC}], first: 1000) { totalCount nodes { {{Ask.Everything(type.Name, 2)}} } } }""");
            var list = data.GetProperty(key + "List");
            var items = page.Value.GetProperty("items").EnumerateArray().ToList();
            Assert.Equal(page.Value.GetProperty("totalCount").GetInt32(), list.GetProperty("totalCount").GetInt32());
            var nodes = list.GetProperty("nodes").EnumerateArray().ToList();
            Assert.True(items.Select(Id).SequenceEqual(nodes.Select(Id)), $"{name}: {items.Count} records are in the list, {nodes.Count} in GraphQL's.");
            foreach (var (item, node) in items.Zip(nodes))
            {
                Assert.Equal(item.GetProperty("title").GetString(), node.GetProperty("title").GetString());
                foreach (var field in form.Fields)
                {
                    var has = item.GetProperty("data").TryGetProperty(field.Key, out var value);
                    var place = $"{name}\n{form.Key} {Id(item)}, {field.Key}: {(has ? value.GetRawText() : "nothing")}";
                    if (type.FindField(field.Key) is null) Assert.False(has, place);
                    else Assert.True(Same(field, has ? value : null, node.GetProperty(field.Key), type.FindField(field.Key)!.Type), $"{place}\n{node.GetProperty(field.Key).GetRawText()}");
                }
            }
        }

        public async Task FilterAsync(JsonElement filter)
        {
            if (!MayRead(world.Contact)) return;
            var page = await RestAsync(world.Contact, new RecordQuery { First = 1000, Sort = ["id"], Filter = filter });
            var given = Relative().Replace(filter.GetRawText(), found => $"\"{found.Groups["name"].Value}{found.Groups["period"].Value}\"").Replace("\"d e\"", "\"d_e\"", StringComparison.Ordinal);
            var answer = await Ask.AskAsync("query($where: ContactFilter) { contactList(where: $where, orderBy: [{id: ASC}], first: 1000) { nodes { id } } }", new { where = JsonElement.Parse(given) });
            var place = $"{name}\nfilter {given}";
            Assert.True(page is not null || answer.TryGetProperty("errors", out _), $"{place}\nis refused by the list only");
            if (page is null) return;
            Assert.True(!answer.TryGetProperty("errors", out var errors), $"{place}\n{errors}");
            var found = answer.GetProperty("data").GetProperty("contactList").GetProperty("nodes").EnumerateArray().Select(Id).ToList();
            Assert.True(page.Value.GetProperty("items").EnumerateArray().Select(Id).SequenceEqual(found), place);
        }

        /// <summary>Through a reference there and back: the records that a list of the other form shows, and what it shows of them.</summary>
        public async Task NestedAsync()
        {
            if (!MayRead(world.Contact) || !MayRead(world.Customer) || ((ObjectType)Ask.Schema.FindType("Customer")!).FindField("contactList") is not { } back || ((ObjectType)Ask.Schema.FindType("Contact")!).FindField("customer")?.Type is not ObjectType) return;
            Assert.Equal("ContactConnection!", back.Type.ToString());
            var data = await Ask.DataAsync("{ customerList(orderBy: [{id: ASC}], first: 1000) { nodes { id contactList(orderBy: [{id: ASC}], first: 1000) { totalCount nodes { id customer { id title } } } } } }");
            foreach (var customer in data.GetProperty("customerList").GetProperty("nodes").EnumerateArray())
            {
                var page = await RestAsync(world.Contact, new RecordQuery { First = 1000, Sort = ["id"], Filter = JsonSerializer.SerializeToElement(new { customer = new { eq = Id(customer) } }) });
                if (page is null) return;
                var items = page.Value.GetProperty("items").EnumerateArray().ToList();
                var nodes = customer.GetProperty("contactList").GetProperty("nodes").EnumerateArray().ToList();
                Assert.True(items.Select(Id).SequenceEqual(nodes.Select(Id)), $"{name}\ncontacts of {Id(customer)}");
                Assert.Equal(items.Count, customer.GetProperty("contactList").GetProperty("totalCount").GetInt32());
                Assert.All(nodes, node => Assert.Equal(Id(customer), Id(node.GetProperty("customer"))));
            }
        }

        /// <summary>The same value in GraphQL's shape; what cannot stand in its type, such as the mask of a number, is null.</summary>
        private bool Same(Field field, JsonElement? rest, JsonElement graph, GraphQLType type)
        {
            var kind = field.Type.Effective(field, world.Contact.Fields.Contains(field.Table ?? field) ? world.Contact : world.Customer, world.Forms) ?? field;
            if (rest is not { } value) return graph.ValueKind is JsonValueKind.Null || (type is ListType && graph.GetArrayLength() is 0);
            if (value.ValueKind is JsonValueKind.String && value.GetString()!.Contains('*', StringComparison.Ordinal) && field.Type.Name is not "phone")
                return type == SpecifiedScalars.String ? value.GetString() == graph.GetString() : graph.ValueKind is JsonValueKind.Null;
            if (value.ValueKind is JsonValueKind.Array)
                return graph.ValueKind is JsonValueKind.Array && Items(kind, value).Zip(graph.EnumerateArray()).All(each => SameItem(kind, each.First, each.Second)) && Items(kind, value).Count == graph.GetArrayLength();
            if (graph.ValueKind is JsonValueKind.Null) return kind.Type.Links is LinkKind.Record && IsUnseen(value);
            return SameItem(kind, value, graph);
        }

        private bool SameItem(Field kind, JsonElement value, JsonElement graph)
        {
            if (kind.Columns.Count > 0)
            {
                return kind.Columns.All(column => !graph.TryGetProperty(column.Key, out var cell)
                    ? !value.TryGetProperty(column.Key, out _)
                    : Same(column, value.TryGetProperty(column.Key, out var own) ? own : null, cell, ((ObjectType)Ask.Schema.FindType("ContactCallsRow")!).FindField(column.Key)!.Type));
            }
            if (kind.Type.Links is not LinkKind.None) return Id(value) == Id(graph) && (!graph.TryGetProperty("displayName", out var title) || title.GetString() == value.GetProperty("title").GetString());
            if (kind.Type.Parts.Count > 0) return kind.Type.Parts.All(part => value.GetProperty(part.Key).GetString() == graph.GetProperty(part.Key).GetString());
            if (kind.Type.AllOptions(kind).Any()) return value.GetString()!.Replace(' ', '_') == graph.GetString();
            return value.ValueKind is JsonValueKind.Number ? value.GetDecimal() == graph.GetDecimal() : JsonElement.DeepEquals(value, graph);
        }

        /// <summary>Of records, those that GraphQL can show.</summary>
        private List<JsonElement> Items(Field kind, JsonElement list) => [.. list.EnumerateArray().Where(item => kind.Type.Links is not LinkKind.Record || !IsUnseen(item))];

        /// <summary>A link to what the caller does not see, or lies in the recycle bin.</summary>
        private bool IsUnseen(JsonElement link) => MayRead(world.Customer)
            && (link.GetProperty("title").ValueKind is JsonValueKind.Null || world.Records.Find(record => record.Id == Id(link)) is not { DeletedAt: null });

        private async Task<JsonElement?> RestAsync(Form form, RecordQuery query)
        {
            var output = new ArrayBufferWriter<byte>();
            return (await _rest.QueryAsync(caller, form, query, output, Ct)).Failed ? null : JsonElement.Parse(output.WrittenSpan);
        }

        private static Guid Id(JsonElement item) => item.GetProperty("id").GetGuid();
    }
}
