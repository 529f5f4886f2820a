using FormsHub.Core.Forms;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>A record of any form by its id, which no other record has. See https://relay.dev/docs/guides/graphql-server-specification/#object-identification</summary>
internal sealed class NodeAnswer(Func<IReadOnlyList<(Form Form, ObjectType Type)>> forms) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        if (!Guid.TryParse(selected.Argument<string>("id"), out var id) || forms() is not { Count: > 0 } all) return JsonText.Null;
        return new(SqlText.Of($"coalesce({SqlText.Join(", ", all.Select(each => RecordAnswer.Of(each.Form, each.Type, SqlText.Of($"{id}"), selected, place)))})"));
    }
}
