using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>What the endpoints have in common that move one record, into the recycle bin or out of it.</summary>
internal static class MoveRecord
{
    /// <param name="operation">Of a form's number and the revision that the caller has seen.</param>
    public static async Task<IResult> AnswerAsync(
        string form, FormAction action, Func<int, int?, RecordOperation> operation, HttpContext context, Catalog catalog, RecordAnswers answers, CancellationToken ct)
    {
        var found = await catalog.FindAsync(context.Caller(), form, action, ct);
        if (found.Failed) return found.Problem.ToHttp();
        var rev = context.Request.IfMatch();
        if (rev.Failed) return rev.Problem.ToHttp();
        var key = context.Request.Idempotency(null);
        return key.Failed
            ? key.Problem.ToHttp()
            : await answers.WriteAsync(context, found.Value, operation(found.Value.Number, rev.Value), key.Value, StatusCodes.Status200OK, ct);
    }
}
