using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;

namespace FormsHub.Storage.Records;

/// <summary>A record's next revision, computed and checked, not yet written.</summary>
/// <param name="Operation">The place of the operation it comes from; -1 for a consequence such as a cascade.</param>
internal sealed record PendingWrite(
    int Operation, RevisionOp Op, Form Form, StoredRecord? Before, StoredRecord After, IReadOnlyList<Change> Changes)
{
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>References that this revision sets: their targets must be alive when it commits.</summary>
    public IReadOnlyList<RecordKey> NewTargets { get; init; } = [];

    /// <summary>Files that this revision sets.</summary>
    public IReadOnlyList<Guid> NewFiles { get; init; } = [];
}

/// <summary>A record by its form's number and its id.</summary>
internal readonly record struct RecordKey(int Form, Guid Id);
