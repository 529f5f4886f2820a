using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Records;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>What every record has besides its form's fields.</summary>
internal sealed class SystemAnswer(SystemField field) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        var scope = place.Here;
        var column = SqlText.Known($"{scope.Alias}.{field.Column}");
        return field.Kind switch
        {
            SystemKind.Id => Id(column),
            SystemKind.Integer => new(SqlText.Of($"{column}::text"), false),
            SystemKind.Text => field == SystemField.Title ? Title(place, column) : new JsonText(JsonText.String(column).Sql, false),
            SystemKind.Moment => Moment(column, field.MayBeEmpty),
            SystemKind.User or SystemKind.Department => scope.Sight.NamesPeople ? place.Statement.Fill(new LinkHole(field.Links, false, selected), Id(column).Sql) : JsonText.Null,
        };
    }

    public static JsonText Id(SqlText uuid) => new(SqlText.Of($"('\"' || {uuid}::text || '\"')"));

    /// <summary>As RFC 3339 writes it, in UTC.</summary>
    public static JsonText Moment(SqlText moment, bool mayBeEmpty) => new(SqlText.Of($"(rtrim(to_json({moment} at time zone 'UTC')::text, '\"') || 'Z\"')"), mayBeEmpty);

    private static JsonText Title(Place place, SqlText title)
    {
        var (scope, text) = (place.Here, new JsonText(JsonText.String(title).Sql, false));
        if (RecordText.TitleField(scope.Form) is not { } field || scope.Sight.WhereClear(field, place.Met) is not { } clear) return text;
        var masked = scope.Sight.WhereMasked(field, place.Met) is { } mask ? SqlText.Of($" when {mask} and {title} <> '' then '\"{SqlText.Known(Masking.Everything)}\"'") : SqlText.Empty;
        return new(SqlText.Of($"(case when {clear} then {text.Sql}{masked} else '\"\"' end)"), false);
    }
}
