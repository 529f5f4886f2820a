using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;

namespace FormsHub.Server.Hosting.SignIn;

/// <summary>Keeps the keys that protect cookies in the database, so that every server reads the cookies of every other.</summary>
public sealed class KeysInDatabase(NpgsqlDataSource source) : IXmlRepository
{
    private const long Lock = 0x464b657973;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = source.CreateCommand("select xml from data_protection_keys order by id");
        using var reader = command.ExecuteReader();
        List<XElement> keys = [];
        while (reader.Read()) keys.Add(XElement.Parse(reader.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = source.Command(
            "insert into data_protection_keys (id, name, xml) values ($1, $2, $3)",
            Guid.CreateVersion7(),
            friendlyName,
            element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }

    /// <summary>Makes the first key where there is none: one server does, the others wait for it.</summary>
    internal static async Task EnsureFirstAsync(NpgsqlDataSource source, IServiceProvider services, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var any = connection.Command("select exists (select from data_protection_keys)"))
        {
            if (await any.ExecuteScalarAsync(ct) is true) return;
        }
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var take = connection.Command("select pg_advisory_xact_lock($1)", Lock)) await take.ExecuteNonQueryAsync(ct);
        await using (var any = connection.Command("select exists (select from data_protection_keys)"))
        {
            if (await any.ExecuteScalarAsync(ct) is true) return;
        }
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        services.GetRequiredService<IKeyManager>().CreateNewKey(now, now + Lifetime);
        await transaction.CommitAsync(ct);
    }
}
