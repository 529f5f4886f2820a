using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>An operation without values: the same however often it is asked.</summary>
/// <param name="Name">Which one of the document's operations is executed; null: it has no name.</param>
internal sealed record OperationText(string Hash, string? Name, string Kind, string Document)
{
    private static readonly ConditionalWeakTable<OperationDefinitionNode, OperationText> Known = [];

    /// <summary>Worked out once for a document that is kept by those that were checked.</summary>
    public static OperationText Of(ExecutableOperation operation)
    {
        if (Known.TryGetValue(operation.Definition, out var known)) return known;
        var (name, document) = (operation.Definition.Name?.Value, Printer.Normalize(operation.Document));
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name + "\n" + document)));
        return Known.GetValue(operation.Definition, _ => new OperationText(hash, name, operation.Definition.Operation.ToString().ToLowerInvariant(), document));
    }
}
