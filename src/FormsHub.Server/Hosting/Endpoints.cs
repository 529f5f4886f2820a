namespace FormsHub.Server.Hosting;

/// <summary>Every endpoint of the server. A new one is a file and a line here.</summary>
public static class Endpoints
{
    public static void MapAll(IEndpointRouteBuilder routes)
    {
        Health.Live.Map(routes);
    }
}
