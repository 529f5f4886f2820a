using System.Security.Cryptography;
using System.Text;
using FormsHub.GraphQL;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Subscriptions;

/// <summary>What one subscriber asks about certain revisions, as one statement.</summary>
public sealed class ChangeQuestion
{
    internal ChangeQuestion(GraphStatement statement, SqlText sql, int count, IReadOnlyList<GraphQLError> errors, GraphReads? reads)
    {
        (Statement, Sql, Count, Errors, Reads) = (statement, sql, count, errors, reads);
        Same = statement.Holes.Any(hole => hole.IsPersonal) ? Guid.CreateVersion7().ToString() : Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{statement.Language} {sql.WithValues()}")));
    }

    /// <summary>What is wrong with the arguments; then it cannot be answered.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; }

    /// <summary>The same text for all whose answer is the same, whoever asks.</summary>
    public string Same { get; }

    /// <summary>What the answer reads, complete with it; null: nobody wants to know.</summary>
    public GraphReads? Reads { get; }

    internal GraphStatement Statement { get; }
    internal SqlText Sql { get; }

    /// <summary>How many revisions it is about.</summary>
    internal int Count { get; }
}
