using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;

namespace FormsHub.Server.PersonalData;

/// <summary>Records that a request names, as far as the caller may do with them what is asked.</summary>
public sealed class SubjectRecords(Catalog catalog, RecordSights sights)
{
    public sealed record Named(string Form, Guid Id);

    /// <summary>The records in the order given; a problem if one is not seen, or the action is not granted on it.</summary>
    public async Task<Result<IReadOnlyList<(Form Form, Guid Id)>>> OfAsync(Caller caller, IReadOnlyList<Named> named, FormAction action, string path, CancellationToken ct)
    {
        if (named.Count > SubjectErasure.MostRecords) return RecordBody.Invalid([RecordBody.TooMany(path, SubjectErasure.MostRecords)]);
        if (named.GroupBy(each => each.Id).FirstOrDefault(group => group.Count() > 1) is { } twice) return RecordProblems.TwiceInBatch(twice.Key);
        var found = new List<(Form, Guid)>();
        foreach (var group in named.GroupBy(each => each.Form))
        {
            var form = await catalog.FindAsync(caller, group.Key, FormAction.Read, ct);
            if (form.Failed) return form.Problem;
            var gate = FormGate.For(caller, form.Value, action);
            if (gate.Failed) return gate.Problem;
            var seen = await sights.OfAsync(caller, form.Value, [.. group.Select(each => each.Id)], ct);
            foreach (var each in group)
            {
                if (!seen.TryGetValue(each.Id, out var sight)) return RecordProblems.NotFound(each.Id);
                if (!sight.Allows(action)) return RecordProblems.MayNot(action);
                found.Add((form.Value, each.Id));
            }
        }
        return found;
    }

    /// <summary>A reason as it is kept; a problem where there is none or it is too long.</summary>
    public static Result<string> Reason(string text)
    {
        const int Longest = 1000;
        var reason = text.Trim();
        return reason.Length is > 0 and <= Longest ? reason : RecordBody.Invalid([new FieldError("/reason", reason.Length is 0 ? "required" : "too_long", new Message(
            $"Say in 1 to {Longest} characters why, without naming the person.", $"请用 1 到 {Longest} 个字说明原因，不要写出当事人的信息。"))]);
    }
}
