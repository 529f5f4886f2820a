using FormsHub.Core.Forms;
using FormsHub.Core.Results;
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
        if (!Guid.TryParse(selected.Argument<string>("id"), out var id)) return JsonText.Null;
        var alias = SqlText.Known(scope.Alias);
        var condition = scope.Context.IsNow ? SqlText.Of($"{alias}.id = {id} and {alias}.deleted_at is null") : SqlText.Of($"{alias}.id = {id}");
        return new(SqlText.Of($"(select {selected.Object(new Place(place.Statement, scope)).Sql} from {RecordSource.Of(scope, condition)})"));
    }
}
