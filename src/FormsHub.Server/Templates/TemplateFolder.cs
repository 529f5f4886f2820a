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

    private sealed record Samples(IReadOnlyList<SampleItem> Items);

    private sealed record SampleItem(JsonElement Data, string? Ref = null);

    /// <summary>The keys of all templates.</summary>
    public IReadOnlyList<string> Keys => _folder is null || !Directory.Exists(_folder)
        ? []
        : [.. Directory.GetDirectories(_folder).Where(folder => File.Exists(Path.Combine(folder, "app.json"))).Select(folder => Path.GetFileName(folder)).Order()];

    public async Task<Result<Application>> ReadAppAsync(string key, CancellationToken ct)
    {
        var app = await ReadAsync<Application>(key, ct, "app.json");
        if (app.Failed) return app.Problem;
        return app.Value is { } read ? read : TemplateProblems.NotFound(key);
    }

    public async Task<Result<TemplateRole[]>> ReadRolesAsync(string key, CancellationToken ct)
    {
        var access = await ReadAsync<Access>(key, ct, "access.json");
        if (access.Failed) return access.Problem;
        return access.Value is { } read ? read.Roles.ToArray() : [];
    }

    public async Task<Result<FormDefinition>> ReadFormAsync(string key, string form, CancellationToken ct)
    {
        var file = $"forms/{form}.json";
        var json = await ReadAsync<JsonElement?>(key, ct, "forms", form + ".json");
        if (json.Failed) return json.Problem;
        if (json.Value is not { } read) return TemplateProblems.Missing(file);
        var definition = FormDefinitionJson.Read(read);
        return definition.Failed ? TemplateProblems.Broken(file, definition.Problem) : definition;
    }

    public async Task<Result<Sample[]>> ReadSamplesAsync(string key, string form, CancellationToken ct)
    {
        var file = await ReadAsync<Samples>(key, ct, "samples", form + ".json");
        if (file.Failed) return file.Problem;
        return file.Value is { } read ? [.. read.Items.Select(item => new Sample(form, item.Ref, item.Data))] : Array.Empty<Sample>();
    }

    /// <summary>What a file of the template says; null if there is no such file.</summary>
    private async Task<Result<T?>> ReadAsync<T>(string key, CancellationToken ct, params string[] path)
    {
        var file = Path.Combine([_folder!, key, .. path]);
        if (!File.Exists(file)) return default(T);
        await using var stream = File.OpenRead(file);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(stream, Tolerant, ct);
        }
        catch (JsonException exception)
        {
            return TemplateProblems.Unreadable(string.Join('/', path), exception);
        }
    }
}
