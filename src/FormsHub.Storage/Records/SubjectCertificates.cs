using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Storage.Audit;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>Certificates of what was given to people of their data and of what was erased; the audit holds the hash of each.</summary>
public sealed class SubjectCertificates(NpgsqlDataSource database)
{
    public const string Export = "export";
    public const string Erasure = "erasure";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A certificate as it is kept.</summary>
    public sealed record Kept(Guid Id, string Kind, DateTimeOffset At, Guid By, JsonElement Certificate, string Sha256);

    /// <summary>Keeps a certificate with its entry in the audit, in the connection's transaction if it has one; answers its hash.</summary>
    public static async Task<Result<string>> KeepAsync<T>(NpgsqlConnection connection, string kind, Guid id, Caller caller, T certificate, AuditEntry entry, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToElement(certificate, Json);
        var sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(AuditText.Canonical(json)));
        var hash = Convert.ToHexStringLower(sha256);
        if (!await AuditInbox.TryInsertAsync(connection, entry.With(("certificate", id), ("sha256", hash)), ct)) return AuditProblems.Unavailable;
        await using var keep = new NpgsqlCommand("insert into certificates (id, kind, at, by, certificate, sha256) values ($1, $2, $3, $4, $5, $6)", connection)
        {
            Parameters =
            {
                WriteStatements.Uuid(id), WriteStatements.Text(kind), WriteStatements.At(entry.At), WriteStatements.Uuid(caller.Id), WriteStatements.Json(json.GetRawText()), new() { Value = sha256 },
            },
        };
        await keep.ExecuteNonQueryAsync(ct);
        return hash;
    }

    /// <summary>As <see cref="KeepAsync"/>, both or neither.</summary>
    public async Task<Result<string>> AddAsync<T>(string kind, Guid id, Caller caller, T certificate, AuditEntry entry, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var kept = await KeepAsync(connection, kind, id, caller, certificate, entry, ct);
        if (!kept.Failed) await transaction.CommitAsync(ct);
        return kept;
    }

    /// <summary>Newest first, one more than asked for.</summary>
    /// <param name="by">Whose; null: all.</param>
    /// <param name="before">Only those before that one.</param>
    public Task<List<Kept>> ListAsync(Guid? by, int first, Guid? before, CancellationToken ct) =>
        ReadAsync("($1::uuid is null or by = $1) and ($2::uuid is null or id < $2) order by id desc limit $3", ct, WriteStatements.Uuid(by), WriteStatements.Uuid(before), WriteStatements.Int(first + 1));

    public async Task<Kept?> FindAsync(Guid id, Guid? by, CancellationToken ct) =>
        (await ReadAsync("id = $1 and ($2::uuid is null or by = $2)", ct, WriteStatements.Uuid(id), WriteStatements.Uuid(by))).FirstOrDefault();

    private async Task<List<Kept>> ReadAsync(string where, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand($"select id, kind, at, by, certificate::text, sha256 from certificates where {where}");
        command.Parameters.AddRange(parameters);
        var found = new List<Kept>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
        {
            found.Add(new Kept(
                row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetGuid(3), JsonElement.Parse(row.GetString(4)), Convert.ToHexStringLower(row.GetFieldValue<byte[]>(5))));
        }
        return found;
    }
}
