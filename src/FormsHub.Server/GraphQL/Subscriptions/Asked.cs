using System.Runtime.CompilerServices;
using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.GraphQL.Language;
using FormsHub.Querying.Graph;

namespace FormsHub.Server.GraphQL.Subscriptions;

/// <summary>Who asks what: callers, schemas and documents are shared by those that have the same, and compared as objects.</summary>
/// <param name="Variables">As JSON.</param>
internal sealed record Asked(Caller Caller, FormsSchema Schema, DocumentNode Document, string? Operation, string Variables, Language Language)
{
    public bool Equals(Asked? other) => other is not null && ReferenceEquals(Caller, other.Caller) && ReferenceEquals(Schema, other.Schema)
        && ReferenceEquals(Document, other.Document) && Operation == other.Operation && Variables == other.Variables && Language == other.Language;

    public override int GetHashCode() => HashCode.Combine(RuntimeHelpers.GetHashCode(Caller), RuntimeHelpers.GetHashCode(Document), Operation, Variables);
}
