using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;
using FormsHub.Querying.Graph.Answers;

namespace FormsHub.Querying.Graph.People;

/// <summary>A page of people or departments in their order, with the members of every connection.</summary>
internal sealed class PeoplePage
{
    private readonly Selected _selected;
    private readonly bool _isBackward;
    private readonly int _size;
    private readonly PeoplePosition? _after;
    private readonly PeoplePosition? _before;
    private readonly Dictionary<Selected, LinkWriter> _items = [];

    public PeoplePage(LinkKind kind, Selected connection)
    {
        _selected = connection;
        var errors = new List<FieldError>();
        (_isBackward, _size) = Slice.SizeOf(connection, errors);
        (_after, _before) = (PeoplePosition.Of(connection, "after", errors), PeoplePosition.Of(connection, "before", errors));
        connection.Statement.Refuse(connection, errors);
        foreach (var nodes in connection.Fields.SelectMany(each => each.Name switch { "nodes" => [each], "edges" => each.Fields.Where(member => member.Name is "node"), _ => [] }))
            _items.Add(nodes, new LinkWriter(kind, nodes));
    }

    public static IReadOnlyList<PeoplePosition> Of(IEnumerable<ListedUser> users) => [.. users.Select(user => new PeoplePosition(user.DisplayName, user.Id))];

    public static IReadOnlyList<PeoplePosition> Of(IEnumerable<ListedDepartment> departments) => [.. departments.Select(department => new PeoplePosition(department.Key, department.Id))];

    /// <param name="all">The whole list, in its order.</param>
    public void Write(IReadOnlyList<PeoplePosition> all, Utf8JsonWriter json)
    {
        var within = all.Where(each => _after?.IsBefore(each) is not false && (_before is null || each.IsBefore(_before))).ToList();
        var page = (_isBackward ? within.TakeLast(_size) : within.Take(_size)).ToList();
        var hasMore = page.Count < within.Count;
        json.WriteStartObject();
        foreach (var member in _selected.Fields)
        {
            json.WritePropertyName(member.Key);
            switch (member.Name)
            {
                case "__typename": json.WriteStringValue(_selected.Type.Name); break;
                case "totalCount": json.WriteNumberValue(all.Count); break;
                case "nodes": WriteList(page, each => _items[member].Write(each.Id, json), json); break;
                case "edges": WriteList(page, each => WriteEdge(each, member, json), json); break;
                case "pageInfo": WritePageInfo(page, hasMore, member, json); break;
                default: throw new InvalidOperationException(member.Name);
            }
        }
        json.WriteEndObject();
    }

    private static void WriteList(List<PeoplePosition> page, Action<PeoplePosition> write, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        page.ForEach(write);
        json.WriteEndArray();
    }

    private void WriteEdge(PeoplePosition position, Selected edge, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var asked in edge.Fields)
        {
            json.WritePropertyName(asked.Key);
            if (asked.Name is "node") _items[asked].Write(position.Id, json);
            else json.WriteStringValue(asked.Name is "cursor" ? position.Cursor : edge.Type.Name);
        }
        json.WriteEndObject();
    }

    private void WritePageInfo(List<PeoplePosition> page, bool hasMore, Selected info, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var asked in info.Fields)
        {
            json.WritePropertyName(asked.Key);
            switch (asked.Name)
            {
                case "__typename": json.WriteStringValue(info.Type.Name); break;
                case "hasNextPage": json.WriteBooleanValue(_isBackward ? _before is not null : hasMore); break;
                case "hasPreviousPage": json.WriteBooleanValue(_isBackward ? hasMore : _after is not null); break;
                case "startCursor": json.WriteStringValue(page.FirstOrDefault()?.Cursor); break;
                case "endCursor": json.WriteStringValue(page.LastOrDefault()?.Cursor); break;
                default: throw new InvalidOperationException(asked.Name);
            }
        }
        json.WriteEndObject();
    }
}
