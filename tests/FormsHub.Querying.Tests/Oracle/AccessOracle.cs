using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;

namespace FormsHub.Querying.Tests.Oracle;

/// <summary>
/// Says in plain words what a caller may see of the oracle's records, cell by cell, without a thought of SQL: a cell is seen where one
/// grant gives its row and its field; what is computed is seen where everything that it is computed from is.
/// </summary>
internal sealed class AccessOracle(OracleWorld world, Caller caller, FilterContext context)
{
    private readonly FilterParser _parser = new(world.Forms, new Samples.People(), FilterRights.All);

    public bool Sees(OracleRecord record) => Grants(record).Any() && !Restricted(record);

    public Sight Sees(OracleRecord record, Field field)
    {
        var own = Grants(record).Where(grant => field.Table is null || grant.Right(field.Table).Sees is Sight.Clear).Select(grant => grant.Right(field).Sees).DefaultIfEmpty(Sight.Nothing).Max();
        if (field.Table is { } table && Sees(record, table) is not Sight.Clear) return Sight.Nothing;
        if (field.Type.Role is FieldRole.Formula or FieldRole.Computed && own is Sight.Masked) return Sight.Nothing;
        return Sources(record, field) ? own : Sight.Nothing;
    }

    /// <summary>The record with the values that are seen in clear, and links only to records that are seen.</summary>
    public FilterRecord View(OracleRecord record)
    {
        var whole = world.View(record);
        return new FilterRecord(
            field => Sees(record, field) is not Sight.Clear ? null : field.Columns.Count > 0 ? Rows(record, field) : Computed(record, field),
            system => system.Name is "title" && record.Form.TitleField is { } title && Sees(record, title) is not Sight.Clear ? null : whole.System(system),
            (form, id) => world.Records.Find(each => each.Form == form && each.Id == id) is { } found && Sees(found) ? View(found) : null);
    }

    /// <summary>The rows of a sub-table with the cells that are seen in clear.</summary>
    private JsonElement? Rows(OracleRecord record, Field table)
    {
        if (!record.Data.TryGetProperty(table.Id, out var rows)) return null;
        var hidden = table.Columns.Where(column => Sees(record, column) is not Sight.Clear).Select(column => column.Id).ToHashSet();
        return JsonSerializer.SerializeToElement(rows.EnumerateArray().Select(row => row.EnumerateObject().Where(cell => !hidden.Contains(cell.Name)).ToDictionary(cell => cell.Name, cell => cell.Value)));
    }

    /// <summary>The words that the record may be found by.</summary>
    public string Words(OracleRecord record) => string.Join('\n', record.Form.Fields
        .Where(field => Sees(record, field) is Sight.Clear && record.Data.TryGetProperty(field.Id, out _))
        .SelectMany(field => field.Columns.Count is 0
            ? [field.Type.SearchText(record.Data.GetProperty(field.Id), field)]
            : Rows(record, field)!.Value.EnumerateArray().SelectMany(row => field.Columns.Select(column => row.TryGetProperty(column.Id, out var cell) ? column.Type.SearchText(cell, column) : null)))
        .Select(text => SearchText.Normalize(text ?? "")));

    /// <summary>The value as this caller has it, computed from what this caller sees.</summary>
    public JsonElement? Computed(OracleRecord record, Field field) => field.Type switch
    {
        LookupField => Looked(record, field) is var (found, target) && Sees(found, target) is Sight.Clear ? Computed(found, target) : null,
        RollupField => RolledUp(record, field),
        _ => record.Data.TryGetProperty(field.Id, out var value) ? value : null,
    };

    private JsonElement? RolledUp(OracleRecord record, Field field) => field.Key switch
    {
        "contacts" => JsonSerializer.SerializeToElement(Pointing(record, "customer").Count()),
        "paid" => JsonSerializer.SerializeToElement(Pointing(record, "customer").Where(each => Clear(each, "done") is { ValueKind: JsonValueKind.True }).Sum(each => Clear(each, "amount")?.GetDecimal() ?? 0)),
        "partnered" => Pointing(record, "partners").Select(each => Clear(each, "day")?.GetString()).Where(day => day is not null).Max() is { } last ? JsonSerializer.SerializeToElement(last) : null,
        _ => world.View(record).Field(field),
    };

    private IEnumerable<OracleRecord> Pointing(OracleRecord target, string reference) => world.Of(world.Contact).Where(each => each.DeletedAt is null && Sees(each)
        && Clear(each, reference) is { } link
        && (link.ValueKind is JsonValueKind.Array ? link.EnumerateArray().Any(item => item.GetGuid() == target.Id) : link.GetGuid() == target.Id));

    private JsonElement? Clear(OracleRecord record, string key) =>
        Sees(record, record.Form[key]!) is Sight.Clear && record.Data.TryGetProperty(record.Form[key]!.Id, out var value) ? value : null;

    /// <summary>The record and field that a lookup shows, if the record is seen.</summary>
    public (OracleRecord Record, Field Field)? Looked(OracleRecord record, Field field)
    {
        var options = (LookupField.LookupOptions)field.Options;
        var reference = record.Form[options.Reference]!;
        if (Sees(record, reference) is not Sight.Clear || !record.Data.TryGetProperty(reference.Id, out var id)) return null;
        return world.Records.Find(each => each.Form == world.Customer && each.Id == id.GetGuid()) is { } found && Sees(found) ? (found, world.Customer[options.Field]!) : null;
    }

    private bool Sources(OracleRecord record, Field field) => field.Key switch
    {
        "customerLevel" or "customerParent" or "customerPaid" => Sees(record, world.Contact["customer"]!) is Sight.Clear,
        "parentLevel" => Sees(record, world.Customer["parent"]!) is Sight.Clear,
        "minutes" when field.Type is RollupField => new[] { "minutes", "kind" }.All(key => Sees(record, world.Contact["calls"]!.Column(key)!) is Sight.Clear),
        "contacts" => IsAlwaysSeen(world.Contact, "customer"),
        "paid" => IsAlwaysSeen(world.Contact, "customer") && IsAlwaysSeen(world.Contact, "done") && IsEverSeen(world.Contact, "amount"),
        "partnered" => IsAlwaysSeen(world.Contact, "partners") && IsEverSeen(world.Contact, "day"),
        "weighed" => Sees(record, world.Contact["amount"]!) is Sight.Clear && Sees(record, world.Contact["customer"]!) is Sight.Clear && ShowsScore(record),
        _ => true,
    };

    private bool ShowsScore(OracleRecord record) =>
        !record.Data.TryGetProperty(world.Contact["customer"]!.Id, out var id)
        || (world.Records.Find(each => each.Form == world.Customer && each.Id == id.GetGuid()) is { } customer
            ? Sees(customer) && Sees(customer, world.Customer["score"]!) is Sight.Clear
            : All(world.Customer) && IsAlwaysSeen(world.Customer, "score") && !caller.Restrictions.Any(each => each.Form == "customer"));

    /// <summary>Whether every grant that lets the form be read gives the field, or one that lets all rows be.</summary>
    private bool IsAlwaysSeen(Form form, string key)
    {
        var grants = Granted(form).ToList();
        return grants.Count > 0 && (grants.GroupBy(grant => RowPresets.Filter(grant.Rows)?.GetRawText()).All(same => same.Any(grant => grant.Right(form[key]!).Sees is Sight.Clear))
            || grants.Exists(grant => RowPresets.Filter(grant.Rows) is null && grant.Right(form[key]!).Sees is Sight.Clear));
    }

    private bool IsEverSeen(Form form, string key) => Granted(form).Any(grant => grant.Right(form[key]!).Sees is Sight.Clear);

    private bool All(Form form) => Granted(form).Any(grant => RowPresets.Filter(grant.Rows) is null);

    private IEnumerable<Grant> Granted(Form form) =>
        caller.Grants.Select(held => held.Grant).Where(grant => grant.Form == form.Key && grant.Actions.Contains(FormAction.Read));

    private IEnumerable<Grant> Grants(OracleRecord record) => Granted(record.Form).Where(grant => RowPresets.Filter(grant.Rows) is not { } rows || Holds(rows, record));

    private bool Restricted(OracleRecord record) => caller.Restrictions.Any(each => each.Form == record.Form.Key && Holds(each.Rows, record));

    private bool Holds(JsonElement rows, OracleRecord record) => FilterEvaluator.Holds(_parser.Parse(rows, record.Form).Value, world.View(record), context);
}
