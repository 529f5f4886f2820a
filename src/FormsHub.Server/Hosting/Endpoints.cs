using FormsHub.Server.Access;
using FormsHub.Server.Audit;
using FormsHub.Server.Files;
using FormsHub.Server.Forms;
using FormsHub.Server.GraphQL;
using FormsHub.Server.GraphQL.Saved;
using FormsHub.Server.Hosting.Health;
using FormsHub.Server.Hosting.OpenApi;
using FormsHub.Server.Hosting.Telemetry;
using FormsHub.Server.Notices;
using FormsHub.Server.People;
using FormsHub.Server.PersonalData;
using FormsHub.Server.Records;
using FormsHub.Server.Requests;
using FormsHub.Server.Sharing;
using FormsHub.Server.Templates;

namespace FormsHub.Server.Hosting;

/// <summary>Every endpoint of the server, by feature. A new one is a file and a line in its feature's list.</summary>
public static class Endpoints
{
    public static void MapAll(IEndpointRouteBuilder routes)
    {
        Live.Map(routes);
        Ready.Map(routes);
        Metrics.Map(routes);
        routes.MapApiDescription();
        routes.MapPeople();
        routes.MapAccess();
        routes.MapSharing();
        routes.MapForms();
        routes.MapRecords();
        routes.MapFiles();
        routes.MapNotices();
        routes.MapTemplates();
        routes.MapAudit();
        routes.MapRequests();
        routes.MapPersonalData();
        routes.MapGraphQL();
        routes.MapSavedOperations();
    }
}
