using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using FormsHub.Server.People;

namespace FormsHub.Server.Templates;

/// <summary>Installs the emergency contacts with sample data, once, where the settings ask for a demonstration.</summary>
public static class Demo
{
    private const string Template = "emergency-contacts";

    public static async Task InstallAsync(IServiceProvider services, CancellationToken ct)
    {
        if (!services.GetRequiredService<Settings>().Demo) return;
        var directory = await services.GetRequiredService<PeopleDirectory>().CurrentAsync(ct);
        var administrator = directory.Users.Values.Where(user => !user.Disabled && user.Roles.Contains(Caller.AdministratorRole)).MinBy(user => user.Id);
        if (administrator is null || directory.Caller(administrator.Id) is not { } caller) return;

        var installed = await services.GetRequiredService<TemplateInstaller>().InstallAsync(Template, sampleData: true, caller, ct);
        if (installed is { Failed: true, Problem.Code: not "already_installed" }) throw new InvalidOperationException(installed.Problem.Message.ToString());
    }
}
