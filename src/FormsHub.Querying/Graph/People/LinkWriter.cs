using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.GraphQL.Types;

namespace FormsHub.Querying.Graph.People;

/// <summary>
/// Writes a person or a department as it is asked for, from the directory in memory; of a record, the id alone. What is wrong with
/// arguments below it is said when it is made, before anything is executed.
/// </summary>
internal sealed class LinkWriter
{
    private readonly LinkKind _kind;
    private readonly ObjectType _type;
    private readonly GraphStatement _statement;
    private readonly List<(Selected Field, LinkWriter? One, PeoplePage? Page)> _members;

    public LinkWriter(LinkKind kind, Selected selected, ObjectType? type = null)
    {
        (_kind, _type, _statement) = (kind, type ?? (ObjectType)selected.Type, selected.Statement);
        _members = [.. selected.FieldsOf(_type).Select(each => (each, OneOf(each), PageOf(each)))];
    }

    public void Write(Guid? id, Utf8JsonWriter json)
    {
        if (id is not { } known)
        {
            json.WriteNullValue();
            return;
        }
        var (directory, listing) = (_statement.Asker.Directory, _statement.Asker.Listing);
        var (user, department) = (_kind is LinkKind.User ? listing.User(known) : null, _kind is LinkKind.Department ? listing.Department(known) : null);
        json.WriteStartObject();
        foreach (var (field, one, page) in _members)
        {
            json.WritePropertyName(field.Key);
            switch (field.Name)
            {
                case "__typename": json.WriteStringValue(_type.Name); break;
                case "id": json.WriteStringValue(known); break;
                case "displayName": json.WriteStringValue(user?.DisplayName ?? directory.Title(_kind, known)); break;
                case "userName": json.WriteStringValue(user?.UserName); break;
                case "department": one!.Write(user?.Department, json); break;
                case "title": json.WriteStringValue(department?.Title.In(_statement.Language, department.Key) ?? directory.Title(_kind, known)); break;
                case "key": json.WriteStringValue(department?.Key); break;
                case "parent": one!.Write(department?.Parent, json); break;
                case "head": one!.Write(department?.Head, json); break;
                case "children": page!.Write(PeoplePage.Of(listing.ChildrenOf(known)), json); break;
                case "users": page!.Write(PeoplePage.Of(listing.UsersOf(known)), json); break;
                default: throw new InvalidOperationException(field.Name);
            }
        }
        json.WriteEndObject();
    }

    private static LinkWriter? OneOf(Selected field) => field.Name switch
    {
        "department" or "parent" => new LinkWriter(LinkKind.Department, field),
        "head" => new LinkWriter(LinkKind.User, field),
        _ => null,
    };

    private static PeoplePage? PageOf(Selected field) => field.Name switch
    {
        "children" => new PeoplePage(LinkKind.Department, field),
        "users" => new PeoplePage(LinkKind.User, field),
        _ => null,
    };
}
