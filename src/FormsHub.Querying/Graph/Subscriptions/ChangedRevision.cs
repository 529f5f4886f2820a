namespace FormsHub.Querying.Graph.Subscriptions;

/// <summary>A revision of a record, and the change set that made it.</summary>
public readonly record struct ChangedRevision(Guid ChangeSet, Guid Record, int Rev);
