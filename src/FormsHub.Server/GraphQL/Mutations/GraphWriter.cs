using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.Querying.Graph;
using FormsHub.Querying.Graph.Mutations;
using FormsHub.Server.Hosting;
using FormsHub.Server.Records;
using FormsHub.Storage.Records;

namespace FormsHub.Server.GraphQL.Mutations;

/// <summary>
/// Carries mutations out: all records that the root fields of one ask for are written in one transaction as one change set, or, if
/// anything is wrong, none.
/// </summary>
public sealed class GraphWriter(GraphReader reader, RecordStore store, RecordReverts reverts, IDirectory directory, HeapTrimmer heap)
{
    private const int Large = 2_000;
    private const int Attempts = 5;

    /// <summary>The answer to a mutation that the caller's schema has validated.</summary>
    /// <param name="key">By which a repeat is told what the first one did: kept in the transaction of the write; the records are read as they are now.</param>
    public async Task<ExecutionResult> RunAsync(Caller caller, FormsSchema schema, ExecutableOperation operation, Language language, GraphReads? reads, IdempotencyKey? key, CancellationToken ct)
    {
        try
        {
            var mutation = Plan([]);
            var errors = mutation.Errors(language);
            if (errors.Count is 0 && mutation.Wishes.Count > BatchRecords.Limit) errors = [mutation.Error(RecordBody.TooMany("", BatchRecords.Limit), language)];
            if (errors.Count > 0) return new ExecutionResult { Data = mutation.Nothing(), Errors = errors };
            var earlier = key is null ? null : await store.KeptAsync(caller.Id, key, ct);
            if (earlier is { Failed: true, Problem: var reused }) return Refused(mutation, reused, language);
            if (earlier is { } known) return await RepeatAsync(known.Value);
            var tried = await TryAsync(caller, mutation, key, language, ct);
            if (tried.Failed) return Refused(mutation, tried.Problem, language);
            if (tried.Value.Kept is { } kept) return await RepeatAsync(kept);
            var result = await WrittenAsync(mutation, tried.Value, language, ct);
            if (mutation.Wishes.Count >= Large) heap.AfterLargeWork();
            return result;
        }
        catch (GraphQLException exception)
        {
            return ExecutionResult.Refused([exception.Error]);
        }

        GraphMutation Plan(IReadOnlyList<Guid> made) => reader.Mutation(caller, schema, operation, language, reads, made);

        Task<ExecutionResult> RepeatAsync(string kept)
        {
            var done = JsonSerializer.Deserialize<Done>(kept)!;
            return AnsweredAsync(Plan(done.Made), done, ct);
        }
    }

    /// <summary>What became of all wishes: for each the revision, or what is said against it.</summary>
    private sealed record Tried(Guid? ChangeSet, int?[] Revs, Problem?[] Problems)
    {
        /// <summary>What a racing request with the same Idempotency-Key has done instead.</summary>
        public string? Kept { get; init; }
    }

    /// <summary>What a mutation did, as it is kept for its Idempotency-Key.</summary>
    private sealed record Done(Guid? ChangeSet, IReadOnlyList<Guid> Made, IReadOnlyList<WishOutcome> Outcomes);

    private static async Task<ExecutionResult> WrittenAsync(GraphMutation mutation, Tried tried, Language language, CancellationToken ct)
    {
        if (mutation.IsPartial || tried.Problems.All(problem => problem is null)) return await AnsweredAsync(mutation, DoneBy(mutation, tried, language), ct);
        return new ExecutionResult
        {
            Data = mutation.Nothing(),
            Errors = MutationErrors.Of(mutation, tried.Problems, language),
        };
    }

    private static async Task<ExecutionResult> AnsweredAsync(GraphMutation mutation, Done done, CancellationToken ct)
    {
        var extensions = done.ChangeSet is { } id ? new Dictionary<string, object?> { ["changeSet"] = id.ToString() } : null;
        try
        {
            return new ExecutionResult { Data = await mutation.AnswerAsync(done.ChangeSet, done.Outcomes, ct), Extensions = extensions };
        }
        catch (GraphQLException exception)
        {
            // It is written all the same, which the change set says.
            return new ExecutionResult { Data = null, Errors = [exception.Error], Extensions = extensions };
        }
    }

    private static ExecutionResult Refused(GraphMutation mutation, Problem problem, Language language) =>
        new() { Data = mutation.Nothing(), Errors = [mutation.Error(new FieldError("", problem.Code, problem.Message), language)] };

    private static Done DoneBy(GraphMutation mutation, Tried tried, Language language) => new(
        tried.ChangeSet, mutation.Made, [.. mutation.Wishes.Select((wish, i) => new WishOutcome(tried.Revs[i], tried.Problems[i] is { } problem ? MutationErrors.OfItem(wish, problem, language) : []))]);

    /// <summary>A revert is worked out of the record as it was a moment ago: if somebody else was quicker, all is tried again.</summary>
    private async Task<Result<Tried>> TryAsync(Caller caller, GraphMutation mutation, IdempotencyKey? key, Language language, CancellationToken ct)
    {
        var wishes = mutation.Wishes;
        for (var left = Attempts; left > 0; left--)
        {
            var tried = new Tried(null, new int?[wishes.Count], new Problem?[wishes.Count]);
            var (operations, asked) = (new List<RecordOperation>(wishes.Count), new List<int>(wishes.Count));
            for (var i = 0; i < wishes.Count; i++)
            {
                var operation = await OperationAsync(caller, wishes[i], ct);
                tried.Problems[i] = operation.Failed ? operation.Problem : null;
                if (operation.Failed) continue;
                operations.Add(operation.Value);
                asked.Add(i);
            }
            if (operations.Count is 0 || (operations.Count < wishes.Count && !mutation.IsPartial)) return tried;

            var written = await store.WriteAsync(
                new WriteRequest(caller, Via.GraphQL, operations)
                {
                    Partial = mutation.IsPartial,
                    Idempotency = key is null ? null : key with { Answer = outcome => JsonSerializer.Serialize(DoneBy(mutation, Became(outcome), language)) },
                },
                ct);
            if (written.Failed) return written.Problem;
            if (written.Value.Replayed) return tried with { Kept = written.Value.Kept };
            var became = Became(written.Value);
            if (!wishes.Zip(became.Problems).Any(each => each is { First.Kind: WriteKind.Revert, Second.Kind: ProblemKind.Stale })) return became;

            Tried Became(WriteOutcome outcome)
            {
                var (revs, problems) = ((int?[])tried.Revs.Clone(), (Problem?[])tried.Problems.Clone());
                var restore = wishes.ToList().FindIndex(each => each.Kind is WriteKind.Restore);
                for (var i = 0; i < outcome.Results.Count; i++)
                {
                    var wish = i < asked.Count ? asked[i] : restore;
                    if (i < asked.Count) revs[wish] = outcome.Results[i].Rev;
                    problems[wish] ??= i < asked.Count ? outcome.Results[i].Problem : Along(outcome.Results[i].Problem);
                }
                return new Tried(outcome.ChangeSet, revs, problems);
            }
        }
        return RecordProblems.Busy;
    }

    /// <summary>What is said against a record that was to come back with another one.</summary>
    private static Problem? Along(Problem? problem) => problem is null ? null : problem with { Errors = [.. problem.Errors.Select(error => error with { Path = "/id" })] };

    private async Task<Result<RecordOperation>> OperationAsync(Caller caller, RecordWish wish, CancellationToken ct)
    {
        var form = wish.Form.Number;
        switch (wish.Kind)
        {
            case WriteKind.Create:
                var by = RecordBody.Link(wish.Assigned, "owner", LinkKind.User, directory);
                return by.Failed ? Under(wish, by.Problem) : new RecordOperation.Create(form, wish.Data, wish.Id, by.Value) { IsNewId = true };
            case WriteKind.Update:
                var owner = RecordBody.Assignment(wish.Assigned, "owner", LinkKind.User, directory);
                if (owner.Failed) return Under(wish, owner.Problem);
                var department = RecordBody.Assignment(wish.Assigned, "department", LinkKind.Department, directory);
                return department.Failed ? Under(wish, department.Problem) : new RecordOperation.Update(form, wish.Id, wish.Rev, wish.Data, owner.Value, department.Value);
            case WriteKind.Delete:
                return new RecordOperation.Delete(form, wish.Id, wish.Rev);
            case WriteKind.Restore:
                return new RecordOperation.Restore(form, wish.Id, wish.Rev);
            default:
                return await reverts.OperationAsync(caller, wish.Form, wish.Id, wish.Rev ?? 0, wish.Fields, null, ct);
        }
    }

    /// <summary>Owner and department stand among the fields of an input.</summary>
    private static Problem Under(RecordWish wish, Problem problem) => problem with { Errors = [.. problem.Errors.Select(error => error.Under("/data"))] };
}
