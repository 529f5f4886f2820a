using FormsHub.Server.Forms;
using FormsHub.Server.People;
using FormsHub.Server.People.Departments;
using FormsHub.Server.People.Roles;
using FormsHub.Server.People.Sessions;
using FormsHub.Server.People.Tokens;
using FormsHub.Server.People.Users;
using FormsHub.Server.Records;

namespace FormsHub.Server.Hosting;

/// <summary>Every endpoint of the server. A new one is a file and a line here.</summary>
public static class Endpoints
{
    public static void MapAll(IEndpointRouteBuilder routes)
    {
        Health.Live.Map(routes);
        Health.Ready.Map(routes);

        Login.Map(routes);
        Logout.Map(routes);
        Me.Map(routes);
        ChangePassword.Map(routes);
        SetLanguage.Map(routes);
        CreateToken.Map(routes);
        ListTokens.Map(routes);
        DeleteToken.Map(routes);

        ListUsers.Map(routes);
        ReadUser.Map(routes);
        CreateUser.Map(routes);
        UpdateUser.Map(routes);
        SearchDirectory.Map(routes);
        ListDepartments.Map(routes);
        CreateDepartment.Map(routes);
        UpdateDepartment.Map(routes);
        DeleteDepartment.Map(routes);
        ListRoles.Map(routes);
        ReadRole.Map(routes);
        CreateRole.Map(routes);
        ReplaceRole.Map(routes);
        DeleteRole.Map(routes);

        routes.MapForms();
        routes.MapRecords();
    }
}
