using FormsHub.Server.Records;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>Which GraphQL operations that programs have asked within the last 90 days a change would break. It stops nobody.</summary>
/// <param name="Items">Those that would be refused first, at most 200.</param>
/// <param name="Breaking">How many would be refused.</param>
/// <param name="Deprecated">How many more would use what is then deprecated.</param>
/// <param name="IsCut">Whether there is more than was looked at: the 5,000 asked last, for 5 seconds.</param>
public sealed record ContractReport(IReadOnlyList<ContractReport.Operation> Items, int Breaking, int Deprecated, bool IsCut)
{
    /// <param name="Name">As the program calls it; null: it has no name.</param>
    /// <param name="Kind">"query", "mutation" or "subscription".</param>
    /// <param name="Token">By which it is asked.</param>
    /// <param name="Person">Whose token that is.</param>
    /// <param name="Errors">What it would be answered, beside what it is answered today.</param>
    /// <param name="Deprecated">What it uses that the change deprecates.</param>
    /// <param name="Findings">The same by what of the schema it is about.</param>
    public sealed record Operation(
        string? Name, string Kind, RecordShapes.Link Token, RecordShapes.Link Person, DateTimeOffset LastUsedAt, long Uses, IReadOnlyList<string> Errors, IReadOnlyList<string> Deprecated,
        IReadOnlyList<ContractFinding> Findings);
}
