using FormsHub.Querying.History;
using FormsHub.Storage.Records;

namespace FormsHub.Server.PersonalData;

/// <summary>Personal data: what people may ask for theirs, how long forms keep them, and what was consented to.</summary>
public static class PersonalDataEndpoints
{
    public static void AddPersonalData(this IServiceCollection services)
    {
        services.AddSingleton<Retention>();
        services.AddSingleton<SubjectErasure>();
        services.AddSingleton<SubjectCertificates>();
        services.AddSingleton<ConsentReader>();
        services.AddSingleton<SubjectRecords>();
        services.AddHostedService<EndRetention>();
    }

    public static void MapPersonalData(this IEndpointRouteBuilder routes)
    {
        FindSubject.Map(routes);
        ExportSubject.Map(routes);
        EraseSubject.Map(routes);
        ListCertificates.Map(routes);
        RetentionOfForms.Map(routes);
        ConsentsOfRecord.Map(routes);
    }
}
