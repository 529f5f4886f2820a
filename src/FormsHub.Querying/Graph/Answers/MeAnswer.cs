using FormsHub.Core.Fields;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>Who asks.</summary>
internal sealed class MeAnswer : Answer
{
    public override JsonText Of(Selected selected, Place place) =>
        place.Statement.Fill(new LinkHole(LinkKind.User, false, selected), SqlText.Of($"('\"' || {place.Statement.Asker.Caller.Id}::text || '\"')"));
}
