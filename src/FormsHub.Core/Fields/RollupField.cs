using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A count, sum, average, least or greatest over the records of another form that point here, or over the rows of a sub-table.</summary>
public sealed class RollupField : ComputedField<RollupField.RollupOptions>
{
    /// <param name="Source">Key of the other form.</param>
    /// <param name="Reference">Key of its field that points here.</param>
    /// <param name="Table">Key of a sub-table of this form, instead of <paramref name="Source"/>.</param>
    /// <param name="Field">Key of the field or column to sum; not needed to count.</param>
    /// <param name="Function">"count", "sum", "avg", "min" or "max".</param>
    /// <param name="Filter">Which records or rows are taken; null: all.</param>
    public sealed record RollupOptions(
        string Function, string? Source = null, string? Reference = null, string? Table = null, string? Field = null, JsonElement? Filter = null);

    private static readonly Field Number = Part.Of("result", new NumberField());

    public override string Name => "rollup";

    /// <summary>Sums and averages of numbers; everything else asks <see cref="FieldType.Effective"/>.</summary>
    public override SqlType SqlType => SqlType.Numeric;
    public override FilterOperators Operators => FilterOperators.Comparable;

    /// <summary>The form whose records are taken; null if rows of a sub-table are, or if it is gone.</summary>
    public static Form? SourceForm(Field field, Form owner, IFormCatalog catalog) =>
        OptionsOf(field).Source is { } key ? catalog.Find(key) ?? (key == owner.Key ? owner : null) : null;

    /// <summary>The field or column that is computed over; null to count, or if it is gone.</summary>
    public override Field? Target(Field field, Form owner, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        return options.Field is not { } key ? null
            : options.Table is { } table ? owner[table]?.Column(key)
            : SourceForm(field, owner, catalog)?[key];
    }

    /// <summary>Counts are numbers; sums, averages, least and greatest are like their field.</summary>
    public override Field? Effective(Field field, Form owner, IFormCatalog catalog, int depth = 0)
    {
        if (OptionsOf(field).Function is "count") return Number;
        if (depth >= MostHops || Target(field, owner, catalog) is not { } target) return null;
        return target.Type.Effective(target, SourceForm(field, owner, catalog) ?? owner, catalog, depth + 1);
    }

    public override IEnumerable<FieldError> CheckDefinition(Field field, Form owner, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (options.Function is not ("count" or "sum" or "avg" or "min" or "max"))
        {
            yield return Error("/function", "unknown_function", $"Use \"count\", \"sum\", \"avg\", \"min\" or \"max\".", $"请使用“count”、“sum”、“avg”、“min”或“max”。");
        }
        if (options.Filter is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            yield return Error("/filter", "wrong_type", $"A filter is an object.", $"筛选条件须为对象。");

        if (options.Source is null == options.Table is null)
        {
            yield return Error("/source", "one_source", $"Give either \"source\" with \"reference\", or \"table\".", $"请给出“source”和“reference”，或给出“table”，二者选一。");
            yield break;
        }
        foreach (var error in options.Table is { } table ? CheckTable(table, owner) : CheckSource(field, owner, catalog)) yield return error;
        if (options.Field is not null)
        {
            foreach (var error in CheckField(field, owner, catalog)) yield return error;
        }
        else if (options.Function is not "count")
        {
            yield return Error("/field", "required", $"Choose the field to compute with.", $"请选择要计算的字段。");
        }
    }

    private static IEnumerable<FieldError> CheckTable(string table, Form owner)
    {
        if (owner[table] is not { } found) yield return Unknown("/table", table, owner.Fields.Where(field => field.Type is TableField));
        else if (found.Type is not TableField) yield return Error("/table", "not_a_table", $"\"{table}\" is not a sub-table.", $"“{table}”不是子表。");
    }

    private static IEnumerable<FieldError> CheckSource(Field field, Form owner, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (SourceForm(field, owner, catalog) is not { } source)
        {
            var nearest = Suggestion.For(options.Source!, catalog.All.Select(form => form.Key));
            yield return Error(
                "/source",
                "unknown_target",
                $"There is no published form \"{options.Source}\".{Suggestion.English(nearest)}",
                $"没有已发布的表单“{options.Source}”。{Suggestion.Chinese(nearest)}");
        }
        else if (options.Reference is not { } key)
        {
            yield return Error("/reference", "required", $"Choose the field of \"{options.Source}\" that points here.", $"请选择“{options.Source}”中指向本表单的字段。");
        }
        else if (source[key] is not { } reference)
        {
            yield return Unknown("/reference", key, source.Fields.Where(each => each.Type.Links is LinkKind.Record));
        }
        else if (ReferenceOptions.TargetOf(reference) is not { } target || (target != owner.Key && !ReferenceEquals(catalog.Find(target), owner)))
        {
            yield return Error("/reference", "not_a_reference", $"\"{key}\" does not point at this form.", $"“{key}”没有指向本表单。");
        }
    }

    private IEnumerable<FieldError> CheckField(Field field, Form owner, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (Target(field, owner, catalog) is not { } target)
        {
            var fields = options.Table is { } table ? owner[table]?.Columns : SourceForm(field, owner, catalog)?.Fields;
            if (fields is not null) yield return Unknown("/field", options.Field!, fields);
            yield break;
        }
        if (target.IsEncrypted)
        {
            yield return Error("/field", "encrypted_field", $"\"{target.Key}\" is encrypted and cannot be computed with.", $"“{target.Key}”已加密保存，不能参与计算。");
        }
        else if (target.Type.Role is FieldRole.Computed)
        {
            yield return Error("/field", "not_stored", $"\"{target.Key}\" is itself computed from other records.", $"“{target.Key}”本身由其他记录计算得出。");
        }
        else if (options.Function is "sum" or "avg" && target.Type.SqlTypeOf(target) is not SqlType.Numeric)
        {
            yield return Error("/function", "does_not_fit", $"Only numbers have a sum or an average; \"{target.Key}\" is no number.", $"只有数字可以求和或求平均，“{target.Key}”不是数字。");
        }
        else if (options.Function is "min" or "max" && !target.Type.OperatorsOf(target).HasFlag(FilterOperators.Order))
        {
            yield return Error("/function", "does_not_fit", $"\"{target.Key}\" has no least and no greatest.", $"“{target.Key}”无法比较大小。");
        }
    }

    private static FieldError Error(string path, string code, FormattableString english, FormattableString chinese) =>
        new FieldError(code, english, chinese).Under(path);
}
