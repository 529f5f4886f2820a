namespace FormsHub.Storage.Embedded;

/// <summary>The embedded PostgreSQL cannot run; the message tells the person at the console why and what to do.</summary>
public sealed class EmbeddedPostgresException(string message) : Exception(message);
