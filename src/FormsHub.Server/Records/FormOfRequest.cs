using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>The published form that a path names, if the caller may do this with it; else as if there were none, or forbidden.</summary>
public static class FormOfRequest
{
    public static async Task<Result<Form>> FindAsync(this Catalog catalog, Caller caller, string key, FormAction action, CancellationToken ct)
    {
        var form = await catalog.FindAsync(key, ct);
        if (form is null) return RecordProblems.FormNotFound(key);
        var gate = FormGate.For(caller, form, action);
        return gate.Failed ? gate.Problem : form;
    }

    /// <summary>
    /// Asks a question about a form. A question refused as invalid is asked once more if the form was published meanwhile on another
    /// server, so that a new field can be used at once everywhere.
    /// </summary>
    public static async Task<Result<T>> AskAsync<T>(this Catalog catalog, Caller caller, string key, Func<Form, Task<Result<T>>> ask, CancellationToken ct)
    {
        var found = await catalog.FindAsync(caller, key, FormAction.Read, ct);
        if (found.Failed) return found.Problem;
        var answer = await ask(found.Value);
        if (!answer.Failed || answer.Problem.Kind is not ProblemKind.Invalid) return answer;
        await catalog.RefreshAsync(ct);
        return catalog.ByNumber(found.Value.Number) is { } latest && latest.Version != found.Value.Version ? await ask(latest) : answer;
    }
}
