using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>Views show, sort and group by fields that are there.</summary>
internal sealed class ViewsFit : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft) =>
        draft.Definition.Views.SelectMany((view, i) => Check(view, draft.Form).Select(error => error.Under($"/views/{i}")));

    /// <summary>What is wrong with one view of a form; paths start at the view.</summary>
    public static IEnumerable<FieldError> Check(ViewDefinition view, Form form)
    {
        if (!Names.IsKey(view.Key))
            yield return Error("/key", "malformed_key", $"\"{view.Key}\" is no key.", $"“{view.Key}”不能作为 key。");
        if (view.Kind is not ("table" or "kanban" or "calendar" or "gallery"))
        {
            yield return Error("/kind", "unknown_value",
                $"must be one of \"table\", \"kanban\", \"calendar\", \"gallery\"", $"必须是以下之一：\"table\"、\"kanban\"、\"calendar\"、\"gallery\"");
        }

        for (var i = 0; i < view.Columns.Count; i++)
        {
            if (Unknown(view.Columns[i].Field, form) is { } error) yield return error.Under($"/columns/{i}/field");
        }
        if (view.GroupBy is { } group)
        {
            if (Unknown(group, form) is { } wrong) yield return wrong.Under("/groupBy");
            else if (form[group] is { IsEncrypted: true }) yield return FilterErrors.Encrypted("/groupBy", group);
        }

        for (var i = 0; i < view.Sort.Count; i++)
        {
            var key = view.Sort[i].TrimStart('-', '+');
            if (Unknown(key, form) is { } error)
            {
                yield return error.Under($"/sort/{i}");
            }
            else if (form[key] is { IsEncrypted: true })
            {
                yield return FilterErrors.Encrypted($"/sort/{i}", key);
            }
            else if (form[key] is { } field && !field.Type.Operators.HasFlag(FilterOperators.Order) && field.Type.SqlType is SqlType.Json or SqlType.None)
            {
                yield return Error($"/sort/{i}", "not_sortable",
                    $"\"{key}\" of type \"{field.Type.Name}\" has no order.", $"“{field.Type.Name}”类型的字段“{key}”不能排序。");
            }
        }
    }

    /// <summary>A field, a system value, or a path through a reference, whose first step is checked.</summary>
    private static FieldError? Unknown(string name, Form form)
    {
        var first = name.Split('.')[0];
        return form[first] is not null || Names.InViews.Contains(first)
            ? null
            : TitleFieldIsText.Unknown("", name, form.Fields.Select(field => field.Key).Concat(Names.InViews));
    }
}
