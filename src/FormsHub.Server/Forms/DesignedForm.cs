using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>The form that a designer's path names, published or not, if the caller may change it; else as if there were none.</summary>
internal static class DesignedForm
{
    public static async Task<Result<FormRow>> ForDesignAsync(this FormStore store, HttpContext context, Catalog catalog, string key, CancellationToken ct)
    {
        var caller = context.Caller();
        var row = await store.ReadAsync(key, ct);
        var published = row.Failed ? null : catalog.ByNumber(row.Value.Number);
        if (ListForms.MayManage(caller, published)) return row;
        return published is not null && FormAccess.MaySee(caller, published)
            ? Problem.Forbidden("may_not_design", $"You may not change the form \"{key}\".", $"您没有修改表单“{key}”的权限。")
            : FormProblems.NotFound(key);
    }
}
