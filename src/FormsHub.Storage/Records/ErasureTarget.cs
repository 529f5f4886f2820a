using FormsHub.Core.Forms;

namespace FormsHub.Storage.Records;

/// <summary>A record of which something is to be erased.</summary>
/// <param name="Fields">The fields that are emptied, in the record and in its history; none: the record is purged.</param>
public sealed record ErasureTarget(Form Form, Guid Record, IReadOnlyList<Field> Fields)
{
    public bool IsWhole => Fields.Count is 0;
}
