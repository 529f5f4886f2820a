using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Records;

/// <summary>What can be said against a record's data as such, besides what its fields and rules say.</summary>
public static class RecordErrors
{
    public static FieldError NotAnObject { get; } = new("/data", "wrong_type", new Message(
        $"must be an object of field keys and values", $"必须是由字段 key 和值组成的对象"));

    public static FieldError UnknownField(string key, string? near) => new("/data" + JsonPointer.To(key), "unknown_field", near is null
        ? new Message($"There is no field \"{key}\".", $"没有字段“{key}”。")
        : new Message($"There is no field \"{key}\". Did you mean \"{near}\"?", $"没有字段“{key}”，是不是“{near}”？"));

    public static FieldError NamedTwice(string path, Field field) => new(path, "field_twice", new Message(
        $"The field \"{field.Key}\" is given twice, by its key and by a former one; leave one out.",
        $"字段“{field.Key}”以新旧两个 key 各出现一次，请只保留一个。"));

    public static FieldError Computed(string path, Field field) => new(path, "computed", new Message(
        $"\"{Label(field, Language.English)}\" is computed; leave it out.", $"“{Label(field, Language.Chinese)}”由系统计算，请不要填写。"));

    public static FieldError ReadOnly(string path, Field field) => new(path, "read_only", new Message(
        $"\"{Label(field, Language.English)}\" cannot be changed.", $"“{Label(field, Language.Chinese)}”不可修改。"));

    public static FieldError MayNotWrite(string path, Field field) => new(path, "field_forbidden", new Message(
        $"You may not change \"{Label(field, Language.English)}\".", $"您无权修改“{Label(field, Language.Chinese)}”。"));

    public static FieldError Required(string path, Field field) => new(path, "required", new Message(
        $"\"{Label(field, Language.English)}\" is required.", $"“{Label(field, Language.Chinese)}”为必填项。"));

    /// <summary>What is wrong with a field whose name the caller does not know.</summary>
    public static FieldError OfHidden(string code) => new("/data", code, new Message(
        $"has a field that you do not see and that does not allow this", $"有您看不到的字段不允许此操作"));

    private static string Label(Field field, Language language) => field.Definition.Label?.In(language, field.Key) ?? field.Key;
}
