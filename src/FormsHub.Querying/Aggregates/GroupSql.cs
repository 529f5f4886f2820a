using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Results;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Aggregates;

/// <summary>One key of groups as SQL, and how its values are written.</summary>
/// <param name="From">What must stand after the table: the items of a list, each of which is a group.</param>
internal sealed record GroupSql(string Name, SqlText Value, SqlText From, GroupWay Way, LinkKind Links, string? Target)
{
    public static GroupSql? Plan(GroupKey key, Scope scope, string path, List<FieldError> errors)
    {
        if (Asked.Find(key.Field, scope, path, errors) is not { } subject) return null;

        var value = Values.Of(subject, scope);
        if (key.By is { } by) return OfPart(key, subject, value, by, scope, path, errors);
        var kind = (subject as Subject.OfField)?.Kind;
        var target = kind?.Options is ReferenceOptions { Target: var form } ? form : null;
        return value.Kind switch
        {
            ValueKind.Json => Wrong(new FieldError(path, "not_groupable", new Message($"\"{key.Field}\" cannot be grouped by.", $"不能按“{key.Field}”分组。"))),
            ValueKind.TextArray => OfItems(key.Name, value, subject.Links, target, scope),
            ValueKind.Number => new(key.Name, SqlText.Of($"({value.Sql})"), SqlText.Empty, GroupWay.Number, LinkKind.None, null),
            ValueKind.Moment => new(key.Name, value.Sql, SqlText.Empty, GroupWay.Moment, LinkKind.None, null),
            ValueKind.Uuid or ValueKind.Text => new(
                key.Name,
                value.Kind is ValueKind.Uuid ? SqlText.Of($"({value.Sql})::text") : value.Sql,
                SqlText.Empty,
                kind?.Type.SqlTypeOf(kind) is SqlType.Boolean ? GroupWay.Flag : GroupWay.Text,
                subject.Links,
                target),
        };

        GroupSql? Wrong(FieldError error)
        {
            errors.Add(error);
            return null;
        }
    }

    private static GroupSql OfItems(string name, ValueSql list, LinkKind links, string? target, Scope scope)
    {
        var item = scope.Elements();
        var from = SqlText.Of($" left join lateral jsonb_path_query({list.Sql}, '$[*]') {SqlText.Known(item.Alias)}(data) on true");
        return new(name, SqlText.Known($"(({item.Data} #>> '{{}}') collate \"C\")"), from, GroupWay.Text, links, target);
    }

    /// <summary>Parts of a date are texts that sort as time does: 2026, 2026-Q4, 2026-11, 2026-11-16 (a week's Monday), 2026-11-21.</summary>
    private static GroupSql? OfPart(GroupKey key, Subject subject, ValueSql value, string by, Scope scope, string path, List<FieldError> errors)
    {
        var day = value.Kind is ValueKind.Moment ? SqlText.Of($"({value.Sql} at time zone {Zone(scope)})")
            : OperandReader.IsMoment(subject) ? SqlText.Of(
                $"(case when {value.Sql} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}T[0-9:.]+Z$' then ({value.Sql})::timestamptz end at time zone {Zone(scope)})")
            : OperandReader.IsDay(subject) ? SqlText.Of(
                $"(case when {value.Sql} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$' then ({value.Sql})::timestamp end)")
            : null;
        if (day is null)
        {
            errors.Add(new FieldError(path, "not_a_date", new Message($"\"{key.Field}\" is no date.", $"“{key.Field}”不是日期。")));
            return null;
        }
        var part = by switch
        {
            "year" => SqlText.Of($"to_char({day}, 'YYYY')"),
            "quarter" => SqlText.Of($"to_char({day}, 'YYYY-\"Q\"Q')"),
            "month" => SqlText.Of($"to_char({day}, 'YYYY-MM')"),
            "week" => SqlText.Of($"to_char(date_trunc('week', {day}), 'YYYY-MM-DD')"),
            _ => SqlText.Of($"to_char({day}, 'YYYY-MM-DD')"),
        };
        return new(key.Name, part, SqlText.Empty, GroupWay.Text, LinkKind.None, null);
    }

    private static SqlText Zone(Scope scope) => SqlText.Of($"{(scope.Context.Values.Zone.HasIanaId ? scope.Context.Values.Zone.Id : "UTC")}");
}

/// <summary>How the value of a group or measure is written.</summary>
internal enum GroupWay
{
    Text,
    Number,
    Flag,
    Moment,
}
