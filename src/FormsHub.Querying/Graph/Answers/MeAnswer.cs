using FormsHub.Core.Fields;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>Who asks.</summary>
internal sealed class MeAnswer : Answer
{
    public override JsonText Of(Selected selected, Place place) =>
        PeopleAnswer.One(LinkKind.User, place.Statement.Asker.Caller.Id, selected, place);
}
