namespace FormsHub.GraphQL.Execution;

/// <summary>
/// Where in the response: a response key (string) or an index (int) below another place. Knows whether the place may be null, which is where an error stops
/// on its way up. See https://spec.graphql.org/September2025/#sec-Handling-Execution-Errors
/// </summary>
public sealed class ResponsePath(ResponsePath? parent, object key, bool isNullable)
{
    public ResponsePath? Parent { get; } = parent;
    public object Key { get; } = key;
    public bool IsNullable { get; } = isNullable;

    /// <summary>How many keys and indexes lead here.</summary>
    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;

    /// <summary>From the root down, as an error holds it.</summary>
    public IReadOnlyList<object> ToList()
    {
        List<object> keys = [];
        for (var path = this; path is not null; path = path.Parent) keys.Add(path.Key);
        keys.Reverse();
        return keys;
    }
}
