using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph;
using FormsHub.Server.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.GraphQL;

/// <summary>GET /graphql/schema.graphql: the schema as the caller has it, in the schema definition language.</summary>
public static class DownloadSchema
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(ErrorsOfGraphQL.Path + "/schema.graphql", Handle).WithTags("GraphQL").WithSummary("The GraphQL schema as SDL");

    private static ContentHttpResult Handle(HttpContext context, GraphReader reader)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(SchemaText.Print(reader.SchemaFor(context.Caller()).Schema), "text/plain; charset=utf-8");
    }
}
