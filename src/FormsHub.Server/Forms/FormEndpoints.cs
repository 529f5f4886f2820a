using FormsHub.Core.Expressions;
using FormsHub.Formulas;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>Forms: what designers work on, and what publishing makes of it.</summary>
public static class FormEndpoints
{
    public static void AddForms(this IServiceCollection services)
    {
        services.AddSingleton<IExpressionLanguage, FormulaLanguage>();
        services.AddSingleton<FormStore>();
        services.AddSingleton<FormPublisher>();
        services.AddSingleton<AppStore>();
        services.AddSingleton<ViewStore>();
        services.AddSingleton<IndexBuilder>();
        services.AddSingleton<RecordUpkeep>();
        services.AddSingleton<Upkeep>();
        services.AddHostedService<UpkeepLoop>();
    }

    public static void MapForms(this IEndpointRouteBuilder routes)
    {
        ListForms.Map(routes);
        CreateForm.Map(routes);
        ReadForm.Map(routes);
        DeleteForm.Map(routes);
        DraftOfForm.Map(routes);
        PublishForm.Map(routes);
        VersionsOfForm.Map(routes);
        IndexesOfForm.Map(routes);
        ViewsOfForm.Map(routes);
        AccessOfForm.Map(routes);
        AppEndpoints.Map(routes);
        CheckExpression.Map(routes);
    }
}
