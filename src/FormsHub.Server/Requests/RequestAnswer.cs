using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Requests;

/// <summary>A request as the API shows it.</summary>
/// <param name="FormTitle">Null where the caller does not see the form.</param>
/// <param name="Record">Its title is null where the caller does not see the record, or there is none.</param>
/// <param name="State">"open", "granted", "rejected", "withdrawn" or "lapsed".</param>
/// <param name="Until">Until when what was granted counts.</param>
/// <param name="UsedAt">When an agreement was used; it counts once.</param>
public sealed record RequestAnswer(
    Guid Id, RequestKind Kind, DateTimeOffset At, RecordShapes.Link By, string Form, Localized? FormTitle, RecordShapes.Link? Record, string? Field, Localized? FieldLabel,
    IReadOnlyList<FormAction> Actions, string Reason, DateTimeOffset? WantedUntil, RequestState State, DateTimeOffset LapsesAt, DateTimeOffset? DecidedAt, RecordShapes.Link? DecidedBy,
    string? Note, DateTimeOffset? Until, DateTimeOffset? UsedAt)
{
    /// <summary>Requests as this caller sees them: no title is told of what is not seen.</summary>
    internal static async Task<List<RequestAnswer>> ListAsync(
        IReadOnlyList<Request> requests, Caller caller, DateTimeOffset now, Catalog catalog, IDirectory directory, RecordSights sights, CancellationToken ct)
    {
        var titles = new Dictionary<Guid, string>();
        foreach (var group in requests.Where(each => each is { Form: not null, Record: not null }).GroupBy(each => each.Form!.Value, each => each.Record!.Value))
        {
            if (catalog.ByNumber(group.Key) is not { } form || !FormAccess.May(caller, form, FormAction.Read)) continue;
            foreach (var (id, title) in await sights.TitlesAsync(caller, form, [.. group.Distinct()], ct, binned: true)) titles[id] = title;
        }
        RecordShapes.Link Person(Guid id) => new(id, directory.Title(LinkKind.User, id));
        return [.. requests.Select(each =>
        {
            var form = each.Form is { } number && catalog.ByNumber(number) is { } found && FormAccess.MaySee(caller, found) ? found : null;
            var label = form is not null && each.Field is { } key && form.FieldNamed(key) is { } field && sights.OfAny(caller, form).Of(field) is not Sight.Nothing ? field.Definition.Label : null;
            return new RequestAnswer(
                each.Id, each.Kind, each.At, Person(each.By), each.FormKey, form?.Definition.Title, each.Record is { } record ? new RecordShapes.Link(record, titles.GetValueOrDefault(record)) : null,
                each.Field, label, each.Actions, each.Reason, each.WantedUntil, each.StateAt(now), each.LapsesAt, each.DecidedAt, each.DecidedBy is { } by ? Person(by) : null, each.Note, each.Until,
                each.UsedAt);
        })];
    }
}
