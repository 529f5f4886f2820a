using System.Runtime.CompilerServices;
using FormsHub.Core.Access;
using FormsHub.Server.Hosting;
using FormsHub.Server.People.Tokens;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>The operations that programs have asked within the last 90 days, as the database keeps them.</summary>
public sealed class KeptOperations(NpgsqlDataSource source)
{
    /// <summary>Of a token the newest are kept, so many and so many characters of them.</summary>
    internal const int MostOfToken = 1000;
    private const int MostTextOfToken = 4_000_000;

    /// <summary>What is older is not spoken of any more, and forgotten by the server's hourly work.</summary>
    internal const string Lasting = "interval '90 days'";

    private const string Select = $"""
        select t.id, t.name, t.user_id, t.scopes::text, t.requests_per_minute, o.hash, o.name, o.kind, o.document, o.given, o.first_used_at, o.last_used_at, o.uses
        from graphql_operations o join tokens t on t.id = o.token
        where t.revoked_at is null and coalesce(t.expires_at > now(), true) and o.last_used_at > now() - {Lasting}
        """;

    internal async Task WriteAsync(IReadOnlyList<SeenOperations.Seen> seen, CancellationToken ct)
    {
        // In one order on all servers, so that none waits for another in a circle.
        var rows = seen.OrderBy(each => each.Token).ThenBy(each => each.Text.Hash, StringComparer.Ordinal).ToList();
        await using var batch = source.CreateBatch();
        foreach (var row in rows)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                insert into graphql_operations as o (token, hash, name, kind, document, given, first_used_at, last_used_at, uses)
                select id, $2, $3, $4, $5, $6, $7, $7, $8 from tokens where id = $1
                on conflict (token, hash) do update set uses = o.uses + excluded.uses, last_used_at = greatest(o.last_used_at, excluded.last_used_at),
                  given = case when o.given @> excluded.given then o.given else array(select unnest(o.given) union select unnest(excluded.given) order by 1 limit 500) end
                """)
            {
                Parameters =
                {
                    new() { Value = row.Token }, new() { Value = Convert.FromHexString(row.Text.Hash) }, DatabaseReading.Text(row.Text.Name), new() { Value = row.Text.Kind },
                    new() { Value = row.Text.Document }, new() { Value = row.Given.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                    DatabaseReading.Time(row.LastUsed), new() { Value = row.Uses },
                },
            });
        }
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"""
            delete from graphql_operations o using (
              select token, hash, row_number() over newest as place, sum(length(document)) over newest as text from graphql_operations
              where token = any($1) window newest as (partition by token order by last_used_at desc, hash)) each
            where o.token = each.token and o.hash = each.hash and (each.place > {MostOfToken} or each.text > {MostTextOfToken})
            """)
        {
            Parameters = { new() { Value = rows.Select(each => each.Token).Distinct().ToArray() } },
        });
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Those of all tokens that still act, the newest first.</summary>
    internal async IAsyncEnumerable<KeptOperation> ReadAllAsync(int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var command = source.Command(Select + " order by o.last_used_at desc, o.token, o.hash limit $1", most);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) yield return Read(reader);
    }

    /// <summary>Those of a token, the newest first, after one of an earlier page.</summary>
    internal async Task<List<KeptOperation>> ReadAsync(Guid token, (DateTimeOffset LastUsed, byte[] Hash)? after, int most, CancellationToken ct)
    {
        await using var command = source.Command(
            Select + " and o.token = $1 and coalesce((o.last_used_at, o.hash) < ($2, $3), true) order by o.last_used_at desc, o.hash desc limit $4",
            token, DatabaseReading.Time(after?.LastUsed), new NpgsqlParameter { Value = (object?)after?.Hash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea }, most);
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<KeptOperation> found = [];
        while (await reader.ReadAsync(ct)) found.Add(Read(reader));
        return found;
    }

    private static KeptOperation Read(NpgsqlDataReader reader) => new(
        new Token(reader.GetGuid(0), reader.GetString(1), StoredScopes.Read(reader.Optional<string>(3)), reader.IsDBNull(4) ? null : reader.GetInt32(4)),
        reader.GetGuid(2), reader.GetFieldValue<byte[]>(5), reader.Optional<string>(6), reader.GetString(7), reader.GetString(8), reader.GetFieldValue<string[]>(9),
        reader.GetFieldValue<DateTimeOffset>(10), reader.GetFieldValue<DateTimeOffset>(11), reader.GetInt64(12));
}
