using System.Text.Json;

namespace FormsHub.Core.Results;

/// <summary>The members that a JSON object lacks, as the reader of .NET tells it: one error for each, at its own place.</summary>
public static class MissingMembers
{
    private const string Told = "was missing required properties including:";

    /// <param name="path">The pointer to the object.</param>
    public static IReadOnlyList<FieldError> Of(JsonException exception, string path)
    {
        var at = exception.Message.IndexOf(Told, StringComparison.Ordinal);
        if (at < 0) return [];
        var names = exception.Message[(at + Told.Length)..].Split('\'');
        return [.. names.Where((_, index) => index % 2 is 1).Select(name => new FieldError(
            path + JsonPointer.To(name), "required", new Message($"\"{name}\" is required.", $"缺少“{name}”。")))];
    }
}
