using FormsHub.Core.Results;

namespace FormsHub.Core.Filters;

/// <summary>What is wrong with one place of a filter.</summary>
public static class FilterErrors
{
    public static FieldError UnknownField(string path, string name, IEnumerable<string> names) =>
        new(path, "unknown_field", Suggestion.For(name, names) is { } near
            ? new Message($"There is no field \"{Short(name)}\". Did you mean \"{near}\"?", $"没有字段“{Short(name)}”，是不是“{near}”？")
            : new Message($"There is no field \"{Short(name)}\".", $"没有字段“{Short(name)}”。"));

    public static FieldError UnknownOperator(string path, string name, IReadOnlyList<string> names) =>
        new(path, "unknown_operator", Suggestion.For(name, names) is { } near
            ? new Message($"There is no operator \"{Short(name)}\" here. Did you mean \"{near}\"?", $"这里没有运算符“{Short(name)}”，是不是“{near}”？")
            : new Message(
                $"There is no operator \"{Short(name)}\" here. Use one of: {string.Join(", ", names)}.",
                $"这里没有运算符“{Short(name)}”，可用：{string.Join("、", names)}。"));

    public static FieldError WrongType(string path, FormattableString english, FormattableString chinese) =>
        new(path, "wrong_type", new Message(english, chinese));

    public static FieldError NotAnObject(string path) =>
        WrongType(path, $"A filter is an object of fields and conditions.", $"筛选条件必须是由字段和条件组成的对象。");

    public static FieldError NotOperators(string path) =>
        WrongType(path, $"A condition is an object of operators, such as {{\"eq\": …}}.", $"条件必须是运算符对象，例如 {{\"eq\": …}}。");

    public static FieldError NotAList(string path) => WrongType(path, $"Must be a list.", $"必须是列表。");

    public static FieldError NotAPair(string path) =>
        WrongType(path, $"Must be a list of two values, the bounds.", $"必须是由两个边界值组成的列表。");

    public static FieldError NotAFlag(string path) => WrongType(path, $"Must be true or false.", $"必须是 true 或 false。");

    public static FieldError NotRelative(string path, string name) =>
        new(path, "wrong_type", new Message($"\"{name}\" does not fit this field.", $"“{name}”不适用于该字段。"));

    public static FieldError BadPeriod(string path) =>
        new(path, "bad_period", new Message(
            $"Must be a span of ISO 8601 of at most 500 years, such as \"-P90D\" or \"P1M\".", $"必须是 ISO 8601 时间段（最长 500 年），例如“-P90D”或“P1M”。"));

    public static FieldError UnknownName(string path, string name) =>
        new(path, "unknown_name", new Message($"There is nobody called \"{Short(name)}\".", $"没有“{Short(name)}”。"));

    public static FieldError Volatile(string path, string name) =>
        new(path, "volatile_field", new Message(
            $"\"{name}\" is computed when it is read, so records cannot be filtered, sorted or grouped by it.",
            $"“{name}”在读取时计算，不能用于筛选、排序或分组。"));

    public static FieldError Masked(string path, string name) =>
        new(path, "masked_field", new Message(
            $"\"{name}\" is masked for you, so it cannot be searched, compared, sorted or grouped by.",
            $"“{name}”对您已脱敏，不能用于搜索、比较、排序或分组。"));

    public static FieldError Encrypted(string path, string name) =>
        new(path, "encrypted_field", new Message(
            $"\"{name}\" is encrypted: it can be asked whether it is empty, whether it equals a value, and for its last 4 characters (endsWith), but not sorted, grouped or compared otherwise.",
            $"“{name}”已加密保存：只能按是否为空、等于某个值或末 4 位（endsWith）查询，不能排序、分组或作其他比较。"));

    public static FieldError LastFour(string path) =>
        new(path, "last_four", new Message(
            $"Of an encrypted value exactly the last {Encryption.Tails.Length} letters or digits are found.", $"加密字段只能按最后 {Encryption.Tails.Length} 位字母或数字查找。"));

    public static FieldError EncryptedKept(string path, string name) =>
        new(path, "encrypted_field", new Message(
            $"A filter that is kept holds no value of \"{name}\", which is encrypted; it may ask whether it is empty.",
            $"“{name}”已加密保存，保存的筛选条件中不能包含它的值，只能按是否为空筛选。"));

    public static FieldError Unreadable(string path, string form) =>
        new(path, "forbidden", new Message($"You may not read form \"{form}\".", $"您无权读取表单“{form}”。"));

    public static FieldError AskSome(string path) =>
        new(path, "unknown_operator", new Message(
            $"Several records may be meant here: ask for \"some\", \"none\" or \"every\" of them.", $"这里可能有多条记录，请使用“some”、“none”或“every”。"));

    public static FieldError TooDeep(string path) =>
        new(path, "too_deep", new Message($"A filter is at most {FilterParser.MaxDepth} levels deep.", $"筛选条件最多 {FilterParser.MaxDepth} 层。"));

    public static FieldError TooManyConditions(string path) =>
        new(path, "too_many_conditions", new Message(
            $"A filter has at most {FilterParser.MaxConditions} conditions.", $"筛选条件最多 {FilterParser.MaxConditions} 个。"));

    public static FieldError TooManyValues(string path) =>
        new(path, "too_many_values", new Message($"A list has at most {FilterParser.MaxValues} values.", $"列表最多 {FilterParser.MaxValues} 个值。"));

    private static string Short(string name) => name.Length <= 60 ? name : name[..60] + "…";
}
