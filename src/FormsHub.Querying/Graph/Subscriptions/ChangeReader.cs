using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using Npgsql;

namespace FormsHub.Querying.Graph.Subscriptions;

/// <summary>Answers subscriptions to the changes of records: for as many revisions as are known at once, one statement.</summary>
public sealed class ChangeReader(NpgsqlDataSource source, IDirectory directory, TimeProvider clock)
{
    /// <summary>The number of the form whose changes a subscription asks for, and the change set that it goes on from.</summary>
    public (int Form, Guid? Since) RootOf(FormsSchema schema, Caller caller, ExecutableOperation operation)
    {
        var root = new GraphStatement(new Asker(caller, schema.Catalog, directory, clock), operation, Language.English).Roots[0];
        return (((ChangedField)root.Field.Tag!).Form.Number, root.Has("since") ? Guid.Parse(root.Argument<string>("since")!) : null);
    }

    /// <summary>The revisions that change sets have made of a form's records, in the order of the change sets.</summary>
    public async Task<IReadOnlyList<ChangedRevision>> RevisionsAsync(int form, IReadOnlyCollection<Guid> changeSets, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(AsOf.MadeBy(form, [.. changeSets]).ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        var found = new List<ChangedRevision>();
        while (await row.ReadAsync(ct)) found.Add(new ChangedRevision(row.GetGuid(0), row.GetGuid(1), row.GetInt32(2)));
        return found;
    }

    /// <summary>What a subscription, which the caller's schema has validated, asks about revisions. Throws <see cref="GraphQLException"/>.</summary>
    /// <param name="reads">Where it is said what is read, complete with the answer; null: nobody wants to know.</param>
    /// <param name="isHistory">Whether the revisions were made before the subscription began.</param>
    public ChangeQuestion Ask(
        Caller caller, FormsSchema schema, ExecutableOperation operation, IReadOnlyList<ChangedRevision> revisions, Language language, GraphReads? reads = null, bool isHistory = false)
    {
        var statement = new GraphStatement(new Asker(caller, schema.Catalog, directory, clock), operation, language, reads);
        var sql = new ChangeStatement(statement, isHistory).Of(revisions);
        return new ChangeQuestion(statement, sql, revisions.Count, [.. statement.Errors.Select(each => GraphReader.Error(each.Field, each.Error, language))], reads);
    }

    /// <summary>The data of the response for each of the revisions; null for those that are not told.</summary>
    public async Task<IReadOnlyList<RawJson?>> AnswerAsync(ChangeQuestion question, CancellationToken ct)
    {
        var answers = new RawJson?[question.Count];
        await question.Statement.RunAsync(source, question.Sql, async row => answers[row.GetInt32(0) - 1] = await question.Statement.AnswerAsync(row, 1, ct), ct);
        return answers;
    }
}
