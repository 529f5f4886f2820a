using System.Text.Json;
using FormsHub.Core.Results;
using FormsHub.Server.GraphQL.Contract;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>
/// POST /api/v1/forms/{form}/publish makes the draft the version that new records use; POST …/draft/report tells what that would do
/// without doing it.
/// </summary>
public static class PublishForm
{
    private const int LongestNote = 2000;

    /// <summary>A form whose records a change touches, and that has no more of them than this, has its values in their new types when the publication is answered.</summary>
    private const int MostCarriedAtOnce = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/forms/{form}/publish", PublishAsync).WithTags("Forms").WithSummary("Publish the draft");
        routes.MapPost("/api/v1/forms/{form}/draft/report", ReportAsync).Repeatable().WhileViewing().WithTags("Forms").WithSummary("Tell what publishing would do");
    }

    private static async Task<IResult> PublishAsync(
        string form, HttpContext context, FormStore store, FormPublisher publisher, Upkeep upkeep, ContractGuard guard, Catalog catalog, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        if (row.Failed) return row.Problem.ToHttp();
        var rev = context.Request.IfMatch();
        if (rev.Failed) return rev.Problem.ToHttp();
        var body = await context.Request.ReadOptionalJsonAsync(ct);
        if (body.Failed) return body.Problem.ToHttp();
        var note = body.Value is { } given ? Note(given) : (string?)null;
        if (note.Failed) return note.Problem.ToHttp();

        var before = catalog.ByNumber(row.Value.Number);
        var published = await publisher.PublishAsync(row.Value.Key, note.Value, rev.Value, context.Caller().Id, ct);
        if (published.Failed) return published.Problem.ToHttp();
        if (published.Value.Records.Total is > 0 and <= MostCarriedAtOnce) await upkeep.TryDoAsync(published.Value.Form.Number, ct);
        return Answer(context, published.Value, await guard.SinceAsync(before, ct));
    }

    private static async Task<IResult> ReportAsync(
        string form, HttpContext context, FormStore store, FormPublisher publisher, ContractGuard guard, Catalog catalog, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        if (row.Failed) return row.Problem.ToHttp();
        var report = await publisher.ReportAsync(row.Value.Key, ct);
        return report.Failed ? report.Problem.ToHttp() : Answer(context, report.Value, await guard.BeforeAsync(report.Value.Form, ct));
    }

    private static Result<string?> Note(JsonElement body)
    {
        if (RecordBody.Members(body, "", "note") is { Count: > 0 } errors) return RecordBody.Invalid(errors);
        if (!body.TryGetProperty("note", out var note) || note.ValueKind is JsonValueKind.Null) return (string?)null;
        return note.ValueKind is JsonValueKind.String && note.GetString() is { Length: <= LongestNote } text
            ? text
            : RecordBody.Invalid([new FieldError("/note", "wrong_type", new Message($"must be a text of at most {LongestNote} characters", $"必须是不超过 {LongestNote} 字的文本"))]);
    }

    private static JsonAnswer Answer(HttpContext context, FormPublisher.Publication publication, ContractReport operations)
    {
        var language = context.Language();
        return new JsonAnswer(StatusCodes.Status200OK, output =>
        {
            using var json = new Utf8JsonWriter(output, Json.Writer);
            json.WriteStartObject();
            json.WriteString("key"u8, publication.Form.Key);
            json.WriteNumber("version"u8, publication.Form.Version);
            json.WriteStartArray("changes"u8);
            foreach (var change in publication.Changes)
            {
                json.WriteStartObject();
                json.WriteString("code"u8, change.Code);
                json.WriteString("path"u8, change.Path);
                json.WriteString("field"u8, change.Field);
                json.WriteString("message"u8, change.Message.In(language));
                json.WriteStartArray("names"u8);
                foreach (var name in change.Names) json.WriteStringValue(name);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("records"u8);
            json.WriteNumber("invalid"u8, publication.Records.Invalid);
            json.WriteNumber("lossy"u8, publication.Records.Lossy);
            json.WriteNumber("sealed"u8, publication.Records.Sealed);
            json.WriteNumber("total"u8, publication.Records.Total);
            json.WriteBoolean("estimated"u8, publication.Records.Estimated);
            json.WriteStartArray("samples"u8);
            foreach (var sample in publication.Records.Samples)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, sample.Id);
                json.WriteString("title"u8, sample.Title);
                json.WriteString("field"u8, sample.Field);
                json.WritePropertyName("value"u8);
                if (sample.Value is { } value) value.WriteTo(json);
                else json.WriteNullValue();
                json.WriteString("why"u8, sample.Why.In(language));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
            json.WritePropertyName("operations"u8);
            JsonSerializer.Serialize(json, operations, Json.Options);
            json.WriteEndObject();
        });
    }
}
