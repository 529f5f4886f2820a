using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;

namespace FormsHub.Storage.Records;

/// <summary>All that can be said against a write.</summary>
public static class RecordProblems
{
    public static Problem NotFound(Guid id) => Problem.NotFound(
        "record_not_found", $"There is no record \"{id}\".", $"没有记录“{id}”。");

    public static Problem MayNot(FormAction action) => new(ProblemKind.Forbidden, "record_forbidden", action switch
    {
        FormAction.Create => new Message($"You may not create a record like this: it would lie outside your row scope.", $"您无权新建这样的记录：它不在您的数据范围内。"),
        FormAction.Delete => new Message($"You may not delete this record.", $"您无权删除这条记录。"),
        FormAction.Restore => new Message($"You may not restore this record.", $"您无权恢复这条记录。"),
        FormAction.Revert => new Message($"You may not revert this record.", $"您无权回滚这条记录。"),
        _ => new Message($"You may not change this record.", $"您无权修改这条记录。"),
    });

    public static Problem SecondPersonNeeded(Form form, Guid record, FormAction action) => Problem.Forbidden(
        "second_person_needed", $"A second person must agree to this first.", $"此操作须先经第二人确认。")
        with
    { Details = new Dictionary<string, object?> { ["form"] = form.Key, ["record"] = record, ["action"] = GrantReader.NameOf(action) } };

    public static Problem SecondPersonNeededAlong { get; } = Problem.Forbidden(
        "second_person_needed", $"A second person must agree to what would happen to other records with this.", $"此操作涉及的其他记录须先经第二人确认。");

    public static Problem WouldLeaveScope { get; } = Problem.Forbidden(
        "leaves_row_scope", $"The record would lie outside your row scope afterwards.", $"修改后该记录将不在您的数据范围内。");

    public static Problem FormGone { get; } = Problem.NotFound(
        "form_not_found", $"The form is not published.", $"该表单未发布。");

    public static Problem FormNotFound(string key) => Problem.NotFound(
        "form_not_found", $"There is no form \"{key}\".", $"没有表单“{key}”。");

    public static Problem Stale(StoredRecord current) => new(ProblemKind.Stale, "record_changed", new Message(
        $"Somebody else changed the record: it is at revision {current.Rev} now.",
        $"记录已被他人修改，当前为第 {current.Rev} 版。"))
    { Details = new Dictionary<string, object?> { ["current"] = current } };

    public static Problem Deleted(StoredRecord current) => Problem.Conflict(
        "record_deleted", $"The record lies in the recycle bin; restore it first.", $"记录在回收站中，请先恢复。")
        with
    { Details = new Dictionary<string, object?> { ["current"] = current } };

    public static Problem NotDeleted { get; } = Problem.Conflict(
        "record_not_deleted", $"The record is not in the recycle bin.", $"该记录不在回收站中。");

    public static Problem Invalid(IReadOnlyList<FieldError> errors) => Problem.Invalid(
        "invalid_record", $"The record has {errors.Count} errors; nothing was changed.", $"记录有 {errors.Count} 处错误，未做任何修改。")
        with
    { Errors = errors };

    public static Problem IdTaken(Guid id) => Problem.Conflict(
        "id_taken", $"A record with the id \"{id}\" exists.", $"编号“{id}”的记录已存在。");

    public static Problem TwiceInBatch(Guid id) => Problem.Invalid(
        "record_twice", $"The record \"{id}\" stands twice in one request.", $"记录“{id}”在同一请求中出现两次。");

    public static Problem KeyReused { get; } = Problem.Conflict(
        "idempotency_key_reused", $"This Idempotency-Key was used for another request.", $"该 Idempotency-Key 已用于另一个请求。");

    public static Problem Busy { get; } = Problem.Conflict(
        "busy", $"Others keep changing the same records; try again.", $"其他人正在修改相同的记录，请重试。");

    public static FieldError NotUnique(Field field, Guid? holder, string? title) => new("/data/" + field.Key, "not_unique", new Message(
        $"\"{field.Definition.Label?.In(Language.English, field.Key)}\" must be unique: \"{title ?? "another record"}\" has this value already.",
        $"“{field.Definition.Label?.In(Language.Chinese, field.Key)}”不可重复：“{title ?? "另一条记录"}”已使用该值。"))
    { Record = holder };

    public static Problem CannotComeBack(IReadOnlyList<FieldError> errors) => Problem.Conflict(
        "restore_conflict", $"The record cannot come back as things are: it {errors[0].Message}.", $"目前无法恢复该记录：{errors[0].Message.In(Language.Chinese)}。")
        with
    { Errors = errors };

    public static Problem RestoreConflict(Field field, Guid? holder, string? title) => Problem.Conflict(
        "restore_conflict",
        $"The record cannot come back: \"{title ?? "another record"}\" now has its \"{field.Definition.Label?.In(Language.English, field.Key)}\".",
        $"无法恢复：“{title ?? "另一条记录"}”已占用其“{field.Definition.Label?.In(Language.Chinese, field.Key)}”。")
        with
    {
        Errors = [NotUnique(field, holder, title)],
        Details = new Dictionary<string, object?> { ["holder"] = holder, ["holderTitle"] = title, ["field"] = field.Key },
    };

    /// <summary>Without names and numbers, for who may not see all that stands against it.</summary>
    public static Problem Restricted() => Problem.Conflict(
        "restricted", $"The record cannot be deleted: other records refer to it.", $"无法删除该记录：有其他记录引用它。");

    public static Problem Restricted(string title, int count, string form, string samples) => Problem.Conflict(
        "restricted",
        $"\"{title}\" cannot be deleted: {count} records of \"{form}\" refer to it ({samples}).",
        $"无法删除“{title}”：“{form}”中有 {count} 条记录引用它（{samples}）。");

    public static Problem TooManyFollow(int limit) => Problem.Conflict(
        "too_many_follow", $"More than {limit} other records would be changed with this deletion; delete them in smaller steps first.",
        $"此次删除会影响超过 {limit} 条其他记录，请先分批处理。");

    public static FieldError LinkMissing(string path, LinkKind kind) => kind switch
    {
        LinkKind.Record => new(path, "record_not_found", new Message($"refers to a record that does not exist", $"引用的记录不存在")),
        LinkKind.User => new(path, "user_not_found", new Message($"names a user that does not exist", $"成员不存在")),
        LinkKind.Department => new(path, "department_not_found", new Message($"names a department that does not exist", $"部门不存在")),
        LinkKind.File => new(path, "file_not_found", new Message($"names a file that was not uploaded", $"文件不存在或未上传")),
        LinkKind.None => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static FieldError TargetInBin(string path, StoredRecord target, bool isNamed) => new(path, "target_in_bin", isNamed
        ? new Message(
            $"refers to \"{target.Title}\", which lies in the recycle bin; restore that first, or both together.",
            $"引用的“{target.Title}”在回收站中，请先恢复它，或一并恢复。")
        : new Message(
            $"refers to a record that lies in the recycle bin; restore that first, or both together.", $"引用的记录在回收站中，请先恢复它，或一并恢复。"))
    { Record = target.Id };

    public static Problem NoRevision(int rev, int current) => Problem.NotFound(
        "revision_not_found", $"There is no revision {rev}; the record has revisions 1 to {current}.", $"没有第 {rev} 版，该记录有第 1 到 {current} 版。");

    public static Problem NoChangeSet(Guid id) => Problem.NotFound(
        "change_set_not_found", $"There is no change set \"{id}\".", $"没有变更批次“{id}”。");

    public static Problem NothingToGoOnFrom(Guid changeSet) => Problem.NotFound(
        "unknown_since",
        $"There is no change set \"{changeSet}\" that changes could be told after. Read the records again, and subscribe without \"since\".",
        $"没有可作为起点的变更批次“{changeSet}”。请重新读取记录，并在订阅时省略“since”。");

    public static Problem TooMuchMissed(Guid changeSet, int most) => Problem.Conflict(
        "too_much_missed",
        $"More than {most} change sets were made after \"{changeSet}\". Read the records again, and subscribe without \"since\".",
        $"“{changeSet}”之后的变更批次超过 {most} 个。请重新读取记录，并在订阅时省略“since”。");

    public static Problem AlreadyUndone(Guid by) => Problem.Conflict(
        "already_undone", $"This change set was undone already.", $"该变更批次已被撤销。")
        with
    { Details = new Dictionary<string, object?> { ["undoneBy"] = by } };

    /// <param name="missing">Which of the ids of the request.</param>
    public static Problem NotInBin(IReadOnlyList<(int Index, Guid Id)> missing) => Problem.NotFound(
        "not_in_recycle_bin", $"\"{missing[0].Id}\" is not in the recycle bin.", $"“{missing[0].Id}”不在回收站中。")
        with
    {
        Errors = [.. missing.Select(each => new FieldError(
            string.Create(CultureInfo.InvariantCulture, $"/ids/{each.Index}"),
            "not_in_recycle_bin",
            new Message($"\"{each.Id}\" is not in the recycle bin.", $"“{each.Id}”不在回收站中。")))],
    };
}
