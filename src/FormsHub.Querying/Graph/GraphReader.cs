using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.Querying.Graph.Mutations;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Graph;

/// <summary>Answers GraphQL queries over the forms, each by one SQL statement whose JSON is passed on as PostgreSQL builds it.</summary>
public sealed class GraphReader(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <summary>The schema of the forms that the caller may read.</summary>
    public FormsSchema SchemaFor(Caller caller) => FormsSchema.For(new Asker(caller, catalog, directory, clock));

    /// <summary>The schema that the caller would have if these were the published forms.</summary>
    public FormsSchema SchemaFor(Caller caller, IFormCatalog forms) => FormsSchema.For(new Asker(caller, forms, directory, clock));

    /// <summary>
    /// The answer to a query that the caller's schema has validated. What is wrong with arguments, a filter or a cursor is said before
    /// anything is executed.
    /// </summary>
    /// <param name="reads">Where it is said what is read, complete with the answer; null: nobody wants to know.</param>
    public async Task<ExecutionResult> QueryAsync(Caller caller, FormsSchema schema, ExecutableOperation operation, Language language, GraphReads? reads, CancellationToken ct)
    {
        var statement = new GraphStatement(new Asker(caller, schema.Catalog, directory, clock), operation, language, reads);
        try
        {
            var (ofSchema, ofForms) = (statement.Roots.Where(IsOfSchema).ToList(), statement.Roots.Where(root => !IsOfSchema(root)).ToList());
            var members = ofForms.ConvertAll(root => (root.Key, root.Answer(operation.Root, new Place(statement, null))));
            if (statement.Errors.Count > 0) return ExecutionResult.Refused([.. statement.Errors.Select(each => Error(each.Field, each.Error, language))]);
            if (ofSchema.Count is 0) return new ExecutionResult { Data = (await AnswerAsync(statement, [JsonText.Object(members)], ct))[0] };

            var answers = members.Count is 0 ? [] : await AnswerAsync(statement, [.. members.Select(member => member.Item2)], ct);
            return await Executor.ExecuteAsync(operation, null, members.Select((member, i) => (member.Key, Answer: answers[i])).ToDictionary(each => each.Key, each => each.Answer), ct);
        }
        catch (GraphQLException exception)
        {
            return ExecutionResult.Refused([exception.Error]);
        }
    }

    /// <summary>What a mutation that the caller's schema has validated is to write, and how it is answered then. Throws <see cref="GraphQLException"/>.</summary>
    /// <param name="made">The ids that were given to records when the same mutation was carried out before; empty: it is new.</param>
    public GraphMutation Mutation(Caller caller, FormsSchema schema, ExecutableOperation operation, Language language, GraphReads? reads, IEnumerable<Guid> made) =>
        new(source, new GraphStatement(new Asker(caller, schema.Catalog, directory, clock), operation, language, reads), made);

    /// <summary>How the executor gets what the statement has answered, where it answers the schema's own fields beside.</summary>
    internal static ValueTask<object?> Answered(ResolveContext context) => new(((Dictionary<string, RawJson>)context.State!)[context.Selection.ResponseKey]);

    private static bool IsOfSchema(Selected root) => root.Name is "__schema" or "__type";

    /// <summary>One statement, a column for each part.</summary>
    private async Task<List<RawJson>> AnswerAsync(GraphStatement statement, IReadOnlyList<JsonText> parts, CancellationToken ct)
    {
        var answers = new List<RawJson>(parts.Count);
        await statement.RunAsync(
            source,
            SqlText.Of($"select {SqlText.Join(", ", parts.Select(part => part.OrNull))}"),
            async row =>
            {
                for (var i = 0; i < parts.Count; i++) answers.Add(await statement.AnswerAsync(row, i, ct));
            },
            ct);
        return answers;
    }

    internal static GraphQLError Error(Selected field, FieldError error, Language language) => GraphQLError.At(error.Message.In(language), field.Node) with
    {
        Path = [.. field.Path],
        Extensions = new Dictionary<string, object?> { ["code"] = error.Code, ["field"] = error.Path },
    };
}
