using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Execution;

/// <summary>All selections of one response key, which one field answers. See https://spec.graphql.org/September2025/#sec-Field-Collection</summary>
public sealed class FieldGroup(string responseKey)
{
    private readonly List<FieldNode> _nodes = [];

    public string ResponseKey { get; } = responseKey;
    public IReadOnlyList<FieldNode> Nodes => _nodes;

    /// <summary>The field's name, the same for all of a valid document.</summary>
    public string Name => _nodes[0].Name.Value;

    /// <summary>Where its selections stand, for the errors of the field, of which every item of a list may have one: the first hundred places suffice.</summary>
    internal IReadOnlyList<Location> Locations => field ??= [.. _nodes.Where(node => !node.Span.IsNone).Take(100).Select(node => node.Span.Location)];

    internal void Add(FieldNode node) => _nodes.Add(node);
}
