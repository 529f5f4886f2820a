using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>All operations of one request: one transaction, one change set.</summary>
public sealed record WriteRequest(Caller Caller, Via Via, IReadOnlyList<RecordOperation> Operations)
{
    /// <summary>Writes what can be written and reports the rest, instead of all or nothing.</summary>
    public bool Partial { get; init; }

    /// <summary>A sentence for the change set; made from the operations when null.</summary>
    public Message? Summary { get; init; }

    /// <summary>The change set that this one undoes.</summary>
    public Guid? Undoes { get; init; }
    public IdempotencyKey? Idempotency { get; init; }

    /// <summary>For a write of one record: reads it back in the same batch. Given the form version that it was written by, and its id.</summary>
    public Func<Form, Guid, ReadBack>? ReadBack { get; init; }
}

/// <summary>How the record just written is read, and what takes its row.</summary>
/// <param name="Returning">What to read of the record <c>r</c> in the statement that writes it; null if that would not yet see all.</param>
/// <param name="Command">A statement of its own that reads the same.</param>
public sealed record ReadBack(string? Returning, Func<NpgsqlBatchCommand> Command, Action<NpgsqlDataReader> Take);

/// <summary>The client's key and the SHA-256 of the request it stands for.</summary>
public sealed record IdempotencyKey(string Key, byte[] Request)
{
    /// <summary>What is kept of the outcome, as a JSON object, for who gave the key to read; null: what the results tell.</summary>
    public Func<WriteOutcome, string>? Answer { get; init; }
}

/// <summary>What a write did.</summary>
/// <param name="ChangeSet">Null when nothing was to be changed.</param>
public sealed record WriteOutcome(Guid? ChangeSet, IReadOnlyList<OperationResult> Results)
{
    /// <summary>Whether this answer was given before, to the same Idempotency-Key.</summary>
    public bool Replayed { get; init; }

    /// <summary>Of a replayed answer: what <see cref="IdempotencyKey.Answer"/> has kept.</summary>
    public string? Kept { get; init; }

    /// <summary>Whether the record was read back (<see cref="WriteRequest.ReadBack"/>).</summary>
    public bool IsReadBack { get; init; }
}

/// <summary>What became of one operation: a record at its new revision, or errors.</summary>
/// <param name="Index">The place among the operations of the same kind, from 0.</param>
public sealed record OperationResult(string Op, int Index, Guid? Id, int? Rev)
{
    public Problem? Problem { get; init; }
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>Whether nobody named the record: a cascade took it along when another was deleted, and it was to come back with that one.</summary>
    public bool IsTakenAlong { get; init; }

    /// <summary>The record as it now lies in its table; null in a replayed answer.</summary>
    public StoredRecord? Record { get; init; }
}
