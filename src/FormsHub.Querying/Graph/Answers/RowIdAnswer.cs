using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>The id of a sub-table's row.</summary>
internal sealed class RowIdAnswer : Answer
{
    public override JsonText Of(Selected selected, Place place) => new(SqlText.Known($"coalesce(to_json({place.Here.Data}->>'id')::text, '\"\"')"), false);
}
