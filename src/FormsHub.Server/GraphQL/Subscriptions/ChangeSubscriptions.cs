using System.Runtime.CompilerServices;
using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Graph;
using FormsHub.Querying.Graph.Subscriptions;
using FormsHub.Server.Audit;
using FormsHub.Storage.Records;

namespace FormsHub.Server.GraphQL.Subscriptions;

/// <summary>Tells subscribers what becomes of records, each event with the rights that they have when it is told.</summary>
public sealed class ChangeSubscriptions(ChangeFeed feed, ChangeLog changes, ChangeReader reader, ChangeAnswers answers, GraphReader graph, AuditedReads audit)
{
    private const int PageOfSets = 200;

    private ChangeReader Reader => reader;
    private ChangeAnswers Answers => answers;
    private GraphReader Graph => graph;
    private AuditedReads Audit => audit;

    /// <summary>
    /// One result for each event until the token is cancelled, or why there are none. What is committed after this has come back is told.
    /// A result without data ends it and says why.
    /// </summary>
    /// <param name="again">Who the caller is now, asked before each event; a problem ends the subscription.</param>
    /// <param name="note">Notes what is about to be shown, where a form wants that; a problem ends the subscription.</param>
    public async Task<(IAsyncEnumerable<ExecutionResult>? Results, IReadOnlyList<GraphQLError> Errors)> SubscribeAsync(
        Caller caller, FormsSchema schema, ExecutableOperation operation, Language language, Func<CancellationToken, ValueTask<Result<Caller>>> again,
        Func<Caller, GraphReads, CancellationToken, ValueTask<Problem?>> note, CancellationToken ct)
    {
        try
        {
            var (form, since) = reader.RootOf(schema, caller, operation);
            if (reader.Ask(caller, schema, operation, [], language) is { Errors: { Count: > 0 } errors }) return (null, errors);
            var subscriber = await feed.OpenAsync(form, ct);
            var leave = ct.Register(subscriber.Dispose);
            var follows = false;
            try
            {
                (IReadOnlyList<Guid> missed, HashSet<Guid> known) = ([], []);
                if (since is { } start)
                {
                    // The feed may be a little behind: what is committed already is history, and is given once more.
                    var (now, late) = await changes.SinceAsync(subscriber.Position, ChangeFeed.MostAtOnce, ct);
                    var between = await changes.BetweenAsync(start, now, ChangeFeed.MostAtOnce, ct);
                    if (between.Failed) return (null, [SubscriptionProblems.Error(between.Problem, language)]);
                    missed = [.. between.Value.Where(set => set.Forms.Contains(form)).Select(set => set.Id)];
                    known = [start, .. late.Select(set => set.Id)];
                }
                var following = new Following(this, subscriber, schema, operation, language, again, note, leave, missed, known, since);
                follows = true;
                return (following.RunAsync(ct), []);
            }
            finally
            {
                if (!follows)
                {
                    subscriber.Dispose();
                    await leave.DisposeAsync();
                }
            }
        }
        catch (GraphQLException exception)
        {
            return (null, [exception.Error]);
        }
    }

    /// <summary>One subscription under way.</summary>
    /// <param name="missed">The change sets that are told before those that the subscriber is given.</param>
    /// <param name="known">Of those that the subscriber is given, which are told by then, or need not be.</param>
    private sealed class Following(
        ChangeSubscriptions all, Subscriber subscriber, FormsSchema schema, ExecutableOperation operation, Language language, Func<CancellationToken, ValueTask<Result<Caller>>> again,
        Func<Caller, GraphReads, CancellationToken, ValueTask<Problem?>> note, CancellationTokenRegistration leave, IReadOnlyList<Guid> missed, HashSet<Guid> known, Guid? since)
    {
        private readonly string _variables = ChangeAnswers.Written(operation);
        private FormsSchema _schema = schema;
        private ExecutableOperation _operation = operation;
        private Caller? _caller;

        public async IAsyncEnumerable<ExecutionResult> RunAsync([EnumeratorCancellation] CancellationToken ct)
        {
            try
            {
                foreach (var page in missed.Chunk(PageOfSets))
                {
                    foreach (var chunk in ChangeChunk.Of(await all.Reader.RevisionsAsync(subscriber.Form, page, ct), isHistory: true))
                    {
                        await foreach (var result in TellAsync(chunk, ct))
                        {
                            yield return result;
                            if (!result.HasData) yield break;
                        }
                    }
                }
                while (await subscriber.Waiting.WaitToReadAsync(ct))
                {
                    while (subscriber.Waiting.TryRead(out var chunk))
                    {
                        await foreach (var result in TellAsync(chunk, ct))
                        {
                            yield return result;
                            if (!result.HasData) yield break;
                        }
                        subscriber.Told(chunk);
                    }
                }
                if (subscriber.IsBehind) yield return Ended(SubscriptionProblems.FellBehind(subscriber.Last ?? since));
            }
            finally
            {
                subscriber.Dispose();
                await leave.DisposeAsync();
            }
        }

        private async IAsyncEnumerable<ExecutionResult> TellAsync(ChangeChunk chunk, [EnumeratorCancellation] CancellationToken ct)
        {
            ToldChanges? told = null;
            for (var i = 0; i < chunk.Revisions.Count; i++)
            {
                if (told is not null && told.Data[i] is null) continue;
                var now = await again(ct);
                if (now.Failed)
                {
                    yield return Ended(now.Problem);
                    yield break;
                }
                if (told is null || !ReferenceEquals(now.Value, _caller))
                {
                    _caller = now.Value;
                    var errors = Prepare();
                    GraphQLError? refused = null;
                    try
                    {
                        if (errors.Count is 0) (told, errors) = await all.Answers.AnswerAsync(chunk, _caller, _schema, _operation, _variables, language, await all.Audit.ToNoteAsync(ct), ct);
                    }
                    catch (GraphQLException exception)
                    {
                        refused = exception.Error;
                    }
                    if (refused is not null)
                    {
                        yield return ExecutionResult.Refused([refused]);
                        yield break;
                    }
                    if (errors.Count > 0)
                    {
                        yield return ExecutionResult.Refused([SubscriptionProblems.Error(SubscriptionProblems.Outdated, language), .. errors]);
                        yield break;
                    }
                    if (told!.Reads is { } reads && await note(_caller, reads, ct) is { } unnoted)
                    {
                        yield return Ended(unnoted);
                        yield break;
                    }
                }
                if (told.Data[i] is { } data && (chunk.IsHistory || !known.Contains(chunk.Revisions[i].ChangeSet))) yield return new ExecutionResult { Data = data };
            }
        }

        /// <summary>Makes the operation fit for the forms and rights as they are now; what is in the way.</summary>
        private IReadOnlyList<GraphQLError> Prepare()
        {
            var now = all.Graph.SchemaFor(_caller!);
            if (ReferenceEquals(now, _schema)) return [];
            try
            {
                if (Validator.Validate(now.Schema, _operation.Document) is { Count: > 0 } errors) return errors;
                var (prepared, refused) = ExecutableOperation.Prepare(now.Schema, _operation.Document, _operation.Definition.Name?.Value, _operation.Variables.Given);
                if (prepared is null) return refused;
                if (all.Reader.RootOf(now, _caller!, prepared).Form != subscriber.Form) return [new GraphQLError("The field names another form now.")];
                (_schema, _operation) = (now, prepared);
                return [];
            }
            catch (GraphQLException exception)
            {
                return [exception.Error];
            }
        }

        private ExecutionResult Ended(Problem problem) => ExecutionResult.Refused([SubscriptionProblems.Error(problem, language)]);
    }
}
