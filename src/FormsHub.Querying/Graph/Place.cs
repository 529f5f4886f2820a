using FormsHub.Querying.Planning;

namespace FormsHub.Querying.Graph;

/// <summary>Where in a statement a field is answered.</summary>
/// <param name="Scope">The record, or the row of a sub-table, that the field is of; null at the root.</param>
internal sealed record Place(GraphStatement Statement, Scope? Scope)
{
    /// <summary>Where the reading of the record is noted; null where it is not.</summary>
    public GraphRead? Read { get; init; }

    public Scope Here => Scope ?? throw new InvalidOperationException("The root of a query is no record.");

    /// <summary>The column that says which row scopes the record meets; there only where what is seen differs from record to record.</summary>
    public string Met => Here.Record.Alias + ".met";
}
