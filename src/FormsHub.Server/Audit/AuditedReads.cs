using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Graph;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.People;

namespace FormsHub.Server.Audit;

/// <summary>
/// Notes who reads and searches, on forms that ask for it: of a search the fields that it asks and the records that it shows, never the
/// words and values it looks for.
/// </summary>
public sealed class AuditedReads(IAudit audit, PeopleDirectory directory, IFormCatalog catalog, TimeProvider clock)
{
    /// <summary>As many as the largest page of the lists has.</summary>
    private const int MostInEntry = 1_000;

    public const string? Whole = null;
    public const string History = "history";
    public const string File = "file";

    /// <summary>A record that is about to be shown; the answer to give instead if that cannot be noted.</summary>
    /// <param name="part">What of it: <see cref="Whole"/>, <see cref="History"/>, <see cref="File"/>.</param>
    public async ValueTask<IResult?> ReadAsync(HttpContext context, Form form, Guid record, string? part, CancellationToken ct)
    {
        if (!(await directory.CurrentAsync(ct)).Rules.AuditedOf(form.Key).Reads) return null;
        var entry = Entry(context, AuditAction.RecordRead, form) with { Records = [record] };
        return await NoteAsync(part is null ? entry : entry.With(("part", part)), ct);
    }

    /// <summary>A page of records, or a figure over them, that is about to be shown.</summary>
    /// <param name="page">JSON with the records as <c>items</c>; empty for a figure.</param>
    public async ValueTask<IResult?> SearchAsync(HttpContext context, string key, JsonElement? filter, string? search, ReadOnlyMemory<byte> page, CancellationToken ct)
    {
        var rules = (await directory.CurrentAsync(ct)).Rules;
        if (catalog.Find(key) is not { } form || !rules.AuditedOf(form.Key).Searches) return null;
        var entry = Entry(context, AuditAction.RecordsSearched, form) with { Records = page.IsEmpty ? [] : [.. Items(page).Select(item => item.Id)] };
        return await NoteAsync(entry.With(("fields", FieldsOf(filter)), ("words", !string.IsNullOrWhiteSpace(search)), ("figures", page.IsEmpty)), ct);
    }

    /// <summary>What a search over all forms has found.</summary>
    public async ValueTask<IResult?> FoundAsync(HttpContext context, ReadOnlyMemory<byte> found, CancellationToken ct)
    {
        var rules = (await directory.CurrentAsync(ct)).Rules;
        if (!rules.AuditsAnySearch) return null;
        foreach (var group in Items(found).GroupBy(item => item.Form, item => item.Id))
        {
            if (catalog.Find(group.Key) is not { } form || !rules.AuditedOf(form.Key).Searches) continue;
            var entry = Entry(context, AuditAction.RecordsSearched, form) with { Records = [.. group] };
            if (await NoteAsync(entry.With(("words", true), ("everywhere", true)), ct) is { } refused) return refused;
        }
        return null;
    }

    /// <summary>Where a GraphQL operation says what it reads; null where no form wants it noted.</summary>
    public async ValueTask<GraphReads?> ToNoteAsync(CancellationToken ct)
    {
        var rules = (await directory.CurrentAsync(ct)).Rules;
        return rules.AuditsAny ? new GraphReads((form, kind) => rules.AuditedOf(form.Key) is var audited && (IsSearch(kind) ? audited.Searches : audited.Reads)) : null;
    }

    /// <summary>What a GraphQL operation has read, before it is shown; the problem to tell instead if that cannot be noted.</summary>
    public async ValueTask<Problem?> AnsweredAsync(HttpContext context, Caller caller, GraphReads reads, CancellationToken ct)
    {
        foreach (var read in reads.All)
        {
            if (read.Kind is not (GraphReadKind.Page or GraphReadKind.Figures) && read.Records.Count is 0) continue;
            var entry = AuditEntry.Of(IsSearch(read.Kind) ? AuditAction.RecordsSearched : AuditAction.RecordRead, clock.GetUtcNow(), context.Origin(caller)) with { Form = read.Form.Number };
            if (read.Kind is GraphReadKind.Found) entry = entry.With(("words", true), ("everywhere", true));
            else if (IsSearch(read.Kind)) entry = entry.With(("fields", FieldsOf(read.Filter)), ("words", read.HasWords), ("figures", read.Kind is GraphReadKind.Figures));
            else if (read.Kind is GraphReadKind.History) entry = entry.With(("part", History));
            foreach (var records in read.Records.Count is 0 ? [[]] : read.Records.Chunk(MostInEntry))
            {
                if (await audit.WriteSoonAsync(entry with { Records = records }, ct) is { } problem) return problem;
            }
        }
        return null;
    }

    private static bool IsSearch(GraphReadKind kind) => kind is GraphReadKind.Page or GraphReadKind.Figures or GraphReadKind.Found;

    private AuditEntry Entry(HttpContext context, string action, Form form) =>
        AuditEntry.Of(action, clock.GetUtcNow(), context.Origin(context.Caller())) with { Form = form.Number };

    private async ValueTask<IResult?> NoteAsync(AuditEntry entry, CancellationToken ct) =>
        await audit.WriteSoonAsync(entry, ct) is { } problem ? problem.ToHttp(StatusCodes.Status503ServiceUnavailable) : null;

    private static IEnumerable<(string Form, Guid Id)> Items(ReadOnlyMemory<byte> page)
    {
        using var json = JsonDocument.Parse(page);
        return [.. json.RootElement.GetProperty("items").EnumerateArray()
            .Where(item => item.TryGetProperty("id", out _) && item.TryGetProperty("form", out _))
            .Select(item => (item.GetProperty("form").GetString()!, item.GetProperty("id").GetGuid()))];
    }

    /// <summary>The names that a filter asks: of "and", "or", "not" those within.</summary>
    private static SortedSet<string> FieldsOf(JsonElement? filter)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        if (filter is { } given) Add(given);
        return found;

        void Add(JsonElement part)
        {
            if (part.ValueKind is JsonValueKind.Array)
            {
                foreach (var each in part.EnumerateArray()) Add(each);
            }
            else if (part.ValueKind is JsonValueKind.Object)
            {
                foreach (var member in part.EnumerateObject())
                {
                    if (member.Name is "and" or "or" or "not") Add(member.Value);
                    else found.Add(member.Name);
                }
            }
        }
    }
}
