using System.Text.Json;
using FormsHub.Core.Access;

namespace FormsHub.Querying.Gate;

/// <summary>A decision with what led to it.</summary>
/// <param name="Because">What must hold whichever grant allows it.</param>
/// <param name="Grants">Each grant that the caller holds on the form; one that allows it is enough.</param>
public sealed record Explanation(AccessDecision Decision, IReadOnlyList<Clause> Because, IReadOnlyList<ExplainedGrant> Grants);

/// <summary>A grant, and what of it holds.</summary>
public sealed record ExplainedGrant(HeldGrant Held, bool Allowed, IReadOnlyList<Clause> Because);

/// <summary>Something that must hold, with the values that are compared.</summary>
/// <param name="Kind">"action", "rows", "field", "record", "restriction", "secondPerson", "sources", "token" or "user".</param>
/// <param name="Text">What is compared and how: "customer.region eq".</param>
/// <param name="Left">The record's value, as far as the one who asks sees it.</param>
/// <param name="Right">What it is compared with, worked out for the person in question.</param>
/// <param name="Holds">Null where it depends on the record, and none was named.</param>
public sealed record Clause(string Kind, string Text, JsonElement? Left, JsonElement? Right, bool? Holds)
{
    /// <summary>The relative value that <see cref="Right"/> stands for: "$me".</summary>
    public string? Given { get; init; }

    /// <summary>Whether there is a value that is not shown to the one who asks.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>The clauses that "and", "or" and "not" are made of.</summary>
    public IReadOnlyList<Clause> Parts { get; init; } = [];
}
