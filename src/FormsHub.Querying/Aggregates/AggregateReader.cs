using System.Buffers;
using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using Npgsql;

namespace FormsHub.Querying.Aggregates;

/// <summary>Answers questions about groups of records, as UTF-8 JSON. Nothing is written when the answer is a problem.</summary>
public sealed class AggregateReader(NpgsqlDataSource source, IFormCatalog catalog, IDirectory directory, TimeProvider clock)
{
    /// <summary>
    /// Writes <c>{"items": [{group…, measure…}], "pageInfo": {"endCursor": null, "hasNextPage"}}</c>; answers the number of groups.
    /// </summary>
    public async Task<Result<int>> AggregateAsync(
        Caller caller, Form form, AggregateQuery query, IBufferWriter<byte> output, CancellationToken ct)
    {
        var gate = FormGate.For(caller, form, FormAction.Read);
        if (gate.Failed) return gate.Problem;
        var planned = AggregatePlan.Of(gate.Value, query, new QueryWorld(caller, catalog, directory, FilterContext.Of(caller, clock)));
        if (planned.Failed) return planned.Problem;
        var plan = planned.Value;

        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(plan.Sql.ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        await using var json = new Utf8JsonWriter(output, RecordReader.Json);
        var (count, more) = (0, false);
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        while (await row.ReadAsync(ct))
        {
            more = count == plan.First;
            if (more) break;
            WriteItem(json, row, plan);
            count++;
        }
        json.WriteEndArray();
        json.WriteStartObject("pageInfo"u8);
        json.WriteNull("endCursor"u8);
        json.WriteBoolean("hasNextPage"u8, more);
        json.WriteEndObject();
        json.WriteEndObject();
        return count;
    }

    private void WriteItem(Utf8JsonWriter json, NpgsqlDataReader row, AggregatePlan plan)
    {
        json.WriteStartObject();
        for (var i = 0; i < plan.Groups.Count; i++)
        {
            var group = plan.Groups[i];
            json.WritePropertyName(group.Name);
            if (group.Links is LinkKind.None || row.IsDBNull(i)) WriteValue(json, row, i, group.Way);
            else WriteLink(json, row, i, group, plan.Groups.Count + plan.Measures.Count + i);
        }
        for (var i = 0; i < plan.Measures.Count; i++)
        {
            json.WritePropertyName(plan.Measures[i].Name);
            WriteValue(json, row, plan.Groups.Count + i, plan.Measures[i].Way);
        }
        json.WriteEndObject();
    }

    private void WriteLink(Utf8JsonWriter json, NpgsqlDataReader row, int column, GroupSql group, int title)
    {
        var id = row.GetString(column);
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("title"u8, group.Links is LinkKind.Record
            ? (row.IsDBNull(title) ? null : row.GetString(title))
            : Guid.TryParse(id, out var guid) ? directory.Title(group.Links, guid) : null);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, NpgsqlDataReader row, int column, GroupWay way)
    {
        if (row.IsDBNull(column))
        {
            json.WriteNullValue();
            return;
        }
        switch (way)
        {
            case GroupWay.Number:
                WriteNumber(json, row.GetString(column));
                break;
            case GroupWay.Flag:
                json.WriteBooleanValue(row.GetString(column) is "true");
                break;
            case GroupWay.Moment:
                ValueJson.WriteTo(json, row.GetDateTime(column));
                break;
            case GroupWay.Text:
                json.WriteStringValue(row.GetString(column));
                break;
            default:
                throw new NotSupportedException(way.ToString());
        }
    }

    /// <summary>A whole part as it is, and behind the point no more than 15 significant digits, as many as every JSON reader keeps.</summary>
    internal static void WriteNumber(Utf8JsonWriter json, string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
        {
            // A sum may be larger than any one number; what is behind its point is lost in any reader.
            json.WriteRawValue(text.Split('.')[0]);
            return;
        }
        var before = value is 0 ? 0 : (int)Math.Floor(Math.Log10((double)Math.Abs(value))) + 1;
        json.WriteNumberValue(ValueJson.Trim(decimal.Round(value, Math.Clamp(15 - before, 0, 28), MidpointRounding.AwayFromZero)));
    }
}
