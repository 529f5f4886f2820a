using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>Says who holds the value, after a unique index has refused a write.</summary>
internal static class UniqueConflicts
{
    /// <param name="mayName">Whether the caller may be told which record of a form it is.</param>
    public static async Task<Dictionary<int, Problem>> FindAsync(
        NpgsqlConnection connection, IReadOnlyList<PendingWrite> writes, string index, Func<Form, bool> mayName, CancellationToken ct)
    {
        var problems = new Dictionary<int, Problem>();
        foreach (var write in writes.Where(write => write.Operation >= 0))
        {
            if (index == RecordTable.Records(write.Form.Number) + "_pkey")
            {
                if (write.Op is RevisionOp.Create) await RefuseTakenIdAsync(connection, write, problems, ct);
                continue;
            }
            var field = write.Form.Fields.FirstOrDefault(each => FieldSql.IndexName(write.Form.Number, each, "unique") == index);
            if (field is null || !UniqueValues.Takes(write, field)) continue;

            var value = write.After.Data[field.Id];
            var twin = writes.TakeWhile(other => !ReferenceEquals(other, write)).FirstOrDefault(other =>
                other.Form.Number == write.Form.Number && other.Op is not RevisionOp.Delete
                && other.After.Data.TryGetValue(field.Id, out var its) && UniqueValues.Text(its) == UniqueValues.Text(value));
            var leaving = writes.Where(other => other.Form.Number == write.Form.Number && UniqueValues.Leaves(other, field)).Select(other => other.After.Id);
            var (holder, title) = twin is not null ? (twin.After.Id, twin.After.Title) : await HolderAsync(connection, write, field, value, [.. leaving], ct);
            if (holder is null) continue;
            if (!mayName(write.Form)) (holder, title) = (null, null);
            problems[write.Operation] = write.Op is RevisionOp.Restore
                ? RecordProblems.RestoreConflict(field, holder, title)
                : RecordProblems.Invalid([RecordProblems.NotUnique(field, holder, title)]);
        }
        return problems;
    }

    private static async Task RefuseTakenIdAsync(
        NpgsqlConnection connection, PendingWrite write, Dictionary<int, Problem> problems, CancellationToken ct)
    {
        var key = new RecordKey(write.Form.Number, write.After.Id);
        if ((await RecordRows.LoadAsync(connection, [key], ct)).Count > 0) problems[write.Operation] = RecordProblems.IdTaken(key.Id);
    }

    private static async Task<(Guid? Id, string? Title)> HolderAsync(
        NpgsqlConnection connection, PendingWrite write, Field field, JsonElement value, Guid[] leaving, CancellationToken ct)
    {
        var numeric = field.Type.SqlType is SqlType.Numeric;
        await using var command = new NpgsqlCommand(
            $"select id, title from {RecordTable.Records(write.Form.Number)} where {FieldSql.Expression(field)} = {(numeric ? "$1::numeric" : "$1")} and deleted_at is null and id <> $2 and id <> all($3) limit 1",
            connection)
        {
            Parameters =
            {
                WriteStatements.Text(UniqueValues.Text(value)), WriteStatements.Uuid(write.After.Id), WriteStatements.Uuids(leaving),
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetGuid(0), reader.GetString(1)) : (null, null);
    }
}
