using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;
using Npgsql;

namespace FormsHub.Querying.Tests.Graph;

/// <summary>
/// Each Cases/*.graphql has the approved SQL and the approved answer beside it. Those that begin with "member-" are asked by somebody who sees
/// their own contacts and those of important customers, phones masked and amounts not at all.
/// </summary>
public sealed class GraphCaseTests(GraphCaseTests.World world) : IClassFixture<GraphCaseTests.World>
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Cases => Approved.Cases("Cases", ".graphql");

    [Theory, MemberData(nameof(Cases))]
    public async Task A_question_becomes_its_sql_and_its_answer(string name)
    {
        var question = Approved.Read($"Cases/{name}.graphql");
        var ask = new GraphQuestions(world.Source, world.Forms, name.StartsWith("member-", StringComparison.Ordinal) ? World.Member : People.Li);
        var statements = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Tags.Any(tag => tag.Value?.Contains(world.Database, StringComparison.Ordinal) is true))
                    statements.AddRange(activity.Tags.Where(tag => tag.Key is "db.query.text" or "db.statement").Select(tag => tag.Value!));
            },
        };
        ActivitySource.AddActivityListener(listener);

        var answer = await ask.DataAsync(question);

        Approved.Equal($"Cases/{name}.sql", Assert.Single(statements));
        Approved.Equal($"Cases/{name}.json", JsonSerializer.Serialize(answer, Readable));
    }

    /// <summary>Three customers and their contacts, with ids and days that stay the same.</summary>
    public sealed class World : IAsyncLifetime
    {
        internal static readonly Caller Member = People.Stranger with
        {
            Grants =
            [
                new HeldGrant("agent", new Grant { Form = "customer", Actions = new HashSet<FormAction> { FormAction.Read } }),
                new HeldGrant("agent", new Grant
                {
                    Form = "contact",
                    Actions = new HashSet<FormAction> { FormAction.Read, FormAction.ViewHistory },
                    Rows = JsonElement.Parse("""{"or": [{"owner": {"eq": "$me"}}, {"customer": {"level": {"eq": "vip"}}}]}"""),
                    Fields = new Dictionary<string, FieldRight> { ["*"] = FieldRight.Read, ["mobile"] = FieldRight.Masked, ["amount"] = FieldRight.Hidden },
                }),
            ],
        };

        private TestDatabase _database = null!;

        internal TestForms Forms { get; } = new();
        internal NpgsqlDataSource Source => _database.Source;
        internal string Database => new NpgsqlConnectionStringBuilder(_database.ConnectionString).Database!;

        public async ValueTask InitializeAsync()
        {
            _database = await TestDatabase.CreateAsync();
            var customer = Forms.Add("customer", "name", """
                [{"key": "name", "type": "text"}, {"key": "level", "type": "select", "options": [{"key": "vip"}, {"key": "standard"}]},
                 {"key": "paid", "type": "rollup", "function": "sum", "source": "contact", "reference": "customer", "field": "amount"}]
                """);
            var contact = Forms.Add("contact", "name", """
                [{"key": "name", "type": "text", "indexed": true}, {"key": "mobile", "type": "phone"}, {"key": "amount", "type": "number"},
                 {"key": "seen", "type": "date"}, {"key": "customer", "type": "reference", "target": "customer"},
                 {"key": "calls", "type": "table", "fields": [{"key": "minutes", "type": "number"}, {"key": "kind", "type": "text"}]},
                 {"key": "customerLevel", "type": "lookup", "reference": "customer", "field": "level"}]
                """);
            foreach (var form in Forms.All) await TestRecords.MakeTablesAsync(Source, form);
            for (var i = 1; i <= 3; i++)
                await TestRecords.AddAsync(Source, customer, Id(i), $$"""{"name": "Customer {{i}}", "level": "{{(i is 1 ? "vip" : "standard")}}"}""", Day(i));
            for (var i = 1; i <= 7; i++)
            {
                await TestRecords.AddAsync(
                    Source, contact, Id(10 + i),
                    $$"""
                    {"name": "张{{i}}", "mobile": "+861380013800{{i}}", "amount": {{i * 12.5m}}, "seen": "2026-1{{i % 3}}-0{{i}}", "customer": "{{Id(1 + (i % 3))}}",
                     "calls": [{"id": "{{Id(100 + i)}}", "f6_minutes": {{i}}}]}
                    """.Replace("f6_minutes", contact["calls"]!.Column("minutes")!.Id, StringComparison.Ordinal),
                    Day(10 + i), i % 2 is 0 ? People.Stranger.Id : People.Li.Id, i is 7 ? Day(20) : null);
            }
            await TestRecords.RunAsync(Source, $$$"""
                insert into revisions (form, record, rev, at, by, op, change_set, version, changes)
                select form, id, 1, created_at, null, 'create', '{{{Id(200)}}}', 1, jsonb_build_object('f1', jsonb_build_array(null, data->'f1'), 'f2', jsonb_build_array(null, data->'f2')) from records
                """);
        }

        public ValueTask DisposeAsync() => _database.DisposeAsync();

        private static Guid Id(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);

        private static DateTime Day(int day) => new(2026, 11, day, 8, 0, 0, DateTimeKind.Utc);
    }
}
