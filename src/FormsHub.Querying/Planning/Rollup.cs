using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// A count, sum, average, smallest or largest over the records that point here, found by their reference's index, or over the rows
/// of a sub-table. The sum of nothing is 0; averages have at most 10 decimals.
/// </summary>
internal static class Rollup
{
    private static readonly ValueSql Nothing = new(SqlText.Known("null::numeric"), ValueKind.Number);

    public static ValueSql Value(Field field, Scope scope)
    {
        var options = (RollupField.RollupOptions)field.Options;
        return options.Table is { } table ? OverRows(options, scope.Form[table], scope) : OverRecords(field, options, scope);
    }

    private static ValueSql OverRecords(Field field, RollupField.RollupOptions options, Scope scope)
    {
        if (RollupField.SourceForm(field, scope.Form, scope.Context.Catalog) is not { } source) return Nothing;
        if (options.Reference is null || source[options.Reference] is not { } reference) return Nothing;
        var inner = scope.Inner(source);
        var own = SqlText.Known($"({scope.Alias}.id::text collate \"C\")");
        var link = Values.Of(reference, inner).Sql;
        var points = reference.Type.IsMany(reference) ? SqlText.Of($"{link} ? {own}") : SqlText.Of($"{link} = {own}");
        var from = SqlText.Of($"{scope.Context.Source(inner)} where {points} and {SqlText.Known(inner.Alias)}.deleted_at is null");
        var filter = Filter(options, inner, json => scope.Context.Parser.Parse(json, source));
        return filter is null ? Nothing : Measure(options, options.Field is { } key ? source[key] : null, SqlText.Of($"{from}{filter}"), inner);
    }

    private static ValueSql OverRows(RollupField.RollupOptions options, Field? table, Scope scope)
    {
        if (table is null) return Nothing;
        var inner = scope.Elements();
        var filter = Filter(options, inner, json => scope.Context.Parser.ParseRows(json, table, scope.Form));
        return filter is null ? Nothing : Measure(
            options, options.Field is { } key ? table.Column(key) : null, SqlText.Of($"{scope.Elements(table, inner)} where true{filter}"), inner);
    }

    /// <summary>A further condition; null: the filter no longer fits the form.</summary>
    private static SqlText? Filter(RollupField.RollupOptions options, Scope inner, Func<JsonElement, Core.Results.Result<Filter>> parse)
    {
        if (options.Filter is not { ValueKind: JsonValueKind.Object } json) return SqlText.Empty;
        var filter = parse(json);
        return filter.Failed ? null : SqlText.Of($" and {Conditions.Of(filter.Value, inner)}");
    }

    private static ValueSql Measure(RollupField.RollupOptions options, Field? field, SqlText from, Scope inner)
    {
        if (options.Function is "count" && options.Field is null) return new(SqlText.Of($"(select count(*)::numeric from {from})"), ValueKind.Number);
        if (field is null or { IsEncrypted: true } || FilterParser.IsVolatile(inner.Form, field)) return Nothing;
        var value = Values.Of(field, inner);
        return (options.Function, value.Kind) switch
        {
            ("count", _) => new(SqlText.Of($"(select count({value.Sql})::numeric from {from})"), ValueKind.Number),
            ("sum", ValueKind.Number) => new(SqlText.Of($"(select trim_scale(coalesce(sum({value.Sql}), 0)) from {from})"), ValueKind.Number),
            ("avg", ValueKind.Number) => new(SqlText.Of($"(select trim_scale(round(avg({value.Sql}), 10)) from {from})"), ValueKind.Number),
            ("min" or "max", ValueKind.Number or ValueKind.Text) => value with
            {
                Sql = SqlText.Of($"(select {SqlText.Known(options.Function)}({value.Sql}) from {from})"),
            },
            _ => Nothing,
        };
    }
}
