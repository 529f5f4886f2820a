using System.Buffers;
using System.Buffers.Text;
using System.Data;
using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Graph;

/// <summary>What the parts of one statement share: who asks, the holes that the server fills, and what is wrong with the question.</summary>
/// <param name="reads">Where it is said what is read; null: nobody wants to know.</param>
internal sealed class GraphStatement(Asker asker, ExecutableOperation operation, Language language, GraphReads? reads = null)
{
    /// <summary>The largest answer, in bytes.</summary>
    public const int LargestAnswer = GraphProblems.LargestAnswer * 1024 * 1024;

    private const int Piece = 64 * 1024;

    private readonly List<Hole> _holes = [];
    private readonly Dictionary<Hole, int> _indexes = [];
    private long _answered;

    public Asker Asker => asker;
    public ExecutableOperation Operation => operation;
    public Language Language => language;

    /// <summary>What is wrong with the arguments of fields.</summary>
    public List<(Selected Field, FieldError Error)> Errors { get; } = [];

    public void Refuse(Selected selected, IEnumerable<FieldError> errors) => Errors.AddRange(errors.Select(error => (selected, error)));

    public IReadOnlyList<Hole> Holes => _holes;

    /// <summary>Whether each row is an answer of its own, as the events of subscriptions are.</summary>
    private bool IsOfMany => operation.Definition.Operation is OperationKind.Subscription;

    /// <summary>What the root is asked for.</summary>
    public IReadOnlyList<Selected> Roots => field ??= [.. operation.Collect().Select(group => new Selected(this, null, operation.Root, group))];

    /// <summary>An aggregate over rows, which PostgreSQL gives up where it makes the answer too large: lists within lists count with each that is around them.</summary>
    public JsonText List(JsonText item, string order = "", string? filter = null)
    {
        var inAll = IsOfMany ? long.MaxValue : 2L * LargestAnswer;
        return new(SqlText.Of($"formshub_answered({JsonText.List(item, order, filter).Sql}, {SqlText.Known(string.Create(CultureInfo.InvariantCulture, $"{LargestAnswer}, {inAll}"))})"), false);
    }

    /// <summary>Says that something is read; null where that is not noted.</summary>
    public GraphRead? Noted(GraphReadKind kind, Form form, JsonElement? filter = null, bool hasWords = false) => reads?.Of(kind, form, filter, hasWords);

    /// <summary>What shows a record, where that is noted: the alias is the record's.</summary>
    public JsonText Seen(GraphRead? read, string alias, JsonText shown) =>
        read is null ? shown : new(SqlText.Of($"({Fill(new SeenHole(read), SqlText.Known($"to_json({alias}.id)::text")).Sql} || {shown.Sql})"), shown.MayBeNull);

    /// <summary>A hole in the text, null where the JSON is.</summary>
    /// <param name="made">An expression of type text that holds JSON.</param>
    public JsonText Fill(Hole hole, SqlText made)
    {
        if (!_indexes.TryGetValue(hole, out var index))
        {
            _indexes.Add(hole, index = _holes.Count);
            _holes.Add(hole);
        }
        return new(SqlText.Of($"({SqlText.Known(string.Create(CultureInfo.InvariantCulture, $"E'\\x01{index}:'"))} || {made} || E'\\x02')"));
    }

    /// <summary>Runs the operation's one command. Throws <see cref="GraphQLException"/> where the answer is too large.</summary>
    /// <param name="read">Reads a row, its columns in their order.</param>
    public async Task RunAsync(NpgsqlDataSource source, SqlText sql, Func<NpgsqlDataReader, Task> read, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(sql.ToBatchCommand());
        try
        {
            await using var row = await batch.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
            while (await row.ReadAsync(ct)) await read(row);
        }
        catch (PostgresException exception) when (IsTooLarge(exception))
        {
            throw TooLarge();
        }
    }

    /// <summary>
    /// What a column answers, with the holes filled. A large answer is taken over piece by piece, and whole before it is passed on: who reads
    /// slowly holds no connection of the database.
    /// </summary>
    public async Task<RawJson> AnswerAsync(NpgsqlDataReader row, int column, CancellationToken ct)
    {
        await using var text = await row.GetStreamAsync(column, ct);
        _answered = IsOfMany ? text.Length : _answered + text.Length;
        if (_answered > LargestAnswer) throw TooLarge();
        if (text.Length > Piece) return await PiecesAsync(text, ct);
        var whole = new byte[text.Length];
        await text.ReadExactlyAsync(whole, ct);
        if (_holes.Count is 0) return new RawJson(whole);
        var output = new ArrayBufferWriter<byte>(whole.Length);
        using var json = new Utf8JsonWriter(output, RecordReader.Json);
        return Fill(whole, output, json) == whole.Length ? new RawJson(output.WrittenMemory) : throw Endless();
    }

    private async Task<RawJson> PiecesAsync(Stream text, CancellationToken ct)
    {
        var spool = new Spool(Piece);
        using var json = new Utf8JsonWriter(spool.Writer, RecordReader.Json);
        var buffer = new byte[Piece];
        var held = 0;
        for (int read; (read = await text.ReadAsync(buffer.AsMemory(held), ct)) > 0;)
        {
            held += read;
            var used = Fill(buffer.AsSpan(0, held), spool.Writer, json);
            buffer.AsSpan(used, held - used).CopyTo(buffer);
            held -= used;
            if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        }
        return held is 0 ? await spool.CompleteAsync() : throw Endless();
    }

    /// <summary>Passes text on with the holes in it filled, up to one whose end is still to come; how much of it.</summary>
    private int Fill(ReadOnlySpan<byte> text, IBufferWriter<byte> output, Utf8JsonWriter json)
    {
        for (var used = 0; ;)
        {
            var rest = text[used..];
            var begin = rest.IndexOf(Hole.Begin);
            output.Write(begin < 0 ? rest : rest[..begin]);
            if (begin < 0) return text.Length;
            used += begin;
            var hole = text[(used + 1)..];
            var end = hole.IndexOf(Hole.End);
            if (end < 0) return used;
            if (!Utf8Parser.TryParse(hole, out int index, out var digits)) throw new InvalidOperationException("The statement's answer has a hole without a number.");
            json.Reset();
            _holes[index].Write(JsonElement.Parse(hole[(digits + 1)..end]), json);
            json.Flush();
            used += end + 2;
        }
    }

    private GraphQLException TooLarge() => new(new GraphQLError(GraphProblems.AnswerTooLarge.Message.In(language))
    {
        Extensions = new Dictionary<string, object?> { ["code"] = GraphProblems.AnswerTooLarge.Code },
    });

    private static InvalidOperationException Endless() => new("The statement's answer has a hole without an end.");

    /// <summary>A text of PostgreSQL has at most 1 GB; where several are joined it says that in one of two ways.</summary>
    private static bool IsTooLarge(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.ProgramLimitExceeded
        || (exception.SqlState is PostgresErrorCodes.InternalError && exception.MessageText.Contains("memory alloc request size", StringComparison.Ordinal));
}
