using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Records;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// Serial numbers for new records. A counter is raised and committed before the record is written, so that writers never wait for
/// each other and no number is given twice; a write that fails leaves a gap. One request keeps its numbers over its retries.
/// </summary>
internal sealed class SerialNumbers
{
    private readonly Dictionary<(int Operation, string Field), JsonElement> _given = [];

    public async Task GiveAsync(NpgsqlConnection connection, IReadOnlyList<RecordDraft> drafts, DateOnly today, CancellationToken ct)
    {
        var wanted = drafts.Where(draft => draft.Op is RevisionOp.Create)
            .SelectMany(draft => draft.Form.Fields.Where(field => field.Type.Role is FieldRole.Generated).Select(field => (Draft: draft, Field: field)))
            .Where(each => !_given.ContainsKey((each.Draft.Operation, each.Field.Id)));
        foreach (var group in wanted.GroupBy(each => (each.Draft.Form.Number, each.Field.Id)))
        {
            var (pattern, reset) = SerialField.Counting(group.First().Field);
            var asked = group.ToList();
            await using var command = new NpgsqlCommand(
                """
                insert into serials (form, field, period, last) values ($1, $2, $3, $4)
                on conflict (form, field, period) do update set last = serials.last + excluded.last returning last
                """,
                connection)
            {
                Parameters =
                {
                    WriteStatements.Int(group.Key.Number), WriteStatements.Text(group.Key.Id), WriteStatements.Text(SerialPattern.Period(reset, today)),
                    new NpgsqlParameter<long> { TypedValue = asked.Count },
                },
            };
            var last = Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
            for (var i = 0; i < asked.Count; i++)
            {
                _given[(asked[i].Draft.Operation, asked[i].Field.Id)] =
                    JsonSerializer.SerializeToElement(pattern.Format(today, last - asked.Count + 1 + i));
            }
        }
    }

    /// <summary>The number given to a new record's field.</summary>
    public JsonElement? Of(int operation, string field) => _given.TryGetValue((operation, field), out var number) ? number : null;
}
