using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Querying.Records;

/// <summary>Reads the members of a question's body; what is wrong is added to the errors.</summary>
internal static class BodyReader
{
    /// <summary>What forbids to read the body at all: no object, or characters that neither .NET nor PostgreSQL can hold.</summary>
    public static FieldError? Refuse(JsonElement body) =>
        SafeInput.Refuse(body) is { } wrong ? wrong
        : body.ValueKind is not JsonValueKind.Object ? QueryErrors.WrongType("", $"must be an object", $"必须是对象")
        : null;

    public static T Unknown<T>(T query, string name, IReadOnlyList<string> members, List<FieldError> errors)
    {
        errors.Add(QueryErrors.UnknownMember(JsonPointer.To(name), name, members));
        return query;
    }

    public static string? Text(JsonElement value, string path, int longest, List<FieldError> errors)
    {
        if (value.ValueKind is not JsonValueKind.String) errors.Add(QueryErrors.WrongType(path, $"must be a text", $"必须是文本"));
        else if (value.GetString() is not { } text || text.Length > longest)
            errors.Add(new FieldError(path, "too_long", new Message($"must have at most {longest} characters", $"最多 {longest} 个字符")));
        else return text;
        return null;
    }

    public static List<string>? Texts(JsonElement value, string path, List<FieldError> errors)
    {
        if (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        errors.Add(QueryErrors.WrongType(path, $"must be a list of texts", $"必须是文本列表"));
        return null;
    }

    public static int Count(JsonElement value, string path, int most, int otherwise, List<FieldError> errors)
    {
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 1 && count <= most) return count;
        errors.Add(new FieldError(path, "out_of_range", new Message($"must be a whole number from 1 to {most}", $"必须是 1 到 {most} 的整数")));
        return otherwise;
    }

    public static bool Flag(JsonElement value, string path, List<FieldError> errors)
    {
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        errors.Add(QueryErrors.WrongType(path, $"must be true or false", $"必须是 true 或 false"));
        return false;
    }

    public static DateTimeOffset? Moment(JsonElement value, string path, List<FieldError> errors)
    {
        if (value.ValueKind is JsonValueKind.String
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment.ToUniversalTime();
        }
        errors.Add(QueryErrors.WrongType(path, $"must be a moment such as 2026-11-21T10:00:00Z", $"必须是时刻，例如 2026-11-21T10:00:00Z"));
        return null;
    }
}
