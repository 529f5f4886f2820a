namespace FormsHub.Core.Results;

/// <summary>An expected failure as data. <see cref="Code"/> is stable snake_case.</summary>
public sealed record Problem(ProblemKind Kind, string Code, Message Message)
{
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Further members of the problem document, such as <c>current</c> of a stale write.</summary>
    public IReadOnlyDictionary<string, object?> Details { get; init; } = NoDetails;

    private static readonly Dictionary<string, object?> NoDetails = [];

    public static Problem Invalid(string code, FormattableString english, FormattableString chinese) =>
        new(ProblemKind.Invalid, code, new Message(english, chinese));

    public static Problem Forbidden(string code, FormattableString english, FormattableString chinese) =>
        new(ProblemKind.Forbidden, code, new Message(english, chinese));

    public static Problem NotFound(string code, FormattableString english, FormattableString chinese) =>
        new(ProblemKind.NotFound, code, new Message(english, chinese));

    public static Problem Conflict(string code, FormattableString english, FormattableString chinese) =>
        new(ProblemKind.Conflict, code, new Message(english, chinese));
}
