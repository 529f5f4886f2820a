namespace FormsHub.Storage.Records;

/// <summary>By which way a change came.</summary>
public enum Via
{
    Ui,
    Api,
    GraphQL,
    Import,
    Workflow,
    Job,
    Restore,
}
