namespace FormsHub.Querying.Graph;

/// <summary>How a field of the schema is answered. It is the <see cref="GraphQL.Types.Field.Tag"/> of every field of a schema of forms.</summary>
internal abstract class Answer
{
    public abstract JsonText Of(Selected field, Place place);
}
