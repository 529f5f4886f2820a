using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;

namespace FormsHub.Storage.Records;

/// <summary>A record's next revision, computed and checked, not yet written.</summary>
/// <param name="Operation">The place of the operation it comes from; -1 for a consequence such as a cascade.</param>
internal sealed record PendingWrite(
    int Operation, RevisionOp Op, Form Form, StoredRecord? Before, StoredRecord After, IReadOnlyList<Change> Changes)
{
    /// <summary>
    /// The same with every value of an encrypted field sealed, also those that were read before the field was encrypted: this is what is
    /// written.
    /// </summary>
    public PendingWrite Sealed()
    {
        if (Form.Encrypted.Count is 0) return this;
        return this with
        {
            Before = Before is null ? null : Before with { Data = EncryptedValues.Seal(Form, Before.Id, Before.Data) },
            After = After with { Data = EncryptedValues.Seal(Form, After.Id, After.Data) },
            Changes = [.. Changes.Select(change => Form.ById(change.Field) is { IsEncrypted: true } field ? change with { Before = Cell(field, change.Before), After = Cell(field, change.After) } : change)],
        };

        JsonElement? Cell(Field field, JsonElement? value) => value is { } present ? EncryptedValues.Seal(Form, field, After.Id, present) : null;
    }

    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>References that this revision sets: their targets must be alive when it commits.</summary>
    public IReadOnlyList<RecordKey> NewTargets { get; init; } = [];

    /// <summary>Files that this revision sets.</summary>
    public IReadOnlyList<Guid> NewFiles { get; init; } = [];
}

/// <summary>A record by its form's number and its id.</summary>
internal readonly record struct RecordKey(int Form, Guid Id);
