using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>GET /api/v1/forms/{form}/versions lists the published versions, newest first; …/versions/{n} is one definition.</summary>
public static class VersionsOfForm
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/forms/{form}/versions", ListAsync).WithTags("Forms").WithSummary("List versions");
        routes.MapGet("/api/v1/forms/{form}/versions/{version:int}", ReadAsync).WithTags("Forms").WithSummary("Read a version");
    }

    private static async Task<IResult> ListAsync(
        string form, HttpContext context, FormStore store, Catalog catalog, Core.Access.IDirectory directory, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        if (row.Failed) return row.Problem.ToHttp();
        var versions = await store.VersionsAsync(row.Value.Number, ct);
        var name = context.Language() is Core.Results.Language.Chinese ? "zh" : "en";
        return new JsonAnswer(StatusCodes.Status200OK, output =>
        {
            using var json = new Utf8JsonWriter(output, Json.Writer);
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var version in versions)
            {
                json.WriteStartObject();
                json.WriteNumber("version"u8, version.Version);
                json.WriteString("publishedAt"u8, ValueJson.Write(version.At));
                json.WritePropertyName("publishedBy"u8);
                JsonSerializer.Serialize(json, version.By is { } by ? new RecordShapes.Link(by, directory.Title(LinkKind.User, by)) : null, Json.Options);
                json.WriteString("note"u8, version.Note);
                json.WriteStartArray("changes"u8);
                foreach (var change in JsonElement.Parse(version.ChangesJson).EnumerateArray())
                {
                    json.WriteStartObject();
                    json.WriteString("code"u8, change.GetProperty("code").GetString());
                    json.WriteString("path"u8, change.GetProperty("path").GetString());
                    json.WriteString("field"u8, change.TryGetProperty("field", out var field) ? field.GetString() : null);
                    json.WriteString("message"u8, change.GetProperty(name).GetString());
                    json.WriteStartArray("names"u8);
                    // Versions published before changes had names have none.
                    if (change.TryGetProperty("names", out var named)) foreach (var each in named.EnumerateArray()) each.WriteTo(json);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("pageInfo"u8);
            json.WriteNull("endCursor"u8);
            json.WriteBoolean("hasNextPage"u8, false);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> ReadAsync(
        string form, int version, HttpContext context, FormStore store, Catalog catalog, CancellationToken ct)
    {
        var row = await store.ForDesignAsync(context, catalog, form, ct);
        if (row.Failed) return row.Problem.ToHttp();
        return await store.VersionAsync(row.Value.Number, version, ct) is { Definition: { } definition }
            ? FormAnswer.Definition(definition)
            : FormProblems.VersionNotFound(form, version).ToHttp();
    }
}
