using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Records;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.PersonalData;

/// <summary>
/// POST /api/v1/personal-data/find {value} finds what records hold about a person, living or in the recycle bin, over all forms that the
/// caller may export or purge in: a field that is the value, encrypted ones too, and its words in the searched texts.
/// </summary>
public static class FindSubject
{
    private const int LongestValue = 200;

    /// <summary>Of each form and way of looking.</summary>
    private const int Most = 100;

    private static readonly string[] Types = ["text", "phone", "email", "idCard", "url"];

    public sealed record Request(string Value);

    /// <param name="More">Whether a form has more than are listed.</param>
    public sealed record Response(IReadOnlyList<Item> Items, bool More);

    /// <param name="By">"value": a field is the value; "words": its words stand in it.</param>
    public sealed record Item(string Form, Localized? FormTitle, Guid Id, string Title, DateTimeOffset UpdatedAt, bool Deleted, string By, bool MayExport, bool MayPurge);

    private sealed record Way(string By, RecordQuery Query);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/personal-data/find", HandleAsync)
        .Repeatable().WithTags("Personal data").WithSummary("Find the records about a person");

    internal static async Task<Results<Ok<Response>, ProblemResult>> HandleAsync(
        Request request, HttpContext context, Catalog catalog, RecordReader reader, RecordSights sights, IAudit audit, TimeProvider clock, CancellationToken ct)
    {
        var (caller, value) = (context.Caller(), request.Value.Trim());
        if (value.Length is 0 or > LongestValue || value.Contains('\0', StringComparison.Ordinal))
        {
            return RecordBody.Invalid([new FieldError("/value", value.Length is 0 ? "required" : "too_long", new Message(
                $"Give a value of 1 to {LongestValue} characters.", $"请填写 1 到 {LongestValue} 个字的查找内容。"))]).ToHttp();
        }
        var forms = FormsOf(caller, catalog);
        if (forms.Count is 0) return Problem.Forbidden("forbidden", $"You may not export or purge records of any form.", $"您没有任何表单的导出或彻底删除权限。").ToHttp();

        var entry = AuditEntry.Of(AuditAction.SubjectSearched, clock.GetUtcNow(), context.Origin(caller));
        if (await audit.WriteAsync(entry, required: true, ct) is { } refused) return refused.ToHttp(StatusCodes.Status503ServiceUnavailable);
        var (items, more) = (new List<Item>(), false);
        foreach (var form in forms)
        {
            var known = new HashSet<Guid>();
            foreach (var way in Ways(value, form, sights.ParserFor(caller)))
            {
                var buffer = new ArrayBufferWriter<byte>(1024);
                var page = await reader.QueryAsync(caller, form, way.Query, buffer, ct);
                // What may not be asked of this form finds nothing there.
                if (page.Failed) continue;
                var json = JsonElement.Parse(buffer.WrittenSpan);
                more |= json.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean();
                var found = json.GetProperty("items").EnumerateArray().Where(item => known.Add(item.GetProperty("id").GetGuid())).ToList();
                var rights = await sights.OfAsync(caller, form, [.. found.Select(item => item.GetProperty("id").GetGuid())], ct);
                items.AddRange(found.Select(item => Of(form, item, way, rights[item.GetProperty("id").GetGuid()])));
            }
        }
        return TypedResults.Ok(new Response([.. items.OrderBy(item => item.By is "words").ThenBy(item => item.Form).ThenByDescending(item => item.UpdatedAt)], more));
    }

    /// <summary>The forms in which the caller may do something about personal data.</summary>
    internal static List<Form> FormsOf(Caller caller, Catalog catalog) => [.. catalog.All
        .Where(form => FormAccess.May(caller, form, FormAction.Read) && (FormAccess.May(caller, form, FormAction.Export) || FormAccess.May(caller, form, FormAction.Purge)))
        .OrderBy(form => form.Number)];

    /// <summary>The spellings under which fields of any form keep a value.</summary>
    internal static IReadOnlyList<string> Spellings(string value, IEnumerable<Form> forms) => [.. forms.SelectMany(form => form.Fields.SelectMany(field => field.Columns.Append(field)))
        .Where(field => Types.Contains(field.Type.Name)).Select(field => Read(field, value)).OfType<string>().Append(value).Distinct()];

    private static Item Of(Form form, JsonElement item, Way way, RowSight rights) => new(
        form.Key, form.Definition.Title, item.GetProperty("id").GetGuid(), item.GetProperty("title").GetString()!, item.GetProperty("updatedAt").GetDateTimeOffset(),
        way.Query.Deleted, way.By, rights.Allows(FormAction.Export), rights.Allows(FormAction.Purge));

    private static IEnumerable<Way> Ways(string value, Form form, Core.Filters.FilterParser parser)
    {
        var conditions = form.Fields.SelectMany(field => field.Columns.Append(field)).Where(field => Types.Contains(field.Type.Name) && Read(field, value) is not null)
            .Select(field => Condition(field, value)).Where(filter => !parser.Parse(filter, form).Failed).Take(Core.Filters.FilterParser.MaxConditions).ToList();
        var filter = conditions.Count is 0 ? (JsonElement?)null : JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["or"] = conditions });
        foreach (var deleted in new[] { false, true })
        {
            if (filter is not null) yield return new Way("value", new RecordQuery { Filter = filter, First = Most, Select = [], Deleted = deleted });
            yield return new Way("words", new RecordQuery { Search = value, First = Most, Select = [], Deleted = deleted });
        }
    }

    private static JsonElement Condition(Field field, string value)
    {
        var own = new Dictionary<string, object> { [field.Key] = new Dictionary<string, string> { ["eq"] = value } };
        return JsonSerializer.SerializeToElement(field.Table is { } table ? new Dictionary<string, object> { [table.Key] = new Dictionary<string, object> { ["some"] = own } } : own);
    }

    /// <summary>The value as the field would keep it; null where it would not take it.</summary>
    private static string? Read(Field field, string value) =>
        field.Type.Read(JsonSerializer.SerializeToElement(value), field) is { Failed: false, Value: { ValueKind: JsonValueKind.String } read } ? read.GetString() : null;
}
