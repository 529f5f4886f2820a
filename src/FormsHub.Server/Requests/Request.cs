using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using Npgsql;

namespace FormsHub.Server.Requests;

/// <summary>A request as it is stored.</summary>
/// <param name="FormKey">The form as it was asked for.</param>
/// <param name="Form">Its number; null where there was none.</param>
/// <param name="Until">Until when what was granted counts.</param>
/// <param name="UsedAt">Of an agreement: when it was used.</param>
internal sealed record Request(
    Guid Id, RequestKind Kind, DateTimeOffset At, Guid By, string FormKey, int? Form, Guid? Record, string? Field, IReadOnlyList<FormAction> Actions, string Reason,
    DateTimeOffset? WantedUntil, DateTimeOffset LapsesAt, RequestState State, DateTimeOffset? DecidedAt, Guid? DecidedBy, string? Note, DateTimeOffset? Until, DateTimeOffset? UsedAt)
{
    private const string Columns = """
        select id, kind, at, by, form_key, form, record, field, actions, reason, wanted_until, lapses_at, state, decided_at, decided_by, note, until, used_at from requests

        """;

    public RequestState StateAt(DateTimeOffset now) => State is RequestState.Open && LapsesAt <= now ? RequestState.Lapsed : State;

    public static NpgsqlCommand Select(NpgsqlDataSource source, string where, params ReadOnlySpan<object?> parameters) => source.Command(Columns + where, parameters);

    public static NpgsqlCommand Select(NpgsqlConnection connection, string where, params ReadOnlySpan<object?> parameters) => connection.Command(Columns + where, parameters);

    public static async Task<List<Request>> ReadAsync(NpgsqlCommand command, CancellationToken ct)
    {
        await using var owned = command;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<Request>();
        while (await reader.ReadAsync(ct))
        {
            found.Add(new Request(
                reader.GetGuid(0), Enum.Parse<RequestKind>(reader.GetString(1), ignoreCase: true), reader.GetFieldValue<DateTimeOffset>(2), reader.GetGuid(3), reader.GetString(4),
                await reader.IsDBNullAsync(5, ct) ? null : reader.GetInt32(5), reader.OptionalId(6), reader.Optional<string>(7),
                [.. reader.GetFieldValue<string[]>(8).Select(name => Enum.Parse<FormAction>(name, ignoreCase: true))], reader.GetString(9), reader.OptionalTime(10),
                reader.GetFieldValue<DateTimeOffset>(11), Enum.Parse<RequestState>(reader.GetString(12), ignoreCase: true), reader.OptionalTime(13), reader.OptionalId(14),
                reader.Optional<string>(15), reader.OptionalTime(16), reader.OptionalTime(17)));
        }
        return found;
    }
}

/// <summary>What is asked for: access, or the agreement of a second person.</summary>
public enum RequestKind
{
    Access,
    SecondPerson,
}

/// <summary>What became of a request.</summary>
public enum RequestState
{
    Open,
    Granted,
    Rejected,
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Lapsed,
}
