using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FormsHub.Core.Audit;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Audit;

/// <summary>
/// Where an entry is written by the transaction of what it tells, so that both are there or neither. <see cref="AuditChain"/> takes it
/// from here, so that no writer waits for another.
/// </summary>
public static class AuditInbox
{
    public const string Table = "audit_inbox";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static NpgsqlBatchCommand Insert(AuditEntry entry) => new($"insert into {Table} (entry) values ($1)") { Parameters = { Parameter(entry) } };

    /// <summary>Writes an entry in the connection's transaction, if it has one; false if the database does not take it.</summary>
    public static async Task<bool> TryInsertAsync(NpgsqlConnection connection, AuditEntry entry, CancellationToken ct)
    {
        try
        {
            await using var command = new NpgsqlCommand($"insert into {Table} (entry) values ($1)", connection) { Parameters = { Parameter(entry) } };
            await command.ExecuteNonQueryAsync(ct);
            return true;
        }
        catch (PostgresException)
        {
            // Whoever asked refuses what it was about to do, and says why.
            return false;
        }
    }

    public static NpgsqlParameter Parameter(AuditEntry entry) => new() { Value = Write(entry), NpgsqlDbType = NpgsqlDbType.Jsonb };

    internal static string Write(AuditEntry entry) => JsonSerializer.Serialize(entry, Options);

    /// <summary>The entry; what somebody else put there is kept as it is, so that nothing holds up the chain.</summary>
    internal static AuditEntry Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntry>(json, Options)!;
        }
        catch (JsonException)
        {
            return AuditEntry.Of(AuditAction.Unreadable).With(("found", json));
        }
    }
}
