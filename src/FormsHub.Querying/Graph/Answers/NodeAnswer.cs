using System.Globalization;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Types;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>
/// A record of any form, a person or a department by its id, which nothing else has. See
/// https://relay.dev/docs/guides/graphql-server-specification/#object-identification
/// </summary>
internal sealed class NodeAnswer(SharedTypes shared, Func<IReadOnlyList<(Form Form, ObjectType Type)>> forms) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        if (!Guid.TryParse(selected.Argument<string>("id"), CultureInfo.InvariantCulture, out var id)) return JsonText.Null;
        if (PeopleAnswer.IsListed(LinkKind.User, id, place)) return PeopleAnswer.One(LinkKind.User, id, selected, place, shared.User);
        if (PeopleAnswer.IsListed(LinkKind.Department, id, place)) return PeopleAnswer.One(LinkKind.Department, id, selected, place, shared.Department);
        return forms() is { Count: > 0 } all
            ? new(SqlText.Of($"coalesce({SqlText.Join(", ", all.Select(each => RecordAnswer.Of(each.Form, each.Type, SqlText.Of($"{id}"), selected, place)))})"))
            : JsonText.Null;
    }
}
