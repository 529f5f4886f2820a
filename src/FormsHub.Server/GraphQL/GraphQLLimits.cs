namespace FormsHub.Server.GraphQL;

/// <summary>How much one operation may ask for. docs/reference/graphql.md lists the limits, docs/operations.md the environment variables.</summary>
public sealed record GraphQLLimits
{
    public static GraphQLLimits Usual { get; } = new();

    /// <summary>FORMSHUB_GRAPHQL_DOCUMENT: the largest document, in bytes of UTF-8.</summary>
    public int Document { get; init; } = 100 * 1024;

    /// <summary>FORMSHUB_GRAPHQL_DEPTH: how deep fields may nest.</summary>
    public int Depth { get; init; } = 20;

    /// <summary>FORMSHUB_GRAPHQL_FIELDS: how many fields, fragments put where they are spread.</summary>
    public int Fields { get; init; } = 2_000;

    /// <summary>FORMSHUB_GRAPHQL_ALIASES: how many of them may have another name.</summary>
    public int Aliases { get; init; } = 200;

    /// <summary>FORMSHUB_GRAPHQL_ROOT_FIELDS: how many fields of the root type.</summary>
    public int RootFields { get; init; } = 50;

    /// <summary>FORMSHUB_GRAPHQL_COST: how many objects an answer may hold by the sizes of its pages.</summary>
    public int Cost { get; init; } = 100_000;
}
