using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.Querying.Graph;
using FormsHub.Querying.Graph.Subscriptions;
using Npgsql;

namespace FormsHub.Server.GraphQL.Subscriptions;

/// <summary>
/// Answers subscribers about changes. What a subscriber asks becomes a statement; subscribers whose statements are the same, be it
/// that they are one caller or that their rights come to the same, share its answer.
/// </summary>
public sealed class ChangeAnswers(ChangeReader reader) : IDisposable
{
    private const int AtOnce = 4;
    private const int Attempts = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _places = new(AtOnce);
    private int _statements;
    private int _waiting;

    /// <summary>How many statements were run.</summary>
    internal int Statements => _statements;

    /// <summary>Whether statements wait for each other: more changes at once are then better than more statements.</summary>
    internal bool IsBusy => Volatile.Read(ref _waiting) > AtOnce;

    /// <summary>The answer about each revision, or what is wrong with the question now. Throws <see cref="GraphQLException"/> where an answer is too large.</summary>
    /// <param name="reads">Where it is said what is read; null: nobody wants to know.</param>
    internal async Task<(ToldChanges? Told, IReadOnlyList<GraphQLError> Errors)> AnswerAsync(
        ChangeChunk chunk, Caller caller, FormsSchema schema, ExecutableOperation operation, string variables, Language language, GraphReads? reads, CancellationToken ct)
    {
        var asked = new Asked(caller, schema, operation.Document, operation.Definition.Name?.Value, variables, language);
        for (var left = Attempts; ; left--)
        {
            if (!chunk.Questions.TryGetValue(asked, out var same) || !chunk.Answers.TryGetValue(same, out var answer))
            {
                var question = reader.Ask(caller, schema, operation, chunk.Revisions, language, reads, chunk.IsHistory);
                if (question.Errors.Count > 0) return (null, question.Errors);
                same = chunk.Questions.GetOrAdd(asked, question.Same);
                // A shared answer is not cancelled with the one who happened to ask first.
                answer = chunk.Answers.GetOrAdd(same, _ => new Lazy<Task<ToldChanges>>(() => Task.Run(() => RunAsync(question), CancellationToken.None)));
            }
            try
            {
                return (await answer.Value.WaitAsync(ct), []);
            }
            catch (Exception exception) when (left > 1 && exception is NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown })
            {
                chunk.Answers.TryRemove(KeyValuePair.Create(same, answer));
                await Task.Delay(Pause, ct);
            }
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>The variables as text, by which those who give the same are found.</summary>
    internal static string Written(ExecutableOperation operation) => operation.Variables.Given.Count is 0 ? "" : JsonSerializer.Serialize(operation.Variables.Given);

    private async Task<ToldChanges> RunAsync(ChangeQuestion question)
    {
        Interlocked.Increment(ref _waiting);
        await _places.WaitAsync(CancellationToken.None);
        try
        {
            Interlocked.Increment(ref _statements);
            return new ToldChanges(await reader.AnswerAsync(question, CancellationToken.None), question.Reads);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            _places.Release();
        }
    }
}
