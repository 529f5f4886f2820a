using System.Buffers;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Forms;

/// <summary>Saved views of forms.</summary>
public sealed class ViewStore(NpgsqlDataSource source)
{
    public static Problem NotFound(string key) => Problem.NotFound("view_not_found", $"There is no view \"{key}\".", $"没有视图“{key}”。");

    public static Problem KeyTaken(string key) => Problem.Conflict("key_taken", $"There is a view \"{key}\" already.", $"视图“{key}”已存在。");

    /// <summary>The person's own views and the shared ones of a form, in order of their keys.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(int form, Guid person, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            "select definition, scope, owner from views where form = $1 and (owner = $2 or scope = 'shared') order by key, owner = $2 desc");
        command.Parameters.Add(new() { Value = form });
        command.Parameters.Add(new() { Value = person });
        return await ReadAsync(command, ct);
    }

    public async Task<Result<SavedView>> CreateAsync(int form, SavedView view, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            insert into views (id, form, key, definition, scope, owner)
            select $1, $2, $3, $4, $5, $6
            where not exists (select 1 from views where form = $2 and key = $3 and (owner = $6 or scope = 'shared'))
            on conflict (form, owner, key) do nothing
            returning definition, scope, owner
            """);
        command.Parameters.Add(new() { Value = Guid.CreateVersion7() });
        command.Parameters.Add(new() { Value = form });
        command.Parameters.Add(new() { Value = view.View.Key });
        command.Parameters.Add(Json(view.View));
        command.Parameters.Add(Scope(view));
        command.Parameters.Add(new() { Value = view.Owner });
        return (await ReadAsync(command, ct)) is [var made] ? made : KeyTaken(view.View.Key);
    }

    /// <summary>Replaces a view; its key may change.</summary>
    public async Task<Result<SavedView>> ReplaceAsync(int form, SavedView old, SavedView view, CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            update views set key = $4, definition = $5, scope = $6, changed_at = now()
            where form = $1 and key = $2 and owner = $3 returning definition, scope, owner
            """);
        command.Parameters.Add(new() { Value = form });
        command.Parameters.Add(new() { Value = old.View.Key });
        command.Parameters.Add(new() { Value = old.Owner });
        command.Parameters.Add(new() { Value = view.View.Key });
        command.Parameters.Add(Json(view.View));
        command.Parameters.Add(Scope(view));
        try
        {
            return (await ReadAsync(command, ct)) is [var replaced] ? replaced : NotFound(old.View.Key);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            return KeyTaken(view.View.Key);
        }
    }

    public async Task DeleteAsync(int form, SavedView view, CancellationToken ct)
    {
        await using var command = source.CreateCommand("delete from views where form = $1 and key = $2 and owner = $3");
        command.Parameters.Add(new() { Value = form });
        command.Parameters.Add(new() { Value = view.View.Key });
        command.Parameters.Add(new() { Value = view.Owner });
        await command.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Scope(SavedView view) => new() { Value = view.IsShared ? "shared" : "personal" };

    private static NpgsqlParameter Json(ViewDefinition view)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer)) FormDefinitionJson.Write(writer, view);
        return new() { Value = Encoding.UTF8.GetString(buffer.WrittenSpan), NpgsqlDbType = NpgsqlDbType.Jsonb };
    }

    private static async Task<List<SavedView>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        var views = new List<SavedView>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var view = FormDefinitionJson.ReadView(JsonElement.Parse(reader.GetFieldValue<byte[]>(0)), "", []);
            views.Add(new SavedView(view!, reader.GetString(1) is "shared", reader.GetGuid(2)));
        }
        return views;
    }
}

/// <summary>A view that somebody saved beside those of the form's definition.</summary>
/// <param name="IsShared">Whether all who use the form see it.</param>
public sealed record SavedView(ViewDefinition View, bool IsShared, Guid Owner);
