using FormsHub.Core.Access;
using FormsHub.Querying.Aggregates;
using FormsHub.Querying.Gate;
using FormsHub.Querying.History;
using FormsHub.Querying.Records;
using FormsHub.Querying.Searching;
using FormsHub.Server.Jobs;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>Records: the write path, the read path, and what follows writes.</summary>
public static class RecordServices
{
    public static void AddRecords(this IServiceCollection services)
    {
        services.AddSingleton<RecordSights>();
        services.AddSingleton<IRecordGate>(services => services.GetRequiredService<RecordSights>());
        services.AddSingleton<SecondPerson>();
        services.AddSingleton<ChangeLog>();
        services.AddSingleton<RecordStore>();
        services.AddSingleton<RecordReverts>();
        services.AddSingleton<ChangeSetUndo>();
        services.AddSingleton<RecordPurge>();
        services.AddSingleton<RecordRecompute>();
        services.AddSingleton<RecordReader>();
        services.AddSingleton<RecordCounts>();
        services.AddSingleton<RevisionReader>();
        services.AddSingleton<StoredValues>();
        services.AddSingleton<BackReferenceReader>();
        services.AddSingleton<BinReader>();
        services.AddSingleton<RecordFiles>();
        services.AddSingleton<RevealedValue>();
        services.AddSingleton<AggregateReader>();
        services.AddSingleton<SearchReader>();
        services.AddSingleton<FormsHub.Querying.Graph.GraphReader>();
        services.AddSingleton<GraphQL.Mutations.GraphWriter>();
        services.AddSingleton<RecordAnswers>();
        services.AddHostedService<RecomputeFormulas>();
        services.AddHostedService<ForgetOldAnswers>();
    }

    public static void MapRecords(this IEndpointRouteBuilder routes)
    {
        CreateRecord.Map(routes);
        GetRecord.Map(routes);
        UpdateRecord.Map(routes);
        DeleteRecord.Map(routes);
        RestoreRecord.Map(routes);
        RevertRecord.Map(routes);
        RevealValue.Map(routes);
        QueryRecords.Map(routes);
        AggregateRecords.Map(routes);
        SearchRecords.Map(routes);
        BatchRecords.Map(routes);
        ListRecycleBin.Map(routes);
        RestoreFromRecycleBin.Map(routes);
        PurgeFromRecycleBin.Map(routes);
        ListChangeSets.Map(routes);
        UndoChangeSet.Map(routes);
        RevisionsOfChangeSet.Map(routes);
        RevisionsOfRecord.Map(routes);
        ReferencesToRecord.Map(routes);
    }
}
