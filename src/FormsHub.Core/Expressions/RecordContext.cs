using System.Text.Json;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Expressions;

/// <summary>What the logic of a record may know besides the record's data.</summary>
/// <param name="Zone">The zone that TODAY and the parts of moments are in.</param>
public sealed record RecordContext(DateTimeOffset Now, TimeZoneInfo Zone, Person? Me)
{
    /// <summary>The record's data as stored before this change; null: the record is new and takes its defaults.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Before { get; init; }

    /// <summary>The ids of fields that the client emptied by hand (null): a new record does not fill them with defaults.</summary>
    public IReadOnlySet<string> Emptied { get; init; } = new HashSet<string>();

    /// <summary>The fields, by key, of the record, user or department that a link field points at; null: it is not known.</summary>
    public Func<Field, Guid, Func<string, Value>?> Linked { get; init; } = (_, _) => null;

    /// <summary>The value of a roll-up, which only a query knows.</summary>
    public Func<Field, Value> RolledUp { get; init; } = _ => Value.Empty;

    /// <summary>What every record has: id, owner, department, createdAt, createdBy. Asked only for names that no field has.</summary>
    public Func<string, Value> System { get; init; } = _ => Value.Empty;
}
