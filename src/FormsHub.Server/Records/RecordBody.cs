using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>Reads the bodies of record writes; every mistake names its path.</summary>
internal static class RecordBody
{
    public static Result<JsonElement> Data(JsonElement body) => Members(body, "", "data", "owner", "department") is { Count: > 0 } errors
        ? Invalid(errors)
        : body.TryGetProperty("data", out var data)
        ? data
        : Invalid([new FieldError("/data", "required", new Message($"\"data\" is required: an object of field keys and values.", $"缺少“data”：由字段 key 和值组成的对象。"))]);

    /// <summary>The uuid of a member; null where it is absent or null.</summary>
    public static Result<Guid?> Id(JsonElement body, string name, string path = "")
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null) return (Guid?)null;
        var text = value.ValueKind is JsonValueKind.Object && value.TryGetProperty("id", out var inner) ? inner : value;
        return text.ValueKind is JsonValueKind.String && Guid.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var id)
            ? id
            : Invalid([NotAnId($"{path}/{name}")]);
    }

    /// <summary>The user or department of a member, named as in a field: by id, <c>{"id"}</c>, user name or key; null where it is absent or null.</summary>
    public static Result<Guid?> Link(JsonElement body, string name, LinkKind kind, IDirectory directory, string path = "")
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null) return (Guid?)null;
        var given = value.ValueKind is JsonValueKind.Object && value.TryGetProperty("id", out var inner) ? inner : value;
        if (given.ValueKind is not JsonValueKind.String) return Invalid([NotAnId($"{path}/{name}")]);
        var text = given.GetString()!;
        var found = !Guid.TryParseExact(text, "D", out var id) ? directory.Find(kind, text)
            : directory.Title(kind, id) is null ? null
            : id;
        return found is null ? Invalid([UnknownLink.Of(text, kind).Under($"{path}/{name}")]) : found;
    }

    /// <summary>As <see cref="Link(JsonElement, string, LinkKind, IDirectory, string)"/>, where null empties and only an absent member leaves things as they are.</summary>
    public static Result<RecordOperation.Assignment?> Assignment(JsonElement body, string name, LinkKind kind, IDirectory directory, string path = "")
    {
        if (!body.TryGetProperty(name, out _)) return (RecordOperation.Assignment?)null;
        var link = Link(body, name, kind, directory, path);
        return link.Failed ? link.Problem : (RecordOperation.Assignment?)new RecordOperation.Assignment(link.Value);
    }

    /// <summary>The user of a query parameter, by id or name; null where it is absent or empty.</summary>
    public static Result<Guid?> Person(string? text, string name, IDirectory directory)
    {
        if (string.IsNullOrEmpty(text)) return (Guid?)null;
        var found = !Guid.TryParse(text, CultureInfo.InvariantCulture, out var id) ? directory.Find(LinkKind.User, text)
            : directory.Title(LinkKind.User, id) is null ? null
            : id;
        return found is null ? Invalid([UnknownLink.Of(text, LinkKind.User).Under("/" + name)]) : found;
    }

    /// <summary>The revision of a member; null where it is absent or null.</summary>
    public static Result<int?> Rev(JsonElement body, string name = "rev", string path = "")
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null) return (int?)null;
        return value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var rev) && rev > 0
            ? rev
            : Invalid([new FieldError($"{path}/{name}", "wrong_type", new Message($"must be a revision number from 1", $"必须是从 1 开始的版本号"))]);
    }

    /// <summary>A list of uuids, each once.</summary>
    public static Result<IReadOnlyList<Guid>> Ids(JsonElement body, string name, int limit)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() is 0)
            return Invalid([new FieldError("/" + name, "required", new Message($"must be a list of at least one record id", $"必须是至少包含一个记录 id 的列表"))]);
        if (value.GetArrayLength() > limit) return Invalid([TooMany("/" + name, limit)]);

        var ids = new List<Guid>(value.GetArrayLength());
        var errors = new List<FieldError>();
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind is JsonValueKind.String && Guid.TryParse(item.GetString(), CultureInfo.InvariantCulture, out var id)) ids.Add(id);
            else errors.Add(NotAnId($"/{name}/{ids.Count + errors.Count}"));
        }
        return errors.Count > 0 ? Invalid(errors) : ids.Distinct().ToList();
    }

    /// <summary>A flag; false where it is absent.</summary>
    public static Result<bool> Flag(JsonElement body, string name) =>
        !body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.False ? false
        : value.ValueKind is JsonValueKind.True ? true
        : Invalid([new FieldError("/" + name, "wrong_type", new Message($"must be true or false", $"必须是 true 或 false"))]);

    /// <summary>An error for every member that is none of the known ones.</summary>
    public static List<FieldError> Members(JsonElement body, string path, params string[] known)
    {
        if (body.ValueKind is not JsonValueKind.Object)
            return [new FieldError(path, "wrong_type", new Message($"must be an object", $"必须是对象"))];
        return
        [
            .. body.EnumerateObject().Where(member => !known.Contains(member.Name)).Select(member => new FieldError(
                path + JsonPointer.To(member.Name), "unknown_member", Suggestion.For(member.Name, known) is { } near
                    ? new Message($"There is no \"{member.Name}\" here. Did you mean \"{near}\"?", $"这里没有“{member.Name}”，是不是“{near}”？")
                    : new Message($"There is no \"{member.Name}\" here.", $"这里没有“{member.Name}”。"))),
        ];
    }

    public static FieldError TooMany(string path, int limit) => new(path, "too_many", new Message($"must be at most {limit}", $"最多 {limit} 项"));

    public static Problem Invalid(IReadOnlyList<FieldError> errors) =>
        Problem.Invalid("invalid_request", $"The request has {errors.Count} errors.", $"请求有 {errors.Count} 处错误。") with { Errors = errors };

    private static FieldError NotAnId(string path) => new(path, "wrong_type", new Message($"must be a record id (UUID)", $"必须是 UUID 格式的 id"));
}
