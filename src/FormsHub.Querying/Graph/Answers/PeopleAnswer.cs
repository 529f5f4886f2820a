using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Graph.People;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>The people, or the departments, that the caller may know of: one by its id, or a list in pages.</summary>
internal sealed class PeopleAnswer(LinkKind kind, bool isOne) : Answer
{
    public override JsonText Of(Selected selected, Place place) => isOne
        ? Guid.TryParse(selected.Argument<string>("id"), CultureInfo.InvariantCulture, out var id) && IsListed(kind, id, place) ? One(kind, id, selected, place) : JsonText.Null
        : Listed(selected, place);

    public static bool IsListed(LinkKind kind, Guid id, Place place) =>
        kind is LinkKind.User ? place.Statement.Asker.Listing.User(id) is not null : place.Statement.Asker.Listing.Department(id) is not null;

    /// <param name="type">As which it is selected, where the field itself is of an interface.</param>
    public static JsonText One(LinkKind kind, Guid id, Selected selected, Place place, ObjectType? type = null) =>
        place.Statement.Fill(new LinkHole(kind, isMany: false, selected, type), SqlText.Of($"('\"' || {id}::text || '\"')"));

    private JsonText Listed(Selected selected, Place place)
    {
        var errors = new List<FieldError>();
        var words = InputWords.Text(selected, "search", errors) ?? "";
        place.Statement.Refuse(selected, errors);
        var (listing, page) = (place.Statement.Asker.Listing, new PeoplePage(kind, selected));
        return place.Statement.Fill(
            new ListHole(json => page.Write(kind is LinkKind.User ? PeoplePage.Of(listing.UsersNamed(words)) : PeoplePage.Of(listing.DepartmentsNamed(words)), json)),
            SqlText.Known("'null'"));
    }

    /// <summary>What needs nothing of the statement.</summary>
    private sealed class ListHole(Action<Utf8JsonWriter> write) : Hole
    {
        public override void Write(JsonElement made, Utf8JsonWriter json) => write(json);
    }
}
