using System.Globalization;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Server.Audit;

/// <summary>What is asked of the audit, and the statement that finds it.</summary>
/// <param name="By">Who: an id, a user name or "me".</param>
/// <param name="Action">Actions, separated by commas.</param>
/// <param name="Form">A form's key.</param>
public sealed record AuditQuery(string? By, string? Action, string? Form, Guid? Record, DateTimeOffset? From, DateTimeOffset? To, int? First, string? After)
{
    private static readonly FieldError UnknownAction = new("/action", "unknown_value", new Message(
        $"must be some of {string.Join(", ", AuditAction.All)}", $"必须取自 {string.Join("、", AuditAction.All)}"));

    /// <summary>An entry as it stands in the table; the key of a form that is gone is the last it had.</summary>
    internal sealed record Row(
        long Id, DateTimeOffset At, Guid? Actor, string? ActorName, Guid? Token, string? TokenName, string? Address, string? Agent, string Action, int? Form, string? FormKey,
        IReadOnlyList<Guid> Records, string? Field, Guid? ChangeSet, JsonElement? Details, byte[] Hash);

    /// <summary>The statement; entries newest first, one more than a page, or all of them.</summary>
    internal async Task<Result<NpgsqlCommand>> CommandAsync(NpgsqlDataSource source, Catalog catalog, IDirectory directory, bool all, CancellationToken ct)
    {
        var first = PageCursor.First(First);
        if (first.Failed) return first.Problem;
        var cursor = PageCursor.Read(After);
        if (cursor.Failed) return cursor.Problem;
        var before = long.MaxValue;
        if (cursor.Value is { } text && !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out before)) return PageCursor.Bad;
        var by = RecordBody.Person(By, "by", directory);
        if (by.Failed) return by.Problem;
        var actions = (Action ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (actions.Any(action => !AuditAction.All.Contains(action))) return RecordBody.Invalid([UnknownAction]);
        int? form = null;
        if (!string.IsNullOrEmpty(Form))
        {
            if (await catalog.FindAsync(Form, ct) is not { } found) return Storage.Records.RecordProblems.FormNotFound(Form);
            form = found.Number;
        }

        var command = source.CreateCommand();
        var where = new StringBuilder("a.id < $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = before });
        Add(by.Value, NpgsqlDbType.Uuid, "a.actor = {0}");
        Add(actions.Length > 0 ? actions : null, NpgsqlDbType.Array | NpgsqlDbType.Text, "a.action = any({0})");
        Add(form, NpgsqlDbType.Integer, "a.form = {0}");
        Add(Record, NpgsqlDbType.Uuid, "(a.record = {0} or a.records @> array[{0}])");
        Add(From?.ToUniversalTime(), NpgsqlDbType.TimestampTz, "a.at >= {0}");
        Add(To?.ToUniversalTime(), NpgsqlDbType.TimestampTz, "a.at < {0}");
        command.CommandText =
            $"""
            select a.id, a.at, a.actor, a.actor_name, a.token, t.name, a.address, a.agent, a.action, a.form, f.key, a.record, a.records, a.field, a.change_set, a.details::text, a.hash
            from audit a left join tokens t on t.id = a.token left join forms f on f.number = a.form
            where {where} order by a.id desc {(all ? "" : string.Create(CultureInfo.InvariantCulture, $"limit {first.Value + 1}"))}
            """;
        return command;

        void Add(object? value, NpgsqlDbType type, string condition)
        {
            if (value is null) return;
            command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
            where.Append(" and ").AppendFormat(CultureInfo.InvariantCulture, condition, string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}"));
        }
    }

    internal static Row Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.OptionalId(2), row.Optional<string>(3), row.OptionalId(4), row.Optional<string>(5), row.Optional<string>(6),
        row.Optional<string>(7), row.GetString(8), row.IsDBNull(9) ? null : row.GetInt32(9), row.Optional<string>(10),
        row.OptionalId(11) is { } one ? [one] : row.IsDBNull(12) ? [] : row.GetFieldValue<Guid[]>(12),
        row.Optional<string>(13), row.OptionalId(14), row.IsDBNull(15) ? null : JsonElement.Parse(row.GetString(15)), row.GetFieldValue<byte[]>(16));
}
