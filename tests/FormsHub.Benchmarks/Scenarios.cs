using System.Globalization;
using System.Text.Json.Nodes;
using FormsHub.Core.Records;

namespace FormsHub.Benchmarks;

/// <summary>The scenarios, in the order of the table.</summary>
public static class Scenarios
{
    /// <param name="token">Who asks; null: the administrator.</param>
    public static async Task<IReadOnlyList<Scenario>> ForAsync(Laboratory laboratory, string? token = null)
    {
        var jobTitle = await laboratory.FieldAsync("jobTitle");
        var phone = await laboratory.FieldAsync("phone");
        var contacts = laboratory.Contacts;
        var customers = laboratory.Customers;
        return
        [
            new("create, with revision", 0.8, n => Create(laboratory, n), [CreateSql(laboratory.ContactForm, phone)]),
            new("update one field, with revision", 0.7, n => Send("PATCH", $"/forms/contact/records/{Any(contacts, n)}", $$$"""{"data":{"jobTitle":"经理{{{PreparedRequest.Number}}}"}}"""), [UpdateSql(laboratory.ContactForm, jobTitle, contacts.Count)]),
            new("read one", 0.35, n => Send("GET", $"/forms/contact/records/{Any(contacts, n)}")),
            new("list 25, two filters, sorted", 0.5, n => Query($$$"""{"filter":{"and":[{"priority":{"eq":"{{{Priority(n)}}}"}},{"verifiedAt":{"lt":"2026-{{{1 + (n % 9):D2}}}-15T00:00:00.000Z"}}]},"sort":["-verifiedAt"],"first":25}""")),
            new("search 2 characters", 0.6, n => Query($$"""{"search":"{{ContactData.TwoCharacters(n)}}","first":25}""")),
            new("25 contacts with their customer", 0.6, n => Query($$$"""{"filter":{"priority":{"eq":"{{{Priority(n)}}}"}},"select":["name","customer","customerLevel"],"first":25}""")),
            new("contacts of one customer", 0.5, n => Query($$$"""{"filter":{"customer":{"eq":"{{{Any(customers, n)}}}"}},"first":20}""")),
            new("count by priority", 0.9, _ => Send("POST", "/forms/contact/records/aggregate", """{"groupBy":["priority"],"measures":[{"count":"*"}]}""")),
        ];

        byte[] Send(string method, string path, string? body = null) => Wire.Request(laboratory.Server.Address, token ?? laboratory.Token, method, path, body);
        byte[] Query(string body) => Send("POST", "/forms/contact/records/query", body);
    }

    /// <summary>A contact like the n-th, but with a number that each sending replaces by a new one.</summary>
    public static byte[] Create(Laboratory laboratory, int n)
    {
        var data = ContactData.Contact(PreparedRequest.Number, laboratory.Customers[n % laboratory.Customers.Count]);
        foreach (var (key, value) in ContactData.Contact(n, "").ToList())
        {
            if (key is not ("customer" or "phone" or "email")) data[key] = value!.DeepClone();
        }
        return Wire.Request(laboratory.Server.Address, laboratory.Token, "POST", "/forms/contact/records", new JsonObject { ["data"] = data }.ToJsonString());
    }

    /// <summary>The numbers of a batch of new contacts.</summary>
    public static IEnumerable<int> NewNumbers(int count) => Enumerable.Range(PreparedRequest.Take(count), count);

    /// <summary>Record, revision and change set as bare inserts, the values taken from a contact that is there.</summary>
    private static string CreateSql(int form, string phone) => string.Create(CultureInfo.InvariantCulture,
        $"""
        with model as materialized (select * from bench_model), number as materialized (select nextval('bench_number') as n, uuidv7() as id, uuidv7() as change_set),
        change as (
          insert into change_sets (id, at, actor, via, summary, records, forms)
          select change_set, now(), null, 'api', '{"{}"}'::jsonb, 1, array[{form}] from number),
        revision as (
          insert into {RecordTable.Revisions(form)} (form, record, rev, at, by, op, change_set, version, changes)
          select {form}, number.id, 1, now(), null, 'create', number.change_set, 1, model.changes from number, model)
        insert into {RecordTable.Records(form)} (form, id, rev, version, title, owner, created_at, updated_at, data, search, grams)
        select {form}, number.id, 1, 1, model.title, model.owner, now(), now(),
          model.data || jsonb_build_object('{phone}', '+8614' || lpad(number.n::text, 9, '0')), model.search, model.grams from number, model
        """);

    /// <summary>A changed value, the search text's grams changed with it, a revision and a change set.</summary>
    private static string UpdateSql(int form, string field, int count) => string.Create(CultureInfo.InvariantCulture,
        $"""
        with target as materialized (
          select id, uuidv7() as change_set from bench_ids where n = (select 1 + floor(random() * {count})::int)),
        change as (
          insert into change_sets (id, at, actor, via, summary, records, forms)
          select change_set, now(), null, 'api', '{"{}"}'::jsonb, 1, array[{form}] from target),
        changed as (
          update {RecordTable.Records(form)} r set rev = r.rev + 1, updated_at = now(),
            data = r.data || jsonb_build_object('{field}', '经理' || floor(random() * 97)::text),
            grams = r.grams[1 : cardinality(r.grams) - 1] || floor(random() * 1000000)::int
          from target where r.id = target.id and r.deleted_at is null returning r.id, r.rev)
        insert into {RecordTable.Revisions(form)} (form, record, rev, at, by, op, change_set, version, changes)
        select {form}, changed.id, changed.rev, now(), null, 'update', target.change_set, 1, jsonb_build_object('{field}', jsonb_build_array('经理1', '经理2'))
        from changed, target
        """);

    /// <summary>What the limits of the writes take their values from.</summary>
    public static string Preparation(int form) => string.Create(CultureInfo.InvariantCulture,
        $"""
        drop table if exists bench_ids, bench_model; drop sequence if exists bench_number;
        create sequence bench_number cache 100;
        create table bench_ids as select row_number() over (order by id)::int as n, id from {RecordTable.Records(form)};
        create unique index on bench_ids (n);
        create table bench_model as select r.*, v.changes from {RecordTable.Records(form)} r join {RecordTable.Revisions(form)} v on v.record = r.id and v.rev = 1 limit 1;
        analyze bench_ids, bench_model
        """);

    /// <summary>As many contacts at once, as one insert with their revisions.</summary>
    public static string ImportSql(int form, string phone, int count) => string.Create(CultureInfo.InvariantCulture,
        $"""
        with model as materialized (
          select r.*, uuidv7() as new_id, nextval('bench_number') as n, v.changes
          from (select * from {RecordTable.Records(form)} limit {count}) r join {RecordTable.Revisions(form)} v on v.record = r.id and v.rev = 1),
        revision as (
          insert into {RecordTable.Revisions(form)} (form, record, rev, at, by, op, change_set, version, changes)
          select {form}, new_id, 1, now(), null, 'create', '00000000-0000-7000-8000-000000000000', 1, changes from model)
        insert into {RecordTable.Records(form)} (form, id, rev, version, title, owner, created_at, updated_at, data, search, grams)
        select {form}, new_id, 1, 1, title, owner, now(), now(), data || jsonb_build_object('{phone}', '+8615' || lpad(n::text, 9, '0')), search, grams from model
        """);

    private static string Any(List<string> ids, int n) => ids[(int)((uint)(n * 2654435761) % (uint)ids.Count)];

    private static string Priority(int n) => (n % 3) switch { 0 => "high", 1 => "medium", _ => "low" };
}
