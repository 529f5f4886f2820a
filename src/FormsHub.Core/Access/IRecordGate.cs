using System.Data.Common;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Access;

/// <summary>Decides, record by record, what a caller may write; the write path asks it inside its own transaction.</summary>
public interface IRecordGate
{
    /// <summary>Whether the caller may do this with some records or fields only, so that each must be asked for.</summary>
    bool Narrows(Caller caller, Form form, FormAction action);

    /// <summary>Whether nothing of a form's records is kept from the caller.</summary>
    bool IsWhole(Caller caller, Form form);

    /// <summary>Whether the caller may be told the title of every record of a form.</summary>
    bool MayName(Caller caller, Form form);

    /// <summary>Whether the caller sees every record of a form.</summary>
    bool SeesAllOf(Caller caller, Form form);

    /// <summary>What the caller may do with at least one record, existing or not.</summary>
    IRecordRights OfAny(Caller caller, Form form);

    /// <summary>Of those records the ones that are seen.</summary>
    Task<IReadOnlyDictionary<Guid, IRecordRights>> SeenAsync(DbConnection connection, Caller caller, Form form, IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>Of those records, seen or not, the ones where a second person must agree to the action.</summary>
    Task<IReadOnlyCollection<Guid>> GuardedAsync(DbConnection connection, Caller caller, Form form, FormAction action, IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>As <see cref="SeenAsync"/>, of records that the caller has just written and need not be able to see.</summary>
    Task<IReadOnlyDictionary<Guid, IRecordRights>> WrittenAsync(DbConnection connection, Caller caller, Form form, IReadOnlyCollection<Guid> ids, CancellationToken ct);
}

/// <summary>What a caller may do with one record.</summary>
public interface IRecordRights
{
    bool Allows(FormAction action);

    /// <summary>
    /// Whether the record may be given another owner or department: not by what was only shared, because it may then fall to the one
    /// it was shared with.
    /// </summary>
    bool MayAssign { get; }

    /// <summary>Whether a grant for the action lets a field, or a column of a sub-table, be changed.</summary>
    bool MayWrite(Field field, FormAction action);

    /// <summary>How much is shown of a field, or of the cells of a column.</summary>
    Sight Of(Field field);
}
