using FormsHub.Core.Results;

namespace FormsHub.Querying.Graph;

/// <summary>What can be wrong with an operation beside its arguments.</summary>
internal static class GraphProblems
{
    /// <summary>In MB.</summary>
    public const int LargestAnswer = 64;

    public static readonly Problem AnswerTooLarge = Problem.Invalid(
        "answer_too_large",
        $"The answer is larger than {LargestAnswer} MB. Ask for fewer records at a time, or for fewer fields.",
        $"响应超过 {LargestAnswer} MB。请减少每次读取的记录或字段。");
}
