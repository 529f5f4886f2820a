using Npgsql;

namespace FormsHub.Server.Records;

/// <summary>Which form a record of the recycle bin belongs to.</summary>
internal static class BinnedRecords
{
    public static async Task<Dictionary<Guid, int>> FindAsync(NpgsqlDataSource database, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand("select record, form from bin where record = any($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] });
        var forms = new Dictionary<Guid, int>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) forms.Add(reader.GetGuid(0), reader.GetInt32(1));
        return forms;
    }
}
