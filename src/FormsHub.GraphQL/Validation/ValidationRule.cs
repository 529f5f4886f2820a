namespace FormsHub.GraphQL.Validation;

/// <summary>A law that documents keep, one file each in Rules. See https://spec.graphql.org/September2025/#sec-Validation</summary>
public abstract class ValidationRule
{
    /// <summary>As the reference implementation calls the rule, without its ending <c>Rule</c>.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>
    /// Says by <see cref="ValidationContext.Enter{TNode}(Action{TNode})"/> and its companions which nodes the rule looks at. A rule is one
    /// object for all documents: what it remembers of this document are local variables here.
    /// </summary>
    public abstract void Check(ValidationContext context);
}
