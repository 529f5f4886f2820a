using System.Data.Common;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Access;

/// <summary>Holds actions back, in their own transaction, that a second person must agree to.</summary>
public sealed class SecondPerson(IRecordGate gate, IPermits permits)
{
    /// <summary>Whether a second person must agree to the action on some records of the form.</summary>
    public static bool IsAskedFor(Caller caller, Form form, FormAction action) => FormAccess.GuardsOn(caller, form, action).Any();

    /// <summary>Of those records, as they are before, the ones that nobody has agreed to; the permits for the others are used up.</summary>
    public async Task<IReadOnlyCollection<Guid>> MissingAsync(
        DbConnection connection, Caller caller, Form form, FormAction action, IReadOnlyCollection<Guid> records, Guid? changeSet, CancellationToken ct)
    {
        if (!IsAskedFor(caller, form, action)) return [];
        var guarded = await gate.GuardedAsync(connection, caller, form, action, records, ct);
        if (guarded.Count is 0) return [];
        var permitted = await permits.TakeAsync(connection, caller, form, action, guarded, changeSet, ct);
        return [.. guarded.Where(record => !permitted.Contains(record))];
    }
}
