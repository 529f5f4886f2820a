using System.Collections.Concurrent;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests;

/// <summary>The schemas that tests share: those of the conformance console's generated documents.</summary>
internal static class ASchema
{
    private static readonly ConcurrentDictionary<string, Schema> Known = new();

    public static Schema Pets => Named("pets");

    public static Schema Named(string name) => Known.GetOrAdd(name, static name => SchemaText.Build(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", $"{name}.graphql"))));
}
