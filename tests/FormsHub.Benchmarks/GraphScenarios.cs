using System.Text.Json;
using FormsHub.Core.Records;

namespace FormsHub.Benchmarks;

/// <summary>GraphQL questions, each beside the SQL that somebody would write by hand for the same JSON.</summary>
public static class GraphScenarios
{
    private const double Half = 0.5;
    private const int Statements = 100;

    private static readonly string[] Priorities = ["high", "medium", "low"];

    public static async Task<IReadOnlyList<Scenario>> ForAsync(Laboratory laboratory, CancellationToken ct)
    {
        var contact = await laboratory.FieldsAsync("contact");
        var customer = await laboratory.FieldsAsync("customer");
        var (contacts, customers) = (RecordTable.Records(laboratory.ContactForm), RecordTable.Records(await laboratory.NumberAsync("customer", ct)));
        var revisions = RecordTable.Revisions(laboratory.ContactForm);
        return
        [
            new(
                "graphql: 25 contacts with their customer", Half,
                n => Ask($$$"""{ contacts(where: {priority: {eq: {{{Priorities[n % 3]}}} }}, first: 25) { nodes { id name phone priority customer { name level } } } }"""),
                [.. Priorities.Select(priority => $"""
                    select json_build_object('contacts', json_build_object('nodes', json_agg(json_build_object(
                      'id', r.id, 'name', r.data->'{contact["name"]}', 'phone', r.data->'{contact["phone"]}', 'priority', r.data->'{contact["priority"]}',
                      'customer', (select json_build_object('name', c.data->'{customer["name"]}', 'level', c.data->'{customer["level"]}')
                        from {customers} c where c.id = (r.data->>'{contact["customer"]}')::uuid and c.deleted_at is null)))))::text
                    from (select id, data from {contacts} where deleted_at is null and (data->>'{contact["priority"]}') collate "C" = '{priority}'
                      order by updated_at desc, id desc limit 25) r
                    """)]),
            new(
                "graphql: one customer with its 20 contacts", Half,
                n => Ask($$"""{ customer(id: "{{Any(laboratory, n)}}") { name contacts(first: 20) { nodes { id name phone } } } }"""),
                [.. Enumerable.Range(0, Statements).Select(n => $"""
                    select json_build_object('customer', (select json_build_object('name', c.data->'{customer["name"]}', 'contacts', json_build_object('nodes', (
                      select coalesce(json_agg(json_build_object('id', r.id, 'name', r.data->'{contact["name"]}', 'phone', r.data->'{contact["phone"]}')), '[]')
                      from (select id, data from {contacts} where deleted_at is null and (data->>'{contact["customer"]}') collate "C" = c.id::text collate "C"
                        order by updated_at desc, id desc limit 20) r)))
                      from {customers} c where c.id = '{Any(laboratory, n)}' and c.deleted_at is null))::text
                    """)]),
            new(
                "graphql: 100 customers, 10 contacts each, 3 revisions of each", Half,
                _ => Ask("{ customers(first: 100) { nodes { name contacts(first: 10) { nodes { name revisions(first: 3) { rev op at } } } } } }"),
                [$"""
                    select json_build_object('customers', json_build_object('nodes', json_agg(json_build_object('name', c.data->'{customer["name"]}', 'contacts', json_build_object('nodes', (
                      select coalesce(json_agg(json_build_object('name', r.data->'{contact["name"]}', 'revisions', (
                        select coalesce(json_agg(json_build_object('rev', v.rev, 'op', v.op, 'at', v.at)), '[]')
                        from (select rev, op, at from {revisions} where record = r.id order by rev desc limit 3) v))), '[]')
                      from (select id, data from {contacts} where deleted_at is null and (data->>'{contact["customer"]}') collate "C" = c.id::text collate "C"
                        order by updated_at desc, id desc limit 10) r))))))::text
                    from (select id, data from {customers} where deleted_at is null order by updated_at desc, id desc limit 100) c
                    """]),
            new(
                "graphql: count by priority", Half,
                _ => Ask("{ contactsAggregate(groupBy: [priority]) { key { priority } count } }"),
                [$"""
                    select json_build_object('contactsAggregate', json_agg(json_build_object('key', json_build_object('priority', g.priority), 'count', g.count)))::text
                    from (select (data->>'{contact["priority"]}') collate "C" as priority, count(*) from {contacts} where deleted_at is null group by 1 order by 1) g
                    """]),
        ];

        // In this media type an answer with nothing but errors is no 200.
        byte[] Ask(string query) => Wire.Request(laboratory.Server.Address, laboratory.Token, "POST", "/graphql", JsonSerializer.Serialize(new { query }), api: "", accept: "application/graphql-response+json");
    }

    private static string Any(Laboratory laboratory, int n) => laboratory.Customers[(int)((uint)(n * 2654435761) % (uint)laboratory.Customers.Count)];
}
