using System.Diagnostics.CodeAnalysis;

namespace FormsHub.Core.Results;

/// <summary>A value, or the problem that stood in its way.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Problem? problem) => (_value, Problem) = (value, problem);

    public Problem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Problem))]
    public bool Failed => Problem is not null;

    /// <summary>The value; asking a failed result for it is a programmer's mistake.</summary>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException(Problem.Message.ToString());

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
