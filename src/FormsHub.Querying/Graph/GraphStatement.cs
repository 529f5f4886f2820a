using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.GraphQL.Execution;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph;

/// <summary>What the parts of one statement share: who asks, the holes that the server fills, and what is wrong with the question.</summary>
/// <param name="reads">Where it is said what is read; null: nobody wants to know.</param>
internal sealed class GraphStatement(Asker asker, ExecutableOperation operation, Language language, GraphReads? reads = null)
{
    private readonly List<Hole> _holes = [];

    public Asker Asker => asker;
    public ExecutableOperation Operation => operation;
    public Language Language => language;

    /// <summary>What is wrong with the arguments of fields.</summary>
    public List<(Selected Field, FieldError Error)> Errors { get; } = [];

    public void Refuse(Selected selected, IEnumerable<FieldError> errors) => Errors.AddRange(errors.Select(error => (selected, error)));

    public IReadOnlyList<Hole> Holes => _holes;

    /// <summary>What the root is asked for.</summary>
    public IReadOnlyList<Selected> Roots => field ??= [.. operation.Collect().Select(group => new Selected(this, null, operation.Root, group))];

    /// <summary>Says that something is read; null where that is not noted.</summary>
    public GraphRead? Noted(GraphReadKind kind, Form form, JsonElement? filter = null, bool hasWords = false) => reads?.Of(kind, form, filter, hasWords);

    /// <summary>What shows a record, where that is noted: the alias is the record's.</summary>
    public JsonText Seen(GraphRead? read, string alias, JsonText shown) =>
        read is null ? shown : new(SqlText.Of($"({Fill(new SeenHole(read), SqlText.Known($"to_json({alias}.id)::text")).Sql} || {shown.Sql})"), shown.MayBeNull);

    /// <summary>A hole in the text, null where the JSON is.</summary>
    /// <param name="made">An expression of type text that holds JSON.</param>
    public JsonText Fill(Hole hole, SqlText made)
    {
        var index = _holes.IndexOf(hole);
        if (index < 0)
        {
            index = _holes.Count;
            _holes.Add(hole);
        }
        return new(SqlText.Of($"({SqlText.Known(string.Create(CultureInfo.InvariantCulture, $"E'\\x01{index}:'"))} || {made} || E'\\x02')"));
    }

    /// <summary>What the statement answered, with the holes filled.</summary>
    public ReadOnlyMemory<byte> Filled(byte[] answered)
    {
        if (_holes.Count is 0) return answered;
        var output = new ArrayBufferWriter<byte>(answered.Length);
        ReadOnlySpan<byte> answer = answered;
        using var json = new Utf8JsonWriter(output, RecordReader.Json);
        for (var begin = answer.IndexOf(Hole.Begin); begin >= 0; begin = answer.IndexOf(Hole.Begin))
        {
            output.Write(answer[..begin]);
            answer = answer[(begin + 1)..];
            var isNumber = Utf8Parser.TryParse(answer, out int index, out var digits);
            var end = answer.IndexOf(Hole.End);
            if (!isNumber || end < 0) throw new InvalidOperationException("The statement's answer has a hole without an end.");
            json.Reset();
            _holes[index].Write(JsonElement.Parse(answer[(digits + 1)..end]), json);
            json.Flush();
            answer = answer[(end + 1)..];
        }
        output.Write(answer);
        return output.WrittenMemory;
    }
}
