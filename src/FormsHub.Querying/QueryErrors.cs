using FormsHub.Core.Results;

namespace FormsHub.Querying;

/// <summary>What is wrong with one place of a question.</summary>
internal static class QueryErrors
{
    public static FieldError WrongType(string path, FormattableString english, FormattableString chinese) =>
        new(path, "wrong_type", new Message(english, chinese));

    public static FieldError UnknownMember(string path, string name, IEnumerable<string> names) =>
        new(path, "unknown_member", Suggestion.For(name, names) is { } near
            ? new Message($"There is no member \"{name}\". Did you mean \"{near}\"?", $"没有成员“{name}”，是不是“{near}”？")
            : new Message($"There is no member \"{name}\".", $"没有成员“{name}”。"));

    public static FieldError NotAsOf(string path, string name) => new(path, "not_as_of", new Message(
        $"\"{name}\" asks the present and cannot be combined with \"asOf\".", $"“{name}”只能查询当前数据，不能与“asOf”同时使用。"));

    /// <summary>A former name and the present one of the same.</summary>
    public static FieldError GivenTwice(string path, string name, string other) => new(path, "field_twice", new Message(
        $"\"{name}\" and \"{other}\" say the same; leave one out.", $"“{name}”和“{other}”含义相同，请只保留一个。"));

    public static FieldError BadCursor(string path) => new(path, "bad_cursor", new Message(
        $"must be the endCursor of a page of this list in this order", $"必须是该列表同一排序下某页的 endCursor"));
}
