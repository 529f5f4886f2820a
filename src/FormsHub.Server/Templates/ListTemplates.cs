using FormsHub.Core.Forms;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FormsHub.Server.Templates;

/// <summary>GET /api/v1/templates lists what can be installed.</summary>
public static class ListTemplates
{
    /// <param name="Problem">Why it cannot be installed; null if it can.</param>
    public sealed record Template(
        string Key, Localized Title, Localized? Description, string? Icon, string App, IReadOnlyList<Form> Forms, int Samples, bool Installed, string? Problem);

    public sealed record Form(string Key, Localized? Title);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/templates", HandleAsync).WithTags("Applications").WithSummary("List templates");

    internal static async Task<Ok<Page<Template>>> HandleAsync(
        HttpContext context, TemplateFolder templates, AppStore store, UnfinishedInstallations unfinished, CancellationToken ct)
    {
        var apps = (await store.ListAsync(ct)).Select(app => app.Key).ToHashSet();
        var begun = await unfinished.ListAsync(ct);
        List<Template> found = [];
        foreach (var key in templates.Keys)
        {
            var read = await templates.ReadAppAsync(key, ct);
            if (read.Failed)
            {
                found.Add(new Template(key, new Localized(key, key), null, null, key, [], 0, false, read.Problem.Message.In(context.Language())));
                continue;
            }
            var app = read.Value;
            var problem = (await templates.ReadRolesAsync(key, ct)).Problem;
            List<Form> forms = [];
            var samples = 0;
            foreach (var form in app.Forms)
            {
                var definition = await templates.ReadFormAsync(key, form, ct);
                var its = await templates.ReadSamplesAsync(key, form, ct);
                problem ??= definition.Problem ?? its.Problem;
                forms.Add(new Form(form, definition.Failed ? null : definition.Value.Title));
                samples += its.Failed ? 0 : its.Value.Length;
            }
            var installed = apps.Contains(app.Key) && !begun.Contains(key);
            found.Add(new Template(key, app.Title, app.Description, app.Icon, app.Key, forms, samples, installed, problem?.Message.In(context.Language())));
        }
        return TypedResults.Ok(Page<Template>.Whole(found));
    }
}
