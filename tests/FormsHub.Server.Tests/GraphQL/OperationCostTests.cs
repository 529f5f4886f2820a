using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.Server.GraphQL;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>What operations cost, by a schema with forms and fields that are called like parts of pages.</summary>
public sealed class OperationCostTests
{
    private static readonly Schema Schema = SchemaText.Build("""
        type Query { node: String cursor: String things(first: Int, last: Int): ThingConnection! }
        type ThingConnection { nodes: [Thing!]! edges: [ThingEdge!]! pageInfo: PageInfo! totalCount: Int! }
        type ThingEdge { cursor: String! node: Thing! }
        type PageInfo { hasNextPage: Boolean! }
        type Thing { id: ID! cursor: String node: Thing pageInfo: String edges: String things(first: Int, last: Int): ThingConnection! }
        """);

    [Theory]
    [InlineData("{ things(first: 7) { pageInfo { hasNextPage } totalCount } }", 7)]
    [InlineData("{ things { nodes { id } } }", 50)]
    [InlineData("{ things(last: 3) { edges { cursor node { id } } } }", 3)]
    [InlineData("{ things(first: 10) { nodes { things(first: 20) { nodes { id } } } } }", 210)]
    [InlineData("{ things(first: 10) { edges { node { node { things(first: 20) { edges { node { id } } } } } } } }", 220)]
    [InlineData("{ things(first: 10) { ...Page } } fragment Page on ThingConnection { nodes { ... on Thing { things(first: 2) { totalCount } } } }", 30)]
    [InlineData("{ __schema { types { name } } }", 0)]
    public void Each_page_counts_its_size_times_those_around_it(string document, long cost)
    {
        var (operation, errors) = ExecutableOperation.Prepare(Schema, Parser.Parse(document));
        Assert.Empty(errors);

        Assert.Equal(cost, OperationCost.Of(operation!));
    }
}
