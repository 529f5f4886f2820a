namespace FormsHub.GraphQL.Execution;

/// <summary>
/// The errors of an execution, which resolvers may raise at the same time: of what is null already because of an error below it, none is noted again.
/// See https://spec.graphql.org/September2025/#sec-Handling-Execution-Errors
/// </summary>
internal sealed class ErrorList
{
    private readonly Lock _lock = new();
    private readonly List<GraphQLError> _errors = [];
    private readonly HashSet<ResponsePath> _nulled = [];
    private bool _allNulled;

    /// <summary>An error of the place there; null: of all of it.</summary>
    public void Add(GraphQLError error, ResponsePath? path)
    {
        while (path is { IsNullable: false }) path = path.Parent;
        lock (_lock)
        {
            if (_allNulled) return;
            for (var above = path; above is not null; above = above.Parent)
                if (_nulled.Contains(above)) return;

            _errors.Add(error);
            if (path is null) _allNulled = true;
            else _nulled.Add(path);
        }
    }

    public IReadOnlyList<GraphQLError> ToList()
    {
        lock (_lock) return [.. _errors];
    }
}
