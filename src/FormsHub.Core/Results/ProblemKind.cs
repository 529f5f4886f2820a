namespace FormsHub.Core.Results;

/// <summary>The kinds of expected failure; the server gives each its HTTP status.</summary>
public enum ProblemKind
{
    /// <summary>400: the input is wrong.</summary>
    Invalid,

    /// <summary>403: the caller may not.</summary>
    Forbidden,

    /// <summary>404: there is no such thing, or the caller may not know of it.</summary>
    NotFound,

    /// <summary>409: the state of things forbids it now.</summary>
    Conflict,

    /// <summary>412: somebody else changed it since the caller read it.</summary>
    Stale,
}
