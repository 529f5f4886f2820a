using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Answers;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Graph.Mutations;

/// <summary>
/// A mutation that is to be carried out: the records that it writes, and the one statement that answers all its root fields afterwards.
/// The statement is planned before anything is written, so that what is wrong with the selections is said in time.
/// </summary>
public sealed class GraphMutation
{
    private readonly NpgsqlDataSource _source;
    private readonly GraphStatement _statement;
    private readonly List<(Selected Root, IReadOnlyList<RecordWish> Wishes)> _writes = [];
    private readonly List<(Selected Field, FieldError Error)> _errors = [];
    private readonly JsonText _sql = JsonText.Null;
    private readonly Queue<Guid> _known;
    private readonly List<Guid> _made = [];
    private Written? _written;

    /// <param name="made">The ids that were given to records when the same mutation was carried out before; empty: it is new.</param>
    internal GraphMutation(NpgsqlDataSource source, GraphStatement statement, IEnumerable<Guid> made)
    {
        (_source, _statement, _known) = (source, statement, new(made));
        foreach (var root in statement.Roots.Where(root => root.Field.Tag is WriteField))
        {
            var (wishes, errors) = (new List<RecordWish>(), new List<FieldError>());
            new WishReader(root, wishes, errors, NewId).Read();
            _writes.Add((root, [.. wishes.Select(wish => wish with { Root = _writes.Count })]));
            _errors.AddRange(errors.Select(error => (root, error)));
        }
        foreach (var (root, _) in _writes.Where(each => _writes.Count > 1 && each.Root.Argument<object>("partial") is true)) _errors.Add((root, WishReader.NotPartial));
        if (_errors.Count is 0) _sql = JsonText.Object(statement.Roots.Select(root => (root.Key, Answer(root, new Place(statement, null)))));
        Wishes = [.. _writes.SelectMany(each => each.Wishes)];
    }

    /// <summary>All records to be written, in their order.</summary>
    public IReadOnlyList<RecordWish> Wishes { get; }

    /// <summary>The ids that were given to records that are to be created.</summary>
    public IReadOnlyList<Guid> Made => _made;

    /// <summary>Whether what is wrong with some records of a batch leaves the others to be written.</summary>
    public bool IsPartial => _writes is [var (root, _)] && root.Argument<object>("partial") is true;

    /// <summary>What is wrong with it before anything is tried.</summary>
    public IReadOnlyList<GraphQLError> Errors(Language language) => [.. _errors.Concat(_statement.Errors).Select(each => Error(each.Field, each.Error, language))];

    /// <summary>An error about a root field that is no wish's.</summary>
    public GraphQLError Error(FieldError error, Language language) => Error(_writes[^1].Root, error, language);

    /// <summary>An error about a wish, at its root field.</summary>
    public GraphQLError Error(RecordWish wish, string message, IReadOnlyDictionary<string, object?> extensions) =>
        Error(_writes[wish.Root].Root, message, extensions);

    /// <summary>The data of the response, read back as the caller may see it.</summary>
    /// <param name="outcomes">What became of each wish.</param>
    public async Task<RawJson> AnswerAsync(Guid? changeSet, IReadOnlyList<WishOutcome> outcomes, CancellationToken ct)
    {
        _written = new Written(changeSet, outcomes);
        RawJson? answer = null;
        await _statement.RunAsync(_source, SqlText.Of($"select {_sql.Sql}"), async row => answer = await _statement.AnswerAsync(row, 0, ct), ct);
        return answer!;
    }

    /// <summary>The data of a response where nothing was changed: every field null, and all where one may not be.</summary>
    public IReadOnlyDictionary<string, object?>? Nothing() => _writes.Exists(each => each.Root.Field.Type is NonNullType)
        ? null
        : _statement.Roots.ToDictionary(root => root.Key, root => root.Name is "__typename" ? (object?)_statement.Operation.Root.Name : null);

    private static GraphQLError Error(Selected field, FieldError error, Language language) =>
        Error(field, error.Message.In(language), new Dictionary<string, object?> { ["code"] = error.Code, ["field"] = error.Path });

    private static GraphQLError Error(Selected field, string message, IReadOnlyDictionary<string, object?> extensions) =>
        GraphQLError.At(message, field.Node) with { Path = [.. field.Path], Extensions = extensions };

    private Guid NewId()
    {
        var id = _known.TryDequeue(out var known) ? known : Guid.CreateVersion7();
        _made.Add(id);
        return id;
    }

    private JsonText Answer(Selected root, Place place)
    {
        if (root.Field.Tag is not WriteField write) return root.Answer(_statement.Operation.Root, place);
        var index = _writes.FindIndex(each => each.Root == root);
        var wishes = _writes[index].Wishes;
        if (write.Kind is WriteKind.Batch)
            return _statement.Fill(new BatchHole(root, wishes, _writes.Take(index).Sum(each => each.Wishes.Count), () => _written!), SqlText.Known("'null'"));
        var id = wishes[^1].Id;
        if (!write.IsRead) return JsonText.Object(root.Fields.Select(each => (each.Key, JsonText.Constant(each.Name switch { "id" => $"\"{id}\"", "rev" => "1", _ => $"\"{root.Type.Name}\"" }))));
        var scope = RootScope.Of(write.Form, root, []);
        return new(SqlText.Of($"(select {root.Object(new Place(place.Statement, scope)).Sql} from {RecordSource.Of(scope, SqlText.Of($"{SqlText.Known(scope.Alias)}.id = {id}"))})"));
    }
}

/// <summary>What a mutation has written: what became of each wish, in their order.</summary>
internal sealed record Written(Guid? ChangeSet, IReadOnlyList<WishOutcome> Outcomes);
