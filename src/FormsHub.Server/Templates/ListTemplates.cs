using FormsHub.Core.Forms;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Templates;

/// <summary>GET /api/v1/templates lists what can be installed.</summary>
public static class ListTemplates
{
    public sealed record Template(
        string Key, Localized Title, Localized? Description, string? Icon, string App, IReadOnlyList<Form> Forms, int Samples, bool Installed);

    public sealed record Form(string Key, Localized? Title);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/templates", HandleAsync).WithTags("Applications").WithSummary("List templates");

    internal static async Task<Ok<Page<Template>>> HandleAsync(TemplateFolder templates, AppStore store, UnfinishedInstallations unfinished, CancellationToken ct)
    {
        var apps = (await store.ListAsync(ct)).Select(app => app.Key).ToHashSet();
        var begun = await unfinished.ListAsync(ct);
        List<Template> found = [];
        foreach (var key in templates.Keys)
        {
            var app = await templates.ReadAppAsync(key, ct);
            List<Form> forms = [];
            var samples = 0;
            foreach (var form in app.Forms)
            {
                var definition = await templates.ReadFormAsync(key, form, ct);
                forms.Add(new Form(form, definition.Failed ? null : definition.Value.Title));
                samples += (await templates.ReadSamplesAsync(key, form, ct)).Count;
            }
            found.Add(new Template(key, app.Title, app.Description, app.Icon, app.Key, forms, samples, apps.Contains(app.Key) && !begun.Contains(key)));
        }
        return TypedResults.Ok(Page<Template>.Whole(found));
    }
}
