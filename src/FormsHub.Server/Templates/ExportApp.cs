using System.IO.Compression;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Server.Templates;

/// <summary>
/// POST /api/v1/apps/{app}/export writes an application as a template: the files of its folder as one JSON document by their
/// names, or as a zip where the caller accepts application/zip. Forms as published, never published ones as drafted; no records.
/// </summary>
public static class ExportApp
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    private sealed record AppFile(string Key, Core.Forms.Localized Title, Core.Forms.Localized? Description, string? Icon, IReadOnlyList<string> Forms);

    private sealed record AccessFile(IReadOnlyList<TemplateRole> Roles);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/api/v1/apps/{app}/export", HandleAsync).Repeatable()
        .WithTags("Applications").WithSummary("Export an application as a template")
        .Produces<Dictionary<string, JsonElement>>(contentType: "application/json", additionalContentTypes: "application/zip");

    internal static async Task<IResult> HandleAsync(string app, HttpContext context, FormStore forms, AppStore apps, NpgsqlDataSource source, CancellationToken ct)
    {
        if (!FormAccess.MayDesign(context.Caller())) return TemplateProblems.MayNotDesign.ToHttp();
        if ((await apps.ListAsync(ct)).FirstOrDefault(each => each.Key == app) is not { } found) return AppStore.NotFound(app).ToHttp();

        var files = await FilesAsync(found, forms, source, ct);
        return context.Request.Headers.Accept.ToString().Contains("application/zip", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.File(await ZipAsync(files, ct), "application/zip", app + ".zip")
            : TypedResults.Json(files, Json.Options);
    }

    private static async Task<Dictionary<string, JsonElement>> FilesAsync(App app, FormStore store, NpgsqlDataSource source, CancellationToken ct)
    {
        var definitions = (await store.ListAsync(ct)).Select(row => row.Published ?? row.Draft!).Where(definition => definition.App == app.Key).ToList();
        var named = definitions.SelectMany(definition => definition.Members).Where(member => member.StartsWith("role:", StringComparison.Ordinal))
            .Select(member => member["role:".Length..]).ToHashSet();
        var files = new Dictionary<string, JsonElement>
        {
            ["app.json"] = JsonSerializer.SerializeToElement(
                new AppFile(app.Key, app.Title, app.Description, app.Icon, [.. definitions.Select(definition => definition.Key)]), Json.Options),
            ["access.json"] = JsonSerializer.SerializeToElement(new AccessFile(await TemplateRole.ReadAsync(source, named, definitions.Select(definition => definition.Key).ToHashSet(), ct)), Json.Options),
        };
        foreach (var definition in definitions) files[$"forms/{definition.Key}.json"] = JsonElement.Parse(FormDefinitionJson.Write(definition));
        return files;
    }

    private static async Task<byte[]> ZipAsync(Dictionary<string, JsonElement> files, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await using (var zip = await ZipArchive.CreateAsync(bytes, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            foreach (var (name, json) in files)
            {
                await using var entry = await zip.CreateEntry(name).OpenAsync(ct);
                await JsonSerializer.SerializeAsync(entry, json, Readable, ct);
            }
        }
        return bytes.ToArray();
    }
}
