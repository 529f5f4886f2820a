using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Access;

/// <summary>Reads grants and restrictions from JSON, and checks them against the forms that they are about.</summary>
/// <param name="forms">Null: what was checked once is read again.</param>
public sealed class GrantReader(IFormCatalog? forms = null, IDirectory? directory = null)
{
    private static readonly string[] GrantMembers = ["form", "actions", "rows", "fields"];
    private static readonly string[] RestrictionMembers = ["rows", "roles", "secondPerson"];
    private static readonly Dictionary<string, FormAction> Actions =
        Enum.GetValues<FormAction>().ToDictionary(action => JsonNamingPolicy.CamelCase.ConvertName(action.ToString()));

    /// <summary>The name of an action in grants: "viewHistory".</summary>
    public static string NameOf(FormAction action) => JsonNamingPolicy.CamelCase.ConvertName(action.ToString());

    public IReadOnlyList<Grant> Grants(JsonElement json, string path, List<FieldError> errors) => List(json, path, errors, Grant);

    public IReadOnlyList<Restriction> Restrictions(string form, JsonElement json, string path, List<FieldError> errors) =>
        List(json, path, errors, (item, at, wrong) => Restriction(form, item, at, wrong));

    private Grant? Grant(JsonElement json, string path, List<FieldError> errors)
    {
        if (!IsObject(json, path, GrantMembers, errors)) return null;
        if (!json.TryGetProperty("form"u8, out var key) || key.ValueKind is not JsonValueKind.String)
        {
            errors.Add(Wrong(path + "/form", "required", $"Name a form, or \"*\".", $"请指定表单，或“*”。"));
            return null;
        }
        var form = key.GetString()! is Access.Grant.All ? null : forms?.Find(key.GetString()!);
        if (form is null && forms is not null && key.GetString() is not Access.Grant.All)
        {
            var near = Suggestion.For(key.GetString()!, forms.All.Select(each => each.Key));
            errors.Add(Wrong(path + "/form", "unknown_form", $"There is no form \"{key.GetString()}\".{Suggestion.English(near)}", $"表单“{key.GetString()}”不存在。{Suggestion.Chinese(near)}"));
        }
        var rows = json.TryGetProperty("rows"u8, out var given) ? Rows(given, form, path + "/rows", errors) : null;
        return new Grant
        {
            Form = key.GetString()!,
            Actions = ActionsIn(json, "actions", path, errors, required: true),
            Rows = rows,
            Fields = json.TryGetProperty("fields"u8, out var fields) ? Fields(fields, form, path + "/fields", errors) : new Dictionary<string, FieldRight>(),
        };
    }

    private Restriction? Restriction(string form, JsonElement json, string path, List<FieldError> errors)
    {
        if (!IsObject(json, path, RestrictionMembers, errors)) return null;
        var rows = json.TryGetProperty("rows"u8, out var given) ? Rows(given, forms?.Find(form), path + "/rows", errors) : null;
        if (rows is null || RowPresets.Filter(rows) is not { } filter)
        {
            errors.Add(Wrong(path + "/rows", "required", $"Say which records are restricted.", $"请指定受限制的记录。"));
            return null;
        }
        var roles = new HashSet<string>();
        if (json.TryGetProperty("roles"u8, out var named))
        {
            if (named.ValueKind is JsonValueKind.Array && named.EnumerateArray().All(each => each.ValueKind is JsonValueKind.String)) roles = [.. named.EnumerateArray().Select(each => each.GetString()!)];
            else errors.Add(Wrong(path + "/roles", "wrong_type", $"Must be a list of role keys.", $"必须是角色 key 的列表。"));
        }
        var guarded = ActionsIn(json, "secondPerson", path, errors, required: false);
        if (!guarded.IsSubsetOf(Access.Restriction.Guardable))
        {
            var names = Access.Restriction.Guardable.Select(NameOf).ToList();
            errors.Add(Wrong(path + "/secondPerson", "no_second_person", $"A second person can be asked for {string.Join(", ", names)} only.", $"仅 {string.Join("、", names)} 可要求第二人确认。"));
        }
        return new Restriction(form, filter.Clone(), roles, guarded);
    }

    private JsonElement? Rows(JsonElement json, Form? form, string path, List<FieldError> errors)
    {
        if (json.ValueKind is JsonValueKind.Null) return null;
        if (json.ValueKind is JsonValueKind.String)
        {
            if (!RowPresets.Names.Contains(json.GetString()!))
                errors.Add(Wrong(path, "unknown_value", $"Use a filter, or one of {string.Join(", ", RowPresets.Names)}.", $"请使用筛选条件，或 {string.Join("、", RowPresets.Names)} 之一。"));
        }
        else if (form is not null && directory is not null && new FilterParser(forms!, directory, FilterRights.All, isKept: true).Parse(json, form, path) is { Failed: true } wrong)
        {
            errors.AddRange(wrong.Problem.Errors);
        }
        return json.Clone();
    }

    private static Dictionary<string, FieldRight> Fields(JsonElement json, Form? form, string path, List<FieldError> errors)
    {
        var fields = new Dictionary<string, FieldRight>();
        if (json.ValueKind is JsonValueKind.Null) return fields;
        if (json.ValueKind is not JsonValueKind.Object)
        {
            errors.Add(Wrong(path, "wrong_type", $"Must be an object of field keys and rights.", $"必须是由字段 key 和权限组成的对象。"));
            return fields;
        }
        foreach (var member in json.EnumerateObject())
        {
            var at = path + JsonPointer.To(member.Name);
            if (member.Name is not Access.Grant.All && form is not null && form.FieldNamed(member.Name) is null)
            {
                var near = Suggestion.For(member.Name, form.Fields.SelectMany(field => field.Columns.Select(column => $"{field.Key}.{column.Key}").Prepend(field.Key)));
                errors.Add(Wrong(at, "unknown_field", $"There is no field \"{member.Name}\".{Suggestion.English(near)}", $"没有字段“{member.Name}”。{Suggestion.Chinese(near)}"));
            }
            if (member.Value.ValueKind is JsonValueKind.String && FieldRight.Find(member.Value.GetString()!) is { } right) fields[member.Name] = right;
            else errors.Add(Wrong(at, "unknown_value", $"Must be one of {string.Join(", ", FieldRight.Names)}.", $"必须是 {string.Join("、", FieldRight.Names)} 之一。"));
        }
        return fields;
    }

    private static HashSet<FormAction> ActionsIn(JsonElement json, string name, string path, List<FieldError> errors, bool required)
    {
        var found = new HashSet<FormAction>();
        var at = $"{path}/{name}";
        var isGiven = json.TryGetProperty(name, out var list) && list.ValueKind is not JsonValueKind.Null;
        if (isGiven && list.ValueKind is JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind is JsonValueKind.String && Actions.TryGetValue(item.GetString()!, out var action)) found.Add(action);
                else errors.Add(Wrong(string.Create(CultureInfo.InvariantCulture, $"{at}/{index}"), "unknown_action", $"Must be one of {string.Join(", ", Actions.Keys)}.", $"必须是 {string.Join("、", Actions.Keys)} 之一。"));
                index++;
            }
        }
        else if (isGiven)
        {
            errors.Add(Wrong(at, "wrong_type", $"Must be a list of actions.", $"必须是操作的列表。"));
        }
        if (required && found.Count is 0 && !errors.Exists(error => error.Path.StartsWith(at, StringComparison.Ordinal)))
            errors.Add(Wrong(at, "required", $"Name at least one action.", $"至少需要一个操作。"));
        return found;
    }

    private static bool IsObject(JsonElement json, string path, string[] members, List<FieldError> errors)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            errors.Add(Wrong(path, "wrong_type", $"Must be an object.", $"必须是对象。"));
            return false;
        }
        foreach (var member in json.EnumerateObject().Where(member => !members.Contains(member.Name)))
        {
            var near = Suggestion.For(member.Name, members);
            errors.Add(Wrong(path + JsonPointer.To(member.Name), "unknown_member", $"There is no member \"{member.Name}\" here.{Suggestion.English(near)}", $"这里没有“{member.Name}”。{Suggestion.Chinese(near)}"));
        }
        return true;
    }

    private static List<T> List<T>(JsonElement json, string path, List<FieldError> errors, Func<JsonElement, string, List<FieldError>, T?> read)
        where T : class
    {
        if (json.ValueKind is JsonValueKind.Null) return [];
        if (json.ValueKind is JsonValueKind.Array)
            return [.. json.EnumerateArray().Select((item, index) => read(item, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"), errors)).OfType<T>()];
        errors.Add(Wrong(path, "wrong_type", $"Must be a list.", $"必须是列表。"));
        return [];
    }

    private static FieldError Wrong(string path, string code, FormattableString english, FormattableString chinese) => new(path, code, new Message(english, chinese));
}
