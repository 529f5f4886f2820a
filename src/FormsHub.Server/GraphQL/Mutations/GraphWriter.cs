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
    public async Task<ExecutionResult> RunAsync(Caller caller, FormsSchema schema, ExecutableOperation operation, Language language, GraphReads? reads, CancellationToken ct)
    {
        try
        {
            var mutation = reader.Mutation(caller, schema, operation, language, reads);
            var errors = mutation.Errors(language);
            if (errors.Count is 0 && mutation.Wishes.Count > BatchRecords.Limit) errors = [mutation.Error(RecordBody.TooMany("", BatchRecords.Limit), language)];
            if (errors.Count > 0) return new ExecutionResult { Data = mutation.Nothing(), Errors = errors };
            var result = await WriteAsync(caller, mutation, language, ct);
            if (mutation.Wishes.Count >= Large) heap.AfterLargeWork();
            return result;
        }
        catch (GraphQLException exception)
        {
            return ExecutionResult.Refused([exception.Error]);
        }
    }

    /// <summary>What became of all wishes: for each the revision, or what is said against it.</summary>
    private sealed record Tried(Guid? ChangeSet, int?[] Revs, Problem?[] Problems);

    private async Task<ExecutionResult> WriteAsync(Caller caller, GraphMutation mutation, Language language, CancellationToken ct)
    {
        var wishes = mutation.Wishes;
        var written = await TryAsync(caller, mutation, ct);
        if (written.Failed)
            return new ExecutionResult { Data = mutation.Nothing(), Errors = [mutation.Error(new FieldError("", written.Problem.Code, written.Problem.Message), language)] };
        var (changeSet, revs, problems) = written.Value;
        if (!mutation.IsPartial && problems.Any(problem => problem is not null))
        {
            return new ExecutionResult
            {
                Data = mutation.Nothing(),
                Errors = [.. wishes.Zip(problems).Where(each => each.Second is not null).SelectMany(each => MutationErrors.Of(mutation, each.First, each.Second!, language))],
            };
        }
        var outcomes = wishes.Select((wish, i) => new WishOutcome(revs[i], problems[i] is { } problem ? MutationErrors.OfItem(wish, problem, language) : [])).ToList();
        return new ExecutionResult
        {
            Data = await mutation.AnswerAsync(changeSet, outcomes, ct),
            Extensions = changeSet is { } id ? new Dictionary<string, object?> { ["changeSet"] = id.ToString() } : null,
        };
    }

    /// <summary>A revert is worked out of the record as it was a moment ago: if somebody else was quicker, all is tried again.</summary>
    private async Task<Result<Tried>> TryAsync(Caller caller, GraphMutation mutation, CancellationToken ct)
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

            var written = await store.WriteAsync(new WriteRequest(caller, Via.GraphQL, operations) { Partial = mutation.IsPartial }, ct);
            if (written.Failed) return written.Problem;
            var results = written.Value.Results;
            for (var i = 0; i < results.Count; i++)
            {
                var wish = i < asked.Count ? asked[i] : wishes.ToList().FindIndex(each => each.Kind is WriteKind.Restore);
                if (i < asked.Count) tried.Revs[wish] = results[i].Rev;
                tried.Problems[wish] ??= i < asked.Count ? results[i].Problem : Along(results[i].Problem);
            }
            if (!wishes.Zip(tried.Problems).Any(each => each is { First.Kind: WriteKind.Revert, Second.Kind: ProblemKind.Stale })) return tried with { ChangeSet = written.Value.ChangeSet };
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
