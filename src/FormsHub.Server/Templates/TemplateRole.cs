using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.People;
using Npgsql;

namespace FormsHub.Server.Templates;

/// <summary>A role that a template brings.</summary>
/// <param name="Grants">What it grants, as <c>POST /api/v1/roles</c> takes it.</param>
public sealed record TemplateRole(string Key, Localized Title, JsonElement? Grants = null)
{
    /// <summary>The roles with those keys, and all that grant something on the forms; of their grants those on the forms.</summary>
    internal static async Task<List<TemplateRole>> ReadAsync(NpgsqlDataSource source, IReadOnlyCollection<string> keys, IReadOnlySet<string> forms, CancellationToken ct)
    {
        await using var command = source.Command(
            """
            select key, title::text, grants::text from roles
            where key = any($1) or exists (select from jsonb_array_elements(grants) each where each->>'form' = any($2))
            order by key
            """,
            (object)keys.ToArray(),
            (object)forms.ToArray());
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<TemplateRole> roles = [];
        while (await reader.ReadAsync(ct))
            roles.Add(new TemplateRole(reader.GetString(0), JsonSerializer.Deserialize<Localized>(reader.GetString(1))!, On(forms, JsonElement.Parse(reader.GetString(2)))));
        return roles;
    }

    /// <summary>All that is wrong with the grants; without the forms, what is wrong whatever they are.</summary>
    internal Problem? Check(IFormCatalog? forms = null, IDirectory? directory = null)
    {
        var errors = new List<FieldError>();
        if (Grants is { } grants) new GrantReader(forms, directory).Grants(grants, "/grants", errors);
        return errors.Count is 0 ? null : TemplateProblems.Broken($"access.json, \"{Key}\"", PeopleProblems.Invalid(errors));
    }

    /// <summary>Makes the role, or leaves the one that is there as it is.</summary>
    internal async Task EnsureAsync(NpgsqlDataSource source, Guid by, CancellationToken ct)
    {
        await using var command = source.Command(
            "insert into roles (id, key, normalized_key, title, grants) values ($1, $2, upper($2), $3, $4) on conflict do nothing",
            Guid.CreateVersion7(),
            Key,
            DatabaseReading.Jsonb(JsonSerializer.Serialize(Title, Json.Options)),
            DatabaseReading.Jsonb(Grants?.GetRawText() ?? "[]"));
        if (await command.ExecuteNonQueryAsync(ct) is 0) return;
        await using var keep = source.Command("insert into access_versions (by, rules) values ($1, formshub_access_rules())", by);
        await keep.ExecuteNonQueryAsync(ct);
    }

    private static JsonElement? On(IReadOnlySet<string> forms, JsonElement grants)
    {
        var own = grants.EnumerateArray().Where(grant => forms.Contains(grant.GetProperty("form").GetString()!)).ToList();
        return own.Count is 0 ? null : JsonSerializer.SerializeToElement(own);
    }
}
