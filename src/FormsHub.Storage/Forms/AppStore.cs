using System.Text.Json;
using FormsHub.Core.Audit;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Storage.Audit;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Forms;

/// <summary>Applications. Forms name theirs by its key, and follow when that changes.</summary>
public sealed class AppStore(NpgsqlDataSource source)
{
    private const string Columns = "key, title, description, icon, template, position";

    public static Problem NotFound(string key) => Problem.NotFound("app_not_found", $"There is no application \"{key}\".", $"没有应用“{key}”。");

    public static Problem KeyTaken(string key) => Problem.Conflict("key_taken", $"There is an application \"{key}\" already.", $"应用“{key}”已存在。");

    public static Problem InUse(string key, IReadOnlyList<string> forms) => Problem.Conflict(
        "app_in_use",
        $"The application \"{key}\" still has forms: {string.Join(", ", forms)}. Delete or move them first.",
        $"应用“{key}”中仍有表单：{string.Join("、", forms)}。请先删除或移走它们。");

    public async Task<IReadOnlyList<App>> ListAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select {Columns} from apps order by position, created_at, key");
        return await ReadAsync(command, ct);
    }

    public async Task<Result<App>> CreateAsync(App app, Guid by, CancellationToken ct)
    {
        await using var command = Command(
            $"""
            with made as (
              insert into apps (id, key, title, description, icon, template, position, created_by) values ($7, $1, $2, $3, $4, $5, $6, $8)
              on conflict (key) do nothing returning {Columns}),
            audit as (insert into {AuditInbox.Table} (entry) select $9 from made)
            select {Columns} from made
            """,
            app, new() { Value = Guid.CreateVersion7() }, new() { Value = by }, Audited(AuditAction.AppCreated, app.Key));
        return (await ReadAsync(command, ct)) is [var made] ? made : KeyTaken(app.Key);
    }

    /// <summary>Replaces what is said of an application; its key may change too.</summary>
    public async Task<Result<App>> ReplaceAsync(string key, App app, CancellationToken ct)
    {
        await using var command = Command(
            $"""
            with changed as (
              update apps set key = $1, title = $2, description = $3, icon = $4, template = coalesce($5, template), position = $6 where key = $7 returning {Columns}),
            audit as (insert into {AuditInbox.Table} (entry) select $8 from changed)
            select {Columns} from changed
            """,
            app, new NpgsqlParameter { Value = key }, Audited(AuditAction.AppChanged, app.Key));
        try
        {
            return (await ReadAsync(command, ct)) is [var replaced] ? replaced : NotFound(key);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return KeyTaken(app.Key);
        }
    }

    /// <summary>Removes an application that has no forms; those in the recycle bin lose it.</summary>
    public async Task<Result<bool>> DeleteAsync(string key, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var hold = new NpgsqlCommand("select 1 from apps where key = $1 for update", connection) { Parameters = { new() { Value = key } } })
        {
            if (await hold.ExecuteScalarAsync(ct) is null) return NotFound(key);
        }
        await using (var find = new NpgsqlCommand("select array_agg(key order by key) from forms where app = $1 and deleted_at is null", connection) { Parameters = { new() { Value = key } } })
        {
            if (await find.ExecuteScalarAsync(ct) is string[] forms) return InUse(key, forms);
        }
        await using (var remove = new NpgsqlBatch(connection))
        {
            remove.BatchCommands.Add(new NpgsqlBatchCommand("update forms set app = null where app = $1") { Parameters = { new() { Value = key } } });
            remove.BatchCommands.Add(new NpgsqlBatchCommand("delete from apps where key = $1") { Parameters = { new() { Value = key } } });
            remove.BatchCommands.Add(new NpgsqlBatchCommand($"insert into {AuditInbox.Table} (entry) values ($1)") { Parameters = { Audited(AuditAction.AppDeleted, key) } });
            await remove.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
        return true;
    }

    private static NpgsqlParameter Audited(string action, string key) => AuditInbox.Parameter(AuditEntry.Of(action).With(("key", key)));

    private NpgsqlCommand Command(string sql, App app, params ReadOnlySpan<NpgsqlParameter> more)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = app.Key });
        command.Parameters.Add(Json(app.Title));
        command.Parameters.Add(Json(app.Description));
        command.Parameters.Add(FormStore.Text(app.Icon));
        command.Parameters.Add(FormStore.Text(app.Template));
        command.Parameters.Add(new() { Value = app.Position });
        foreach (var parameter in more) command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter Json(Localized? text) => new()
    {
        Value = text is null ? DBNull.Value : JsonSerializer.Serialize(text, JsonSerializerOptions.Default),
        NpgsqlDbType = NpgsqlDbType.Jsonb,
    };

    private static async Task<List<App>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var apps = new List<App>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            apps.Add(new App(
                reader.GetString(0), Text(reader, 1)!, Text(reader, 2), reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetInt32(5)));
        }
        return apps;
    }

    private static Localized? Text(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : JsonSerializer.Deserialize<Localized>(reader.GetString(column), JsonSerializerOptions.Default);
}

/// <summary>An application: a set of forms under one name.</summary>
public sealed record App(string Key, Localized Title, Localized? Description, string? Icon, string? Template, int Position);
