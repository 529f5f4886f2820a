using FormsHub.Core.Forms;
using FormsHub.GraphQL.Types;
using Field = FormsHub.Core.Forms.Field;

namespace FormsHub.Querying.Graph.Mutations;

/// <summary>What a field of the mutation root does; it is its <see cref="GraphQL.Types.Field.Tag"/>.</summary>
/// <param name="IsRead">Whether the caller may read records of the form: else nothing but id and rev is answered.</param>
internal sealed record WriteField(WriteKind Kind, Form Form, bool IsRead);

/// <summary>What is done with records.</summary>
public enum WriteKind
{
    Create,
    Update,
    Delete,
    Restore,
    Revert,
    Batch,
}

/// <summary>What a field of an input gives; it is its <see cref="InputValue.Tag"/>.</summary>
internal abstract record Given
{
    /// <summary>The value of a form's field.</summary>
    public sealed record Value(Field Field) : Given;

    /// <summary>New records that a form's field refers to.</summary>
    public sealed record Created(Field Field, Form Target, InputObjectType Input) : Given;

    /// <summary>Owner or department.</summary>
    public sealed record Assigned : Given;
}
