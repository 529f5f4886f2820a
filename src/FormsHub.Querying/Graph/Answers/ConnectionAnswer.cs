using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>
/// Records of a form in pages, as the Relay specification has them: all that are seen, those in the recycle bin, or those that point at
/// the record of the place. See https://relay.dev/graphql/connections.htm
/// </summary>
/// <param name="reference">The field by which they point at the place's record; null: at the root.</param>
internal sealed class ConnectionAnswer(Form form, Field? reference = null, bool deleted = false) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        var errors = new List<FieldError>();
        var scope = reference is null ? RootScope.Of(form, selected, errors, deleted) : place.Here.Inner(form);
        var world = scope.Context.World;
        var conditions = new List<SqlText>();
        if (scope.Context.IsNow) conditions.Add(SqlText.Known($"{scope.Alias}.deleted_at is {(deleted ? "not null" : "null")}"));
        if (reference is not null) conditions.Add(Points(reference, scope, place.Here));
        var filter = InputFilter.Of(selected, "where", form, world, errors);
        if (filter is not null) conditions.Add(Conditions.Of(filter, scope));
        var words = InputWords.Of(selected, "search", errors);
        if (words.Length > 0 && !scope.Context.IsNow) errors.Add(QueryErrors.NotAsOf("/search", "search"));
        var sort = Sort.Plan(InputOrder.Of(selected), deleted, scope, "/orderBy", errors);
        if (errors.Count is 0) sort = sort.Among(field => filter is not null && filter.Demands(field, world.Values));
        var slice = errors.Count is 0 ? Slice.Of(selected, sort, form.Number, errors) : null;
        if (slice is not null)
        {
            var kind = selected.Fields.Any(each => each.Name is "nodes" or "edges" or "pageInfo") ? GraphReadKind.Page : GraphReadKind.Figures;
            var read = place.Statement.Noted(kind, form, selected.Has("where") ? InputJson.Of(selected.Arguments["where"]) : null, words.Length > 0);
            return new Connection(selected, place.Statement, scope, slice, conditions, words, deleted, read).Sql();
        }
        place.Statement.Refuse(selected, errors);
        return JsonText.Null;
    }

    private static SqlText Points(Field reference, Scope scope, Scope at)
    {
        var own = SqlText.Known($"({at.Alias}.id::text collate \"C\")");
        var link = Values.Of(reference, scope).Sql;
        return reference.Type.IsMany(reference) ? SqlText.Of($"{link} ? {own}") : SqlText.Of($"{link} = {own}");
    }
}

/// <summary>The scope of a question at the root, of the present or of the past.</summary>
internal static class RootScope
{
    public static Scope Of(Form form, Selected selected, List<FieldError> errors, bool deleted = false)
    {
        var asker = selected.Statement.Asker;
        DateTimeOffset? moment = null;
        if (selected.Has("asOf"))
        {
            if (FormGate.For(asker.Caller, form, FormAction.ViewHistory) is { Failed: true, Problem: var problem }) errors.Add(new FieldError("/asOf", problem.Code, problem.Message));
            if (selected.Arguments["asOf"] is string text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)) moment = parsed;
            else errors.Add(QueryErrors.WrongType("/asOf", $"must be a moment such as \"2026-11-21T10:00:00Z\"", $"必须是时刻，例如“2026-11-21T10:00:00Z”"));
        }
        var world = moment is null && !deleted ? asker.World : asker.OfPast().World;
        var context = new PlanContext(world, moment);
        return context.Root(form) with { Alias = context.NewAlias() };
    }
}

/// <summary>A filter as it is given.</summary>
internal static class InputFilter
{
    public static Filter? Of(Selected selected, string name, Form form, QueryWorld world, List<FieldError> errors)
    {
        if (!selected.Has(name)) return null;
        var parsed = world.Parser.Parse(InputJson.Of(selected.Arguments[name]), form, "/" + name);
        if (!parsed.Failed) return parsed.Value;
        errors.AddRange(parsed.Problem.Errors);
        return null;
    }
}

/// <summary>An order as it is given: <c>[{name: ASC}]</c>.</summary>
internal static class InputOrder
{
    public static IReadOnlyList<string> Of(Selected selected) => !selected.Has("orderBy") ? [] :
        [.. ((IReadOnlyList<object?>)selected.Arguments["orderBy"]!).SelectMany(each => (IReadOnlyDictionary<string, object?>)each!)
            .Select(each => each.Value is "DESC" ? "-" + each.Key : each.Key)];
}

/// <summary>Given values as JSON, as REST has them.</summary>
internal static class InputJson
{
    /// <summary>As deep as documents may be: how deep a value may be is said by who reads it.</summary>
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 512 };

    public static JsonElement Of(object? value) => JsonSerializer.SerializeToElement(value, Deep);
}
