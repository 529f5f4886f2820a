using FormsHub.Core.Fields;
using FormsHub.Core.Results;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Aggregates;

/// <summary>One measure of a group as SQL. Sums of nothing are 0; averages, smallest and largest of nothing are empty.</summary>
internal sealed record MeasureSql(string Name, SqlText Sql, GroupWay Way)
{
    public static MeasureSql? Plan(Measure measure, Scope scope, string path, List<FieldError> errors)
    {
        var place = $"{path}/{measure.Function}";
        if (measure.Field is "*")
        {
            if (measure.Function is "count") return new(measure.Name, SqlText.Known("count(*)"), GroupWay.Number);
            errors.Add(new FieldError(place, "needs_a_field", new Message($"\"{measure.Function}\" needs a field.", $"“{measure.Function}”需要一个字段。")));
            return null;
        }
        if (Asked.Find(measure.Field, scope, place, errors) is not { } subject) return null;

        var value = Values.Of(subject, scope);
        var ordered = (subject.Operators & FilterOperators.Order) is not FilterOperators.None;
        switch (measure.Function)
        {
            case "count":
                return new(measure.Name, SqlText.Of($"count({value.Sql})"), GroupWay.Number);
            case "sum" when value.Kind is ValueKind.Number:
                return new(measure.Name, SqlText.Of($"coalesce(sum({value.Sql}), 0)"), GroupWay.Number);
            case "avg" when value.Kind is ValueKind.Number:
                return new(measure.Name, SqlText.Of($"avg({value.Sql})"), GroupWay.Number);
            case "min" or "max" when ordered:
                return new(
                    measure.Name,
                    SqlText.Of($"{SqlText.Known(measure.Function)}({value.Sql})"),
                    value.Kind switch { ValueKind.Number => GroupWay.Number, ValueKind.Moment => GroupWay.Moment, _ => GroupWay.Text });
            default:
                errors.Add(new FieldError(place, "not_measurable", new Message(
                    $"\"{measure.Function}\" cannot be taken of \"{measure.Field}\".", $"不能对“{measure.Field}”计算“{measure.Function}”。")));
                return null;
        }
    }
}
