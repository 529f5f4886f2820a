using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Searching;

/// <summary>Finds records by their words in all forms that the caller may read.</summary>
public sealed class SearchReader(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    public const int MaxFirst = 100;

    /// <summary>How many matches are shown if nothing is said.</summary>
    public const int Usual = 20;

    /// <summary>Matches looked at per form: enough to rank by, few enough that a common word is as quick as a rare one.</summary>
    private const int Candidates = 300;

    private const int FormsPerStatement = 40;

    /// <summary>
    /// Writes the best matches: <c>{"items": [{"form", "id", "title", "updatedAt", "text"}], "pageInfo"}</c>. Best are those with a
    /// word in the title, then those changed last; <c>text</c> is what was found around the first word. A search without words
    /// finds nothing.
    /// </summary>
    public async Task<int> SearchAsync(Caller caller, string search, int first, IBufferWriter<byte> output, CancellationToken ct)
    {
        var words = Search.Words(search);
        var matches = words.Length is 0 ? [] : await MatchesAsync(caller, words, first + 1, ct);
        await using var json = new Utf8JsonWriter(output, RecordReader.Json);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var match in matches.Take(first)) Write(json, match);
        json.WriteEndArray();
        json.WriteStartObject("pageInfo"u8);
        json.WriteNull("endCursor"u8);
        json.WriteBoolean("hasNextPage"u8, matches.Count > first);
        json.WriteEndObject();
        json.WriteEndObject();
        return Math.Min(matches.Count, first);
    }

    private sealed record Match(Form Form, Guid Id, string Title, DateTime UpdatedAt, bool InTitle, string Text);

    private async Task<List<Match>> MatchesAsync(Caller caller, string[] words, int most, CancellationToken ct)
    {
        var matches = new List<Match>();
        var world = new Asker(caller, catalog, directory, clock).World;
        foreach (var forms in catalog.All.Where(form => FormGate.MayRead(caller, form)).OrderBy(form => form.Number).Chunk(FormsPerStatement))
        {
            await using var batch = source.CreateBatch();
            batch.BatchCommands.Add(Statement(forms, words, most, world).ToBatchCommand());
            await using var row = await batch.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
            {
                matches.Add(new Match(
                    forms[row.GetInt32(0)], row.GetGuid(1), row.GetString(2), row.GetDateTime(3), row.GetBoolean(4), row.GetString(5)));
            }
        }
        return [.. matches.OrderByDescending(match => match.InTitle).ThenByDescending(match => match.UpdatedAt).ThenByDescending(match => match.Id).Take(most)];
    }

    /// <summary>The best matches with the columns form (the index in the list), id, title, updated_at, in_title and text.</summary>
    internal static SqlText Statement(Form[] forms, string[] words, int most, QueryWorld world) => SqlText.Of($"""
        select * from ({SqlText.Join(" union all ", forms.Select((form, i) => OfForm(form, i, words, most, world)))}) found
        order by in_title desc, updated_at desc, id desc limit {most}
        """);

    private static SqlText OfForm(Form form, int index, string[] words, int most, QueryWorld world)
    {
        var record = new PlanContext(world).Root(form);
        var word = "%" + Conditions.Escaped(words[0]) + "%";
        var where = SqlText.Join(" and ", Search.Conditions(words, record));
        return SqlText.Of($"""
            (select {index} as form, c.id, c.title, c.updated_at, lower(c.title) like {word} as in_title,
              substr(c.search, greatest(1, strpos(c.search, {words[0]}) - 20), 80) as text
            from (select r.id, {record.ShownTitle()} as title, r.updated_at, {SearchedText.Of(record)} as search from {record.Context.Source(record)}
              where r.deleted_at is null and {where} limit {Candidates}) c
            order by in_title desc, c.updated_at desc, c.id desc limit {most})
            """);
    }

    private static void Write(Utf8JsonWriter json, Match match)
    {
        json.WriteStartObject();
        json.WriteString("form"u8, match.Form.Key);
        json.WriteString("id"u8, match.Id);
        json.WriteString("title"u8, match.Title);
        json.WritePropertyName("updatedAt"u8);
        ValueJson.WriteTo(json, match.UpdatedAt);
        json.WriteString("text"u8, SearchText.Unmarked(match.Text));
        json.WriteEndObject();
    }
}
