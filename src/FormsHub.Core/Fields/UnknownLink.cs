using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>What is said of a link to nothing.</summary>
public static class UnknownLink
{
    /// <summary>That there is nothing of this kind with that id or name.</summary>
    public static FieldError Of(string text, LinkKind kind) => kind switch
    {
        LinkKind.User => new("unknown_user", $"There is no user \"{text}\".", $"没有用户“{text}”。"),
        LinkKind.Department => new("unknown_department", $"There is no department \"{text}\".", $"没有部门“{text}”。"),
        LinkKind.File => new("unknown_file", $"There is no file \"{text}\".", $"没有文件“{text}”。"),
        LinkKind.Record or LinkKind.None => new("unknown_record", $"There is no record \"{text}\" in the target form, or it was deleted.", $"目标表单中没有记录“{text}”，或已被删除。"),
    };
}
