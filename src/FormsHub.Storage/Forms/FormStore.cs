using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;
using FormsHub.Storage.Audit;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Forms;

/// <summary>Forms and their drafts. Publishing is <see cref="FormPublisher"/>'s; what is published is read from <see cref="Catalog"/>.</summary>
public sealed class FormStore(NpgsqlDataSource source, Catalog catalog, IExpressionLanguage? language, IDirectory? directory = null)
{
    private const string Columns =
        """
        f.id, f.number, f.key, f.version, f.draft_rev, f.draft, v.definition, f.next_field
        from forms f left join form_versions v on v.form = f.number and v.version = f.version
        """;

    private readonly FormCompiler _compiler = new(language, directory);

    /// <summary>The form with that key or former key, published or not; not one in the recycle bin.</summary>
    public async Task<Result<FormRow>> ReadAsync(string key, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await FindAsync(connection, key, forUpdate: false, ct) is { } row ? row : FormProblems.NotFound(key, Suggestion.For(key, catalog.All.Select(form => form.Key)));
    }

    /// <summary>All forms that are not in the recycle bin, in order.</summary>
    public Task<IReadOnlyList<FormRow>> ListAsync(CancellationToken ct) => ListAsync("where f.deleted_at is null order by f.position, f.number", ct);

    /// <summary>The forms in the recycle bin, the last one first; of several with one key the last, which is the one that can be restored.</summary>
    public Task<IReadOnlyList<FormRow>> ListDeletedAsync(CancellationToken ct) => ListAsync(
        "where f.deleted_at = (select max(deleted_at) from forms where key = f.key) and not exists (select from forms where key = f.key and deleted_at is null) order by f.deleted_at desc", ct);

    private async Task<IReadOnlyList<FormRow>> ListAsync(string where, CancellationToken ct)
    {
        await using var command = source.CreateCommand($"select {Columns} {where}");
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<FormRow>();
        while (await reader.ReadAsync(ct)) rows.Add(Read(reader));
        return rows;
    }

    /// <summary>Makes a form with its first draft.</summary>
    public async Task<Result<FormRow>> CreateAsync(FormDefinition definition, Guid by, CancellationToken ct)
    {
        var assigned = FieldIds.AssignNew(definition);
        if (assigned.Failed) return assigned.Problem;
        var (draft, next) = assigned.Value;
        draft = draft with { Plural = draft.Plural ?? Plural(draft.Key) };
        if (Check(Guid.Empty, 0, draft) is { } wrong) return wrong;

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await NameTakenAsync(connection, 0, draft, ct) is { } taken) return taken;
        await EnsureAppAsync(connection, draft.App, by, ct);
        await using var insert = new NpgsqlCommand(
            """
            insert into forms (id, key, plural, app, draft, draft_rev, draft_at, draft_by, next_field, created_by)
            values ($1, $2, $3, $4, $5, 1, now(), $6, $7, $6) returning number
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7() }, new() { Value = draft.Key }, Text(draft.Plural), Text(draft.App), Json(draft),
                new() { Value = by }, new() { Value = next },
            },
        };
        try
        {
            var number = (int)(await insert.ExecuteScalarAsync(ct))!;
            await AuditAsync(connection, AuditAction.FormCreated, number, draft.Key, by, ct);
            await transaction.CommitAsync(ct);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return FormProblems.KeyTaken(draft.Key, draft.Key);
        }
        return (await FindAsync(connection, draft.Key, forUpdate: false, ct))!;
    }

    /// <summary>Saves the draft; with a given rev only if nobody has saved since.</summary>
    public async Task<Result<FormRow>> SaveDraftAsync(string key, FormDefinition definition, int? rev, Guid by, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await FindAsync(connection, key, forUpdate: true, ct) is not { } row) return FormProblems.NotFound(key);
        if (rev is { } given && given != row.DraftRev) return FormProblems.Stale(row.DraftRev, JsonElement.Parse(FormDefinitionJson.Write(row.Definition)));

        var known = await KnownIdsAsync(connection, row, ct);
        List<FormDefinition> earlier = [row.Definition];
        if (row.Published is { } published) earlier.Add(published);
        var assigned = FieldIds.Assign(definition, earlier, known, row.NextField);
        if (assigned.Failed) return assigned.Problem;
        var (draft, next) = assigned.Value;
        draft = draft with { Plural = draft.Plural ?? Plural(draft.Key) };
        if (Check(row.Id, row.Number, draft) is { } wrong) return wrong;
        if (await NameTakenAsync(connection, row.Number, draft, ct) is { } taken) return taken;

        await EnsureAppAsync(connection, draft.App, by, ct);
        await using var update = new NpgsqlCommand(
            """
            update forms set draft = $2, draft_rev = draft_rev + 1, draft_at = now(), draft_by = $3, next_field = $4,
              key = case when version = 0 then $5 else key end, plural = case when version = 0 then $6 else plural end,
              app = case when version = 0 then $7 else app end
            where number = $1
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = row.Number }, Json(draft), new() { Value = by }, new() { Value = next }, new() { Value = draft.Key },
                Text(draft.Plural), Text(draft.App),
            },
        };
        await update.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        return row with { Draft = draft, DraftRev = row.DraftRev + 1, NextField = next, Key = row.IsPublished ? row.Key : draft.Key };
    }

    /// <summary>The versions of a form, newest first, without their definitions.</summary>
    public async Task<IReadOnlyList<FormVersion>> VersionsAsync(int number, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "select version, published_at, published_by, note, changes::text, null::jsonb from form_versions where form = $1 order by version desc");
        command.Parameters.Add(new() { Value = number });
        return await ReadVersionsAsync(command, ct);
    }

    /// <summary>One version with its definition.</summary>
    public async Task<FormVersion?> VersionAsync(int number, int version, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "select version, published_at, published_by, note, changes::text, definition from form_versions where form = $1 and version = $2");
        command.Parameters.Add(new() { Value = number });
        command.Parameters.Add(new() { Value = version });
        return (await ReadVersionsAsync(command, ct)).FirstOrDefault();
    }

    /// <summary>The fields that a form had in one of its versions; null if there is no such version.</summary>
    public async Task<Form?> FieldsAsync(Form form, int version, CancellationToken ct) =>
        await VersionAsync(form.Number, version, ct) is { Definition: { } definition } ? FormCompiler.Fields(form.Id, form.Number, version, definition) : null;

    /// <summary>
    /// Puts a form into the recycle bin; its records stay as they are. A form that holds records or is used by others goes only with
    /// the number of its records as confirmation.
    /// </summary>
    /// <param name="operations">How many operations of programs would be refused then: these ask for confirmation, too.</param>
    public async Task<Result<FormRow>> DeleteAsync(string key, long? confirm, int operations, Guid by, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await FindAsync(connection, key, forUpdate: true, ct) is not { } row) return FormProblems.NotFound(key);

        var (records, usedBy) = await HeldAsync(connection, row, ct);
        if ((records > 0 || usedBy.Count > 0 || operations > 0) && confirm != records) return FormProblems.ConfirmDelete(row.Key, records, usedBy, operations);

        await RunAsync(connection, "update forms set deleted_at = now(), deleted_by = $2 where number = $1", row.Number, by, ct);
        await AuditAsync(connection, AuditAction.FormDeleted, row.Number, row.Key, by, ct);
        await FormPublisher.TellAsync(connection, row.Number, ct);
        await transaction.CommitAsync(ct);
        await catalog.RefreshAsync(ct);
        return row;
    }

    /// <summary>How many records a form holds, and the keys of the forms that use it.</summary>
    public async Task<(long Records, IReadOnlyList<string> UsedBy)> HeldAsync(FormRow row, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await HeldAsync(connection, row, ct);
    }

    private async Task<(long Records, IReadOnlyList<string> UsedBy)> HeldAsync(NpgsqlConnection connection, FormRow row, CancellationToken ct) => (
        row.IsPublished ? await FormPartition.CountLiveAsync(connection, row.Number, ct) : 0,
        [.. catalog.All.Where(form => form.Number != row.Number && IsUsedBy(form, row.Key)).Select(form => form.Key)]);

    /// <summary>Takes a form out of the recycle bin, the last one deleted where several had the key.</summary>
    public async Task<Result<FormRow>> RestoreAsync(string key, Guid by, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (await FindAsync(connection, key, forUpdate: false, ct) is not null) return FormProblems.NotDeleted(key);
        await using var find = new NpgsqlCommand(
            $"select {Columns} where f.key = $1 and f.deleted_at is not null order by f.deleted_at desc limit 1 for update of f", connection)
        {
            Parameters = { new() { Value = key } },
        };
        FormRow row;
        await using (var reader = await find.ExecuteReaderAsync(ct))
        {
            if (!await reader.ReadAsync(ct)) return FormProblems.NotFound(key);
            row = Read(reader);
        }
        if (await NameTakenAsync(connection, row.Number, row.Definition, ct) is { } taken) return taken;

        await RunAsync(connection, "update forms set deleted_at = null, deleted_by = null where number = $1", row.Number, null, ct);
        await AuditAsync(connection, AuditAction.FormRestored, row.Number, row.Key, by, ct);
        await FormPublisher.TellAsync(connection, row.Number, ct);
        await transaction.CommitAsync(ct);
        await catalog.RefreshAsync(ct);
        return row;
    }

    internal static async Task<FormRow?> FindAsync(NpgsqlConnection connection, string key, bool forUpdate, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select {Columns}
            where f.deleted_at is null and (f.key = $1 or f.number = (select form from form_aliases where alias = $1))
            order by f.key = $1 desc limit 1 {(forUpdate ? "for update of f" : "")}
            """,
            connection)
        {
            Parameters = { new() { Value = key } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    /// <summary>The name of a live form that already answers to the key or plural of this one.</summary>
    internal static async Task<Problem?> NameTakenAsync(NpgsqlConnection connection, int number, FormDefinition definition, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select name, key from (
              select unnest(array[key, plural]) as name, key from forms where deleted_at is null and number <> $1) names
            where name = any($2) limit 1
            """,
            connection)
        {
            Parameters = { new() { Value = number }, new() { Value = new[] { definition.Key, definition.Plural ?? definition.Key } } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? FormProblems.KeyTaken(reader.GetString(0), reader.GetString(1)) : null;
    }

    internal static async Task EnsureAppAsync(NpgsqlConnection connection, string? app, Guid by, CancellationToken ct)
    {
        if (app is null) return;
        await using var command = new NpgsqlCommand(
            "insert into apps (id, key, title, created_by) values ($1, $2, jsonb_build_object('zh-CN', $2, 'en', $2), $3) on conflict (key) do nothing",
            connection)
        {
            Parameters = { new() { Value = Guid.CreateVersion7() }, new() { Value = app }, new() { Value = by } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    internal static NpgsqlParameter Json(FormDefinition definition) =>
        new() { Value = FormDefinitionJson.Write(definition), NpgsqlDbType = NpgsqlDbType.Jsonb };

    internal static NpgsqlParameter Text(string? text) => new() { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    /// <summary>The plural of a key that came without one.</summary>
    private static string? Plural(string key) => Names.IsKey(key + "s") ? key + "s" : null;

    private Problem? Check(Guid id, int number, FormDefinition draft) =>
        _compiler.CheckDraft(id, number, draft, catalog) is { Count: > 0 } errors ? FormProblems.Invalid(errors) : null;

    /// <summary>The ids that the form has, and those it once had: a removed field may come back with its values.</summary>
    private static async Task<HashSet<string>> KnownIdsAsync(NpgsqlConnection connection, FormRow row, CancellationToken ct)
    {
        var known = Ids(row.Draft).Concat(Ids(row.Published)).ToHashSet();
        await using var command = new NpgsqlCommand(
            "select distinct jsonb_path_query(definition, '$.fields.**.id') #>> '{}' from form_versions where form = $1", connection)
        {
            Parameters = { new() { Value = row.Number } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) known.Add(reader.GetString(0));
        return known;

        static IEnumerable<string> Ids(FormDefinition? definition) =>
            (definition?.Fields ?? []).SelectMany(field => field.Fields.Select(column => column.Id).Append(field.Id));
    }

    /// <summary>Whether a form's lookups, rollups or references name the other form.</summary>
    private static bool IsUsedBy(Form form, string key) => form.Fields.Any(field =>
        IsText(field.Definition.Options["target"], key) || IsText(field.Definition.Options["source"], key));

    private static bool IsText(System.Text.Json.Nodes.JsonNode? node, string text) =>
        node?.GetValueKind() is JsonValueKind.String && node.GetValue<string>() == text;

    private static FormRow Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4),
        Definition(reader, 5), Definition(reader, 6), reader.GetInt32(7));

    private static FormDefinition? Definition(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : FormDefinitionJson.Read(JsonElement.Parse(reader.GetFieldValue<byte[]>(column))).Value;

    private static async Task<List<FormVersion>> ReadVersionsAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var versions = new List<FormVersion>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            versions.Add(new FormVersion(
                reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetGuid(2),
                reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4), Definition(reader, 5)));
        }
        return versions;
    }

    private static async Task AuditAsync(NpgsqlConnection connection, string action, int number, string key, Guid by, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(AuditInbox.Insert((AuditEntry.Of(action) with { Actor = by, Form = number }).With(("key", key))));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, int number, Guid? by, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = number } } };
        if (by is { } user) command.Parameters.Add(new() { Value = user });
        await command.ExecuteNonQueryAsync(ct);
    }
}
