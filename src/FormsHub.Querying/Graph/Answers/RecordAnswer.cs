using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>One record by its id; null where there is none that may be seen.</summary>
internal sealed class RecordAnswer(Form form) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        var errors = new List<FieldError>();
        var scope = RootScope.Of(form, selected, errors);
        if (errors.Count > 0)
        {
            place.Statement.Refuse(selected, errors);
            return JsonText.Null;
        }
        return Guid.TryParse(selected.Argument<string>("id"), out var id) ? new(Sql(scope, (ObjectType)selected.Type, SqlText.Of($"{id}"), selected, place)) : JsonText.Null;
    }

    /// <summary>One record of the present, as an object of its type.</summary>
    public static SqlText Of(Form form, ObjectType type, SqlText id, Selected selected, Place place)
    {
        var context = new PlanContext(selected.Statement.Asker.World);
        return Sql(context.Root(form) with { Alias = context.NewAlias() }, type, id, selected, place);
    }

    private static SqlText Sql(Scope scope, ObjectType type, SqlText id, Selected selected, Place place)
    {
        var alias = SqlText.Known(scope.Alias);
        var condition = scope.Context.IsNow ? SqlText.Of($"{alias}.id = {id} and {alias}.deleted_at is null") : SqlText.Of($"{alias}.id = {id}");
        return SqlText.Of($"(select {selected.Object(type, new Place(place.Statement, scope) { Read = place.Statement.Noted(GraphReadKind.Record, scope.Form) }).Sql} from {RecordSource.Of(scope, condition)})");
    }
}
