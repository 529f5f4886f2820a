using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>
/// No computed field comes, over other forms, back to itself: a lookup shows a field of its reference's target, a rollup one of its
/// source, and that field may be computed in turn.
/// </summary>
internal sealed class LookupsDoNotCircle : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        foreach (var place in draft.Places)
        {
            if (place is not { Table: null, Field: { } field } || !IsComputed(field)) continue;
            var path = new List<string>();
            if (!ComesBack(draft.Form, field, draft, (draft.Form.Number, field.Key), path, [])) continue;
            var way = string.Join(" → ", path);
            yield return Error(place.Path + (field.Type.Name is "formula" ? "/expression" : "/field"), "circular_lookup",
                $"\"{field.Key}\" is computed from itself: {way}.", $"“{field.Key}”循环引用了自身：{way}。");
        }
    }

    private static bool ComesBack(
        Form form, Field field, DraftForm draft, (int Form, string Field) goal, List<string> path, HashSet<(int, string)> seen)
    {
        path.Add($"{form.Key}.{field.Key}");
        foreach (var (next, key) in Reads(form, field, draft.Catalog))
        {
            if ((next.Number, key) == goal)
            {
                path.Add($"{next.Key}.{key}");
                return true;
            }
            if (next[key] is not { } read || !IsComputed(read) || !seen.Add((next.Number, read.Key))) continue;
            if (ComesBack(next, read, draft, goal, path, seen)) return true;
        }
        path.RemoveAt(path.Count - 1);
        return false;
    }

    private static bool IsComputed(Field field) => field.Type.Name is "lookup" or "rollup" or "formula";

    /// <summary>The fields that a computed field reads at once.</summary>
    private static IEnumerable<(Form Form, string Key)> Reads(Form form, Field field, IFormCatalog catalog)
    {
        var read = Option(field, "field");
        switch (field.Type.Name)
        {
            case "lookup" when read is not null && Option(field, "reference") is { } reference:
                if (form[reference] is { } link && Option(link, "target") is { } key && catalog.Find(key) is { } target) yield return (target, read);
                break;
            case "rollup" when read is not null && Option(field, "source") is { } name:
                if (catalog.Find(name) is { } source) yield return (source, read);
                break;
            case "formula":
                foreach (var each in form.Logic.Formulas.Where(formula => formula.Field.Id == field.Id && formula.Field.Table is null))
                {
                    foreach (var reads in each.Expression.Reads)
                    {
                        if (reads.Count is 1) yield return (form, reads[0]);
                        else if (form[reads[0]] is { } over && Option(over, "target") is { } to && catalog.Find(to) is { } other) yield return (other, reads[1]);
                    }
                }
                break;
            default:
                break;
        }
    }

    private static string? Option(Field field, string name) =>
        field.Definition.Options.TryGetPropertyValue(name, out var value) && value?.GetValueKind() is System.Text.Json.JsonValueKind.String
            ? value.GetValue<string>()
            : null;
}
