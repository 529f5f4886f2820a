using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.Querying.Graph.Mutations;

namespace FormsHub.Server.GraphQL.Mutations;

/// <summary>Problems of record writes as errors of GraphQL: the same codes and sentences, at the places of the arguments.</summary>
internal static class MutationErrors
{
    /// <summary>One error for each thing that is wrong. That a record refers to one that was to be created with it, and is not, goes without saying.</summary>
    /// <param name="problems">What is said against each wish; null: nothing.</param>
    public static IReadOnlyList<GraphQLError> Of(GraphMutation mutation, IReadOnlyList<Problem?> problems, Language language)
    {
        var refused = mutation.Wishes.Zip(problems).Where(each => each.Second is not null).ToList();
        var missing = refused.Where(each => each.First.IsWithin).Select(each => (each.First.Root, each.First.At)).ToHashSet();
        return [.. refused.SelectMany(each => Of(mutation, each.First, each.Second!, language)
            .Where(error => (string)error.Extensions!["field"]! is var field && (field == each.First.At || !missing.Contains((each.First.Root, field)))))];
    }

    /// <summary>One error for each thing that is wrong.</summary>
    private static IEnumerable<GraphQLError> Of(GraphMutation mutation, RecordWish wish, Problem problem, Language language)
    {
        var told = OfItem(wish, problem, language);
        for (var i = 0; i < told.Count; i++)
        {
            var extensions = new Dictionary<string, object?> { ["code"] = told[i].Code, ["field"] = told[i].Field };
            if (told[i].Code != problem.Code) extensions["problem"] = problem.Code;
            if (wish.Kind is not WriteKind.Create) extensions["record"] = wish.Id.ToString();
            if (wish.Kind is not WriteKind.Create and not WriteKind.Update && i < problem.Errors.Count && RecordWish.IsInData(problem.Errors[i].Path)) extensions["path"] = problem.Errors[i].Path;
            foreach (var (name, value) in problem.Details)
                extensions.TryAdd(name, value switch { StoredRecord current => current.Rev, Message text => text.In(language), Guid id => id.ToString(), _ => value });
            yield return mutation.Error(wish, told[i].Message, extensions);
        }
    }

    public static IReadOnlyList<WishError> OfItem(RecordWish wish, Problem problem, Language language) => problem.Errors.Count is 0
        ? [new WishError(wish.At + Place(wish, problem), problem.Code, problem.Message.In(language))]
        : [.. problem.Errors.Select(error => new WishError(wish.PointerOf(error.Path), error.Code, error.Message.In(language)))];

    /// <summary>What a problem of a record as a whole is about.</summary>
    private static string Place(RecordWish wish, Problem problem) =>
        problem.Kind is ProblemKind.Stale or ProblemKind.NotFound && problem.Code is "record_changed" or "revision_not_found" ? "/rev"
        : wish.Kind is WriteKind.Create ? ""
        : "/id";
}
