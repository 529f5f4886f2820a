using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Aggregates;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>Groups of records and what is measured of each. What is measured follows from what is asked for.</summary>
/// <param name="shapes">What the values of groups look like, by the name of the group; null: a text.</param>
/// <param name="now">The present name of a group or field that may be called by a former one.</param>
internal sealed class AggregateAnswer(Form form, Func<string, Shape?> shapes, Func<string, string> now) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        var asker = selected.Statement.Asker;
        var query = Query(selected);
        var planned = FormGate.For(asker.Caller, form, FormAction.Read) is not { Failed: false } gate ? throw new InvalidOperationException("The schema holds forms that may be read only.")
            : query.Failed ? query.Problem
            : AggregatePlan.Of(gate.Value, query.Value, asker.World);
        if (planned.Failed)
        {
            place.Statement.Refuse(selected, planned.Problem.Errors.Select(error => error with { Path = AsGiven(error.Path) }));
            return JsonText.Null;
        }
        var plan = planned.Value;
        place.Statement.Noted(GraphReadKind.Figures, form, query.Value.Filter, selected.Argument<string>("search") is { Length: > 0 });
        var scope = new PlanContext(asker.World).Root(form);
        var name = scope.Context.NewAlias();
        var columns = plan.Groups.Select((_, i) => $"g{i}").Concat(plan.Measures.Select((_, i) => $"m{i}")).Concat(plan.Groups.Select((_, i) => $"t{i}"));
        var item = JsonText.Object(selected.Fields.Select(each => (each.Key, Member(each, selected, plan, name, new Place(place.Statement, scope with { Alias = name })))));
        return new(SqlText.Of($"(select {place.Statement.List(item).Sql} from (select * from ({plan.Sql}) a limit {plan.First}) {SqlText.Known($"{name}({string.Join(", ", columns)})")})"), false);
    }

    /// <summary>The place as the arguments have it.</summary>
    private static string AsGiven(string path) =>
        path.StartsWith("/filter", StringComparison.Ordinal) ? "/where" + path["/filter".Length..]
        : path.StartsWith("/sort", StringComparison.Ordinal) ? "/orderBy" + path["/sort".Length..]
        : path;

    /// <summary>The question as REST asks it, read with the same limits.</summary>
    private Result<AggregateQuery> Query(Selected selected)
    {
        var given = (IReadOnlyDictionary<string, object?>?)selected.Arguments.GetValueOrDefault("having") ?? new Dictionary<string, object?>();
        var twice = given.Where(each => Now(each.Key) != each.Key && given.ContainsKey(Now(each.Key))).Select(each => QueryErrors.GivenTwice("/having/" + each.Key, Now(each.Key), each.Key)).ToList();
        if (twice.Count > 0) return QueryProblems.Invalid(twice);
        var having = given.ToDictionary(each => Now(each.Key), each => each.Value);
        var order = InputOrder.Of(selected).Select(key => key.StartsWith('-') ? "-" + Now(key[1..]) : Now(key)).ToList();
        var asked = selected.Fields.Where(each => each.Name is "sum" or "avg" or "min" or "max")
            .SelectMany(function => function.Fields.Where(each => each.Name is not "__typename").Select(each => new Measure(function.Name, now(each.Name))));
        var named = having.Keys.Concat(order.Select(key => key.TrimStart('-'))).Select(MeasureOf).OfType<Measure>();
        var groups = ((IReadOnlyList<object?>?)selected.Arguments.GetValueOrDefault("groupBy") ?? []).Select(each => GroupOf((string)each!)).Distinct();
        return AggregateQuery.Read(InputJson.Of(new Dictionary<string, object?>
        {
            ["filter"] = selected.Arguments.GetValueOrDefault("where"),
            ["search"] = selected.Arguments.GetValueOrDefault("search"),
            ["groupBy"] = groups.Select(group => group.By is null ? (object)group.Field : new { field = group.Field, by = group.By }),
            ["measures"] = new[] { new Measure("count", "*") }.Concat(asked).Concat(named).Distinct().Select(measure => new Dictionary<string, object?> { [measure.Function] = measure.Field }),
            ["having"] = having,
            ["sort"] = order,
            ["first"] = selected.Arguments.GetValueOrDefault("first"),
        }));
    }

    /// <summary>"verifiedAt_month": keys have no underscore.</summary>
    private GroupKey GroupOf(string name) => now(name).Split('_') is [var field, var part] ? new GroupKey(field, part) : new GroupKey(now(name));

    private Measure? MeasureOf(string name) => name.Split('_') is [var function and ("count" or "sum" or "avg" or "min" or "max"), var field] ? new Measure(function, now(field)) : null;

    private string Now(string name) => MeasureOf(name)?.Name ?? GroupOf(name).Name;

    private JsonText Member(Selected asked, Selected group, AggregatePlan plan, string alias, Place place) => asked.Name switch
    {
        "__typename" => JsonText.Constant($"\"{group.Type.Name}\""),
        "count" => Measured(plan, new Measure("count", "*"), alias, place),
        "key" => JsonText.Object(asked.Fields.Select(each => (each.Key, Key(each, asked, plan, alias, place)))),
        _ => JsonText.Object(asked.Fields.Select(each => (each.Key, each.Name is "__typename"
            ? JsonText.Constant($"\"{asked.Type.Name}\"")
            : Measured(plan, new Measure(asked.Name, now(each.Name)), alias, place)))),
    };

    private static JsonText Measured(AggregatePlan plan, Measure measure, string alias, Place place)
    {
        var index = plan.Measures.ToList().FindIndex(each => each.Name == measure.Name);
        var column = SqlText.Known(string.Create(CultureInfo.InvariantCulture, $"{alias}.m{index}"));
        return plan.Measures[index].Way switch
        {
            GroupWay.Number when measure.Function is "count" => new(column, false),
            GroupWay.Number => place.Statement.Fill(NumberHole.Only, column),
            GroupWay.Moment => SystemAnswer.Moment(column, mayBeEmpty: true),
            GroupWay.Flag or GroupWay.Text => JsonText.String(column),
        };
    }

    /// <summary>Null for what is not grouped by.</summary>
    private JsonText Key(Selected asked, Selected keys, AggregatePlan plan, string alias, Place place)
    {
        if (asked.Name is "__typename") return JsonText.Constant($"\"{keys.Type.Name}\"");
        var index = plan.Groups.ToList().FindIndex(each => each.Name == now(asked.Name));
        if (index < 0) return JsonText.Null;
        var column = SqlText.Known(string.Create(CultureInfo.InvariantCulture, $"{alias}.g{index}"));
        if (plan.Groups[index].Way is GroupWay.Moment) return SystemAnswer.Moment(column, mayBeEmpty: true);
        if (shapes(asked.Name) is not { } shape) return JsonText.String(column);
        var json = plan.Groups[index].Way is GroupWay.Number ? SqlText.Of($"to_jsonb({column}::numeric)") : SqlText.Of($"to_jsonb({column})");
        return shape.Of(json, null, asked, place);
    }
}
