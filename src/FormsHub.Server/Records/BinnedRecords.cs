using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
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

    /// <summary>Which of the ids, by their place, name records of these forms that the caller does not see or may not do this with.</summary>
    public static async Task<List<(int Index, Guid Id)>> ForbiddenAsync(
        NpgsqlDataSource database, RecordSights sights, Caller caller, IReadOnlyList<Form> forms, IReadOnlyList<Guid> ids, FormAction action, CancellationToken ct)
    {
        var forbidden = new List<(int, Guid)>();
        var narrowed = forms.Where(form => !sights.AllowsEverywhere(caller, form, action)).ToList();
        if (narrowed.Count is 0) return forbidden;
        var binned = await FindAsync(database, ids, ct);
        foreach (var form in narrowed)
        {
            var own = ids.Index().Where(each => binned.TryGetValue(each.Item, out var number) && number == form.Number).ToList();
            var seen = await sights.OfAsync(caller, form, [.. own.Select(each => each.Item)], ct);
            forbidden.AddRange(own.Where(each => !seen.TryGetValue(each.Item, out var sight) || !sight.Allows(action)).Select(each => (each.Index, each.Item)));
        }
        return forbidden;
    }
}
