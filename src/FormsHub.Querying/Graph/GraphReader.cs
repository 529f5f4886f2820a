using System.Buffers;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Types;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Graph;

/// <summary>Answers GraphQL queries over the forms, each by one SQL statement whose JSON is passed on as PostgreSQL builds it.</summary>
public sealed class GraphReader(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <summary>The schema of the forms that the caller may read.</summary>
    public Schema SchemaFor(Caller caller) => new SchemaOfForms(new Asker(caller, catalog, directory, clock).World).Schema;

    /// <summary>Writes the data of a query that has been validated; answers what is wrong with it, and then nothing is written.</summary>
    public async Task<IReadOnlyList<GraphQLError>> QueryAsync(
        Caller caller, Schema schema, DocumentNode document, OperationDefinitionNode operation, IReadOnlyDictionary<string, object?> variables, IBufferWriter<byte> output, CancellationToken ct)
    {
        var statement = new GraphStatement(new Asker(caller, catalog, directory, clock), schema);
        var sql = Plan(statement, schema, document, operation, variables);
        if (statement.Errors.Count > 0) return [.. statement.Errors.Select(each => Error(each.Field, each.Error))];
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(SqlText.Of($"select {sql.Sql}").ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        statement.Write(row.GetFieldValue<byte[]>(0), output);
        return [];
    }

    /// <summary>The statement that answers an operation, for tests and for who wants to see it.</summary>
    internal static JsonText Plan(GraphStatement statement, Schema schema, DocumentNode document, OperationDefinitionNode operation, IReadOnlyDictionary<string, object?> variables)
    {
        var running = new GraphOperation(schema, document, variables);
        var root = new Place(statement, null);
        return JsonText.Object(running.Collect(schema.RootOf(operation.Operation)!, [operation.SelectionSet], statement, null).Select(each => (each.Key, each.Answer(schema.Query!, root))));
    }

    private static GraphQLError Error(Selected field, FieldError error) => GraphQLError.At(error.Message.In(Language.English), field.Node) with
    {
        Path = [.. field.Path],
        Extensions = new Dictionary<string, object?> { ["code"] = error.Code, ["argument"] = error.Path },
    };
}
