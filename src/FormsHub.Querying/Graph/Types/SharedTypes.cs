using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Holes;
using Specified = FormsHub.GraphQL.Types.SpecifiedScalars;

namespace FormsHub.Querying.Graph.Types;

/// <summary>The types that are the same for all forms.</summary>
internal sealed class SharedTypes
{
    private static readonly string[] Comparisons = ["eq", "ne", "lt", "lte", "gt", "gte"];

    public SharedTypes()
    {
        Node = new InterfaceType("Node", () => [new Field("id", NonNull(Specified.ID))]) { Description = "What has an id of its own." };
        PageInfo = new ObjectType("PageInfo", () =>
        [
            new Field("hasNextPage", NonNull(Specified.Boolean)), new Field("hasPreviousPage", NonNull(Specified.Boolean)), new Field("startCursor", Specified.String), new Field("endCursor", Specified.String),
        ])
        { Description = "Where a page stands in its list. See https://relay.dev/graphql/connections.htm" };
        User = new ObjectType(
            "User",
            () => [new Field("id", NonNull(Specified.ID)), new Field("userName", Specified.String), new Field("displayName", Specified.String), new Field("department", Department!)],
            () => [Node])
        { Description = "A person who uses the application, or a shared link as who came by it. Of an account that is closed there is the displayName alone." };
        Department = new ObjectType(
            "Department",
            () =>
            [
                new Field("id", NonNull(Specified.ID)), new Field("key", Specified.String), new Field("title", Specified.String) { Description = "In the language of who asks." },
                new Field("parent", Department!), new Field("head", User),
                new Field("children", NonNull(Departments!)) { Arguments = PageArguments, Description = "The departments right below it." },
                new Field("users", NonNull(Users!)) { Arguments = PageArguments, Description = "Those whose own department it is." },
            ],
            () => [Node])
        { Description = "A department." };
        (UserEdge, DepartmentEdge) = (Edge("UserEdge", User), Edge("DepartmentEdge", Department));
        (Users, Departments) = (ConnectionOf("UserConnection", UserEdge, User), ConnectionOf("DepartmentConnection", DepartmentEdge, Department));
        RecordReference = new ObjectType("RecordReference", () => [new Field("id", NonNull(Specified.ID))]) { Description = "A record of a form that you may not read." };
        File = new ObjectType("File", () =>
        [
            Part("id", NonNull(Specified.ID)), Part("name", Specified.String), Part("size", Scalars.Decimal, "In bytes."), Part("mime", Specified.String), Part("sha256", Specified.String),
            new Field("url", Specified.String)
            {
                Description = "Where the file is fetched, with the rights of who asks.",
                Tag = new PartOfShape("url", file => file.TryGetProperty("id"u8, out var id) ? $"/api/v1/files/{id.GetString()}" : null),
            },
        ])
        { Description = "An uploaded file." };
        OrderDirection = new EnumType("OrderDirection", [new EnumValue("ASC"), new EnumValue("DESC")]) { Description = "Which way a list is sorted; empty values come last either way." };
        Change = new ObjectType("FieldChange", () =>
        [
            new Field("field", NonNull(Specified.String)), new Field("before", Scalars.Json), new Field("after", Scalars.Json),
        ])
        { Description = "What a revision changed in one field; values are as REST shows them." };
        Revision = new ObjectType("Revision", () =>
        [
            new Field("rev", NonNull(Specified.Int)),
            new Field("at", NonNull(Scalars.DateTime)),
            new Field("by", User),
            new Field("op", NonNull(Specified.String)) { Description = "create, update, delete, restore, revert or purge." },
            new Field("via", Specified.String) { Description = "ui, api, graphql, import, workflow, job or restore." },
            new Field("version", NonNull(Specified.Int)) { Description = "The version of the form that the record was checked by." },
            new Field("changeSet", NonNull(Scalars.Uuid)),
            new Field("changes", ListOf(Change)),
        ])
        { Description = "A step in the history of a record." };
        ChangeSet = new ObjectType("ChangeSet", () =>
        [
            new Field("id", NonNull(Scalars.Uuid)),
            new Field("at", NonNull(Scalars.DateTime)),
            new Field("actor", User),
            new Field("via", NonNull(Specified.String)) { Description = "ui, api, graphql, import, workflow, job or restore." },
            new Field("summary", NonNull(Specified.String)) { Description = "What was done, in the language of who asks." },
            new Field("forms", ListOf(Specified.String)) { Description = "The keys of the forms whose records it touched." },
            new Field("records", NonNull(Specified.Int)) { Description = "How many records it touched." },
            new Field("undoes", Scalars.Uuid),
            new Field("undoneBy", Scalars.Uuid),
        ])
        { Description = "What was written together, and is undone together." };
        SearchResult = new ObjectType("SearchResult", () =>
        [
            new Field("form", NonNull(Specified.String)) { Description = "The form's key." },
            new Field("id", NonNull(Specified.ID)),
            new Field("title", NonNull(Specified.String)),
            new Field("updatedAt", NonNull(Scalars.DateTime)),
            new Field("text", Specified.String) { Description = "What was found, with what stands around it." },
            new Field("record", Node),
        ])
        { Description = "A record that was found by its words." };
        ChangeOperation = new EnumType("ChangeOperation", [new EnumValue("INSERT"), new EnumValue("UPDATE"), new EnumValue("DELETE"), new EnumValue("RESTORE")])
        {
            Description = "What became of a record: it was created, changed (or put back to an earlier revision), moved to the recycle bin, or taken out of it.",
        };
        MeasureCondition = new InputObjectType("MeasureCondition", () => [.. Comparisons.Select(name => new InputValue(name, Scalars.Decimal))]);
    }

    public ObjectType Change { get; }
    public ObjectType Revision { get; }
    public EnumType ChangeOperation { get; }
    public InputObjectType MeasureCondition { get; }
    public ObjectType ChangeSet { get; }
    public ObjectType SearchResult { get; }
    public InterfaceType Node { get; }
    public ObjectType PageInfo { get; }
    public ObjectType User { get; }
    public ObjectType Department { get; }
    public ObjectType UserEdge { get; }
    public ObjectType DepartmentEdge { get; }

    /// <summary>Pages of people.</summary>
    public ObjectType Users { get; }

    /// <summary>Pages of departments.</summary>
    public ObjectType Departments { get; }
    public ObjectType RecordReference { get; }
    public ObjectType File { get; }
    public EnumType OrderDirection { get; }

    public IReadOnlyList<NamedType> All => [Node, PageInfo, User, UserEdge, Users, Department, DepartmentEdge, Departments, RecordReference, File, OrderDirection, Change, Revision, ChangeOperation, MeasureCondition, ChangeSet, SearchResult, .. Scalars.All];

    public static NonNullType NonNull(GraphQLType type) => new(type);

    public static NonNullType ListOf(GraphQLType type) => new(new ListType(new NonNullType(type)));

    /// <summary>Which part of a list is asked for.</summary>
    public static IReadOnlyList<InputValue> PageArguments =>
    [
        new InputValue("first", Specified.Int) { Description = "How many from the beginning, 1,000 at most; 50 if nothing is said." },
        new InputValue("after", Specified.String),
        new InputValue("last", Specified.Int) { Description = "How many from the end, 1,000 at most." },
        new InputValue("before", Specified.String),
    ];

    public static ObjectType Edge(string name, ObjectType node) => new(name, () => [new Field("cursor", NonNull(Specified.String)), new Field("node", NonNull(node))]);

    public ObjectType ConnectionOf(string name, ObjectType edge, ObjectType node) => new(name, () =>
    [
        new Field("nodes", ListOf(node)),
        new Field("edges", ListOf(edge)),
        new Field("pageInfo", NonNull(PageInfo)),
        new Field("totalCount", NonNull(Specified.Int)) { Description = "How many the whole list has." },
    ])
    { Description = "A page of a list." };

    private static Field Part(string name, GraphQLType type, string? description = null) => new(name, type) { Tag = new PartOfShape(name), Description = description };
}
