using FormsHub.Core.Audit;
using FormsHub.Core.Results;

namespace FormsHub.Server.Audit;

/// <summary>
/// The audit, as operations write into it. What changes the database writes its entry in its own transaction
/// (<see cref="Storage.Audit.AuditInbox"/>); this is for everything else.
/// </summary>
public interface IAudit
{
    /// <summary>
    /// Writes an entry now. Null: go on. An operation whose entry is required is not to be done when a problem comes back; where it is
    /// not required, a failure is logged.
    /// </summary>
    Task<Problem?> WriteAsync(AuditEntry entry, bool required, CancellationToken ct);

    /// <summary>
    /// Writes an entry soon, together with others: for what happens too often to wait for the database. A problem comes back when as many
    /// wait as may be lost.
    /// </summary>
    ValueTask<Problem?> WriteSoonAsync(AuditEntry entry, CancellationToken ct);

    /// <summary>Chains all that waits, so that who looks now sees it.</summary>
    Task FlushAsync(CancellationToken ct);
}
