using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;

namespace FormsHub.Server.Templates;

/// <summary>The templates that this server offers: each a folder of JSON, as templates/README.md says.</summary>
public sealed class TemplateFolder(Settings settings)
{
    private static readonly JsonSerializerOptions Tolerant = new(Json.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip };
    private readonly string? _folder = settings.Templates ?? Settings.FindFolder("templates");

    /// <summary>The application that a template installs, from app.json.</summary>
    public sealed record Application(string Key, Localized Title, IReadOnlyList<string> Forms, Localized? Description = null, string? Icon = null);

    /// <summary>A sample record: <see cref="Ref"/> is the name by which others refer to it.</summary>
    public sealed record Sample(string Form, string? Ref, JsonElement Data);

    private sealed record Access(IReadOnlyList<TemplateRole> Roles);

    /// <summary>The keys of all templates.</summary>
    public IReadOnlyList<string> Keys => _folder is null || !Directory.Exists(_folder)
        ? []
        : [.. Directory.GetDirectories(_folder).Where(folder => File.Exists(Path.Combine(folder, "app.json"))).Select(folder => Path.GetFileName(folder)).Order()];

    public async Task<Application> ReadAppAsync(string key, CancellationToken ct) => (await ReadAsync<Application>(key, ct, "app.json"))!;

    public async Task<IReadOnlyList<TemplateRole>> ReadRolesAsync(string key, CancellationToken ct) =>
        (await ReadAsync<Access>(key, ct, "access.json"))?.Roles ?? [];

    public async Task<Result<FormDefinition>> ReadFormAsync(string key, string form, CancellationToken ct) =>
        FormDefinitionJson.Read((await ReadAsync<JsonElement?>(key, ct, "forms", form + ".json"))!.Value);

    public async Task<IReadOnlyList<Sample>> ReadSamplesAsync(string key, string form, CancellationToken ct)
    {
        if (await ReadAsync<JsonElement?>(key, ct, "samples", form + ".json") is not { } file) return [];
        return [.. file.GetProperty("items").EnumerateArray().Select(item =>
            new Sample(form, item.TryGetProperty("ref", out var name) ? name.GetString() : null, item.GetProperty("data")))];
    }

    private async Task<T?> ReadAsync<T>(string key, CancellationToken ct, params string[] path)
    {
        var file = Path.Combine([_folder!, key, .. path]);
        if (!File.Exists(file)) return default;
        await using var stream = File.OpenRead(file);
        return await JsonSerializer.DeserializeAsync<T>(stream, Tolerant, ct);
    }
}
