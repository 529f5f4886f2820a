using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Querying.Tests.Samples;

namespace FormsHub.Querying.Tests.Oracle;

/// <summary>Random rules for a caller: grants on both forms with rows and fields, and now and then a restriction.</summary>
internal sealed class AccessGenerator(OracleWorld world, FilterGenerator filters)
{
    private static readonly FieldRight[] Rights = [FieldRight.Hidden, FieldRight.Masked, FieldRight.Read, FieldRight.Write];

    public Caller Caller() => People.Stranger with
    {
        Grants = [.. Some(1, 4, () => Grant(world.Contact)), .. Some(0, 3, () => Grant(world.Customer))],
        Restrictions = world.Random.Next(4) is 0 ? [new Restriction("contact", Element(filters.Contact(2)), new HashSet<string> { "vip" }, new HashSet<FormAction>())] : [],
    };

    private HeldGrant Grant(Form form) => new("agent", new Grant
    {
        Form = form.Key,
        Actions = new HashSet<FormAction>(world.Random.Next(8) is 0 ? [FormAction.Create] : [FormAction.Read, FormAction.ViewHistory]),
        Rows = world.Random.Next(3) switch
        {
            0 => null,
            1 => Element(world.Pick("own", "all", "departments")),
            _ => form == world.Contact ? Element(filters.Contact(1)) : JsonElement.Parse(world.Pick("""{"level":{"eq":"vip"}}""", """{"score":{"gt":1}}""", """{"parent":{"level":{"ne":"low"}}}""")),
        },
        Fields = Fields(form),
    });

    private Dictionary<string, FieldRight> Fields(Form form)
    {
        var fields = new Dictionary<string, FieldRight>();
        if (world.Random.Next(3) is 0) return fields;
        if (world.Random.Next(4) > 0) fields["*"] = world.Random.Next(4) is 0 ? FieldRight.Masked : FieldRight.Read;
        foreach (var field in form.Fields.SelectMany(field => field.Columns.Prepend(field)))
        {
            if (world.Random.Next(4) is 0) fields[field.Table is { } table ? $"{table.Key}.{field.Key}" : field.Key] = world.Pick(Rights);
        }
        return fields;
    }

    private IEnumerable<T> Some<T>(int fewest, int most, Func<T> make) => [.. Enumerable.Range(0, world.Random.Next(fewest, most)).Select(_ => make())];

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);

    private static JsonElement Element(string text) => JsonSerializer.SerializeToElement(text);
}
