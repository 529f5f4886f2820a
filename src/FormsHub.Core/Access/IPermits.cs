using System.Data.Common;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Access;

/// <summary>
/// Decides whether there is a permit for what a caller is about to do with records where a restriction asks for a second person. The one
/// place that knows what counts as one: what another person agreed to, and in time what a workflow approved.
/// </summary>
public interface IPermits
{
    /// <summary>Of those records the ones for which there is a permit now.</summary>
    Task<IReadOnlySet<Guid>> FindAsync(DbConnection connection, Caller caller, Form form, FormAction action, IReadOnlyCollection<Guid> records, CancellationToken ct);

    /// <summary>As <see cref="FindAsync"/>; what is found is used up by the connection's transaction, which also tells the audit who agreed.</summary>
    Task<IReadOnlySet<Guid>> TakeAsync(
        DbConnection connection, Caller caller, Form form, FormAction action, IReadOnlyCollection<Guid> records, Guid? changeSet, CancellationToken ct);
}
