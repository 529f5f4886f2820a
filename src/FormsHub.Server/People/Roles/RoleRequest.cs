using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Server.People.Roles;

/// <summary>A role as it is made or replaced.</summary>
public sealed record RoleRequest(string Key, Localized Title, IReadOnlyList<GrantRequest>? Grants = null)
{
    internal IReadOnlyList<GrantAnswer> Granted => [.. (Grants ?? []).Select(grant => new GrantAnswer(grant.Form, [.. grant.Actions.Distinct()]))];

    internal IEnumerable<FieldError> Check(IFormCatalog? forms)
    {
        if (PersonRules.Key(Key) is { } badKey) yield return badKey;
        if (PersonRules.Title(Title) is { } badTitle) yield return badTitle;
        for (var i = 0; i < (Grants?.Count ?? 0); i++)
        {
            var grant = Grants![i];
            if (grant.Form != "*" && (PersonRules.Key(grant.Form) is not null || forms is not null && forms.Find(grant.Form) is null))
                yield return PersonRules.Error($"/grants/{i}/form", "unknown_form", $"There is no form \"{grant.Form}\".", $"表单“{grant.Form}”不存在。");
            if (grant.Actions.Count is 0)
                yield return PersonRules.Error($"/grants/{i}/actions", "required", $"Name at least one action.", $"至少需要一个操作。");
            if (HasContent(grant.Rows)) yield return NotYet($"/grants/{i}/rows");
            if (HasContent(grant.Fields)) yield return NotYet($"/grants/{i}/fields");
        }
    }

    private static bool HasContent(JsonElement? json) =>
        json is { ValueKind: not JsonValueKind.Null } value && !(value.ValueKind is JsonValueKind.Object && !value.EnumerateObject().Any());

    private static FieldError NotYet(string path) => PersonRules.Error(
        path,
        "not_supported_yet",
        $"Limits to rows and fields do not act in this version, so they are not accepted.",
        $"当前版本尚不支持按数据范围或字段授权，因此不接受该设置。");
}

/// <summary>A wished grant; limits to rows and fields are read only to refuse them clearly.</summary>
public sealed record GrantRequest(string Form, IReadOnlyList<FormAction> Actions, JsonElement? Rows = null, JsonElement? Fields = null);
