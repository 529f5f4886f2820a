using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>Where formulas have copied values to: fields of the record itself, and of records that refer to it or did once.</summary>
internal sealed class FormulaCopies(NpgsqlDataSource database, Catalog catalog)
{
    /// <summary>Records of a form, with the ids of their fields that hold copies.</summary>
    internal sealed record Found(Form Form, IReadOnlyList<Guid> Records, IReadOnlyList<string> Fields);

    /// <summary>The ids with those of the form's own formulas that are computed from them, directly or not.</summary>
    public static IReadOnlySet<string> WithFormulas(Form form, IEnumerable<string> ids)
    {
        var all = ids.ToHashSet();
        for (var before = 0; before != all.Count;)
        {
            before = all.Count;
            foreach (var formula in form.Logic.Formulas)
            {
                if (formula.Expression.Reads.Any(path => LookupField.Path(form, path) is [var first, ..] && Holder(form, first, formula.Field.Table) is { } read && all.Contains(read)))
                    all.Add((formula.Field.Table ?? formula.Field).Id);
            }
        }
        return all;
    }

    public async Task<IReadOnlyList<Found>> OfAsync(IReadOnlyList<ErasureTarget> targets, CancellationToken ct)
    {
        var copies = new List<Found>();
        foreach (var form in targets.GroupBy(target => target.Form.Number))
        {
            var of = form.First().Form;
            foreach (var (read, hops) in ReferenceMap.Of(catalog).Readers(of))
            {
                var touched = form.Where(target => target.IsWhole || WithFormulas(of, target.Fields.Select(field => field.Id)).Contains(read)).Select(target => target.Record).ToList();
                if (touched.Count > 0 && await FollowAsync(touched, hops, ct) is { } found) copies.Add(found);
            }
        }
        return copies;
    }

    private async Task<Found?> FollowAsync(List<Guid> ids, IReadOnlyList<Hop> hops, CancellationToken ct)
    {
        (Form Form, string Holder)? at = null;
        foreach (var hop in hops)
        {
            if (catalog.ByNumber(hop.Form) is not { } form) return null;
            if (form.Fields.SelectMany(field => field.Columns.Append(field)).FirstOrDefault(field => field.Id == hop.Field) is not { } field) return null;
            at = (form, (field.Table ?? field).Id);
            ids = await ReferredEverAsync(form, at.Value.Holder, ids, ct);
            if (ids.Count is 0) return null;
        }
        if (at is not { } end) return null;
        var fields = WithFormulas(end.Form, [end.Holder]).Where(id => id != end.Holder).ToList();
        return fields.Count is 0 ? null : new Found(end.Form, ids, fields);
    }

    /// <summary>Records that refer to one of the ids by a field, or did at some time.</summary>
    private async Task<List<Guid>> ReferredEverAsync(Form form, string field, List<Guid> ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"select distinct record from {RecordTable.Revisions(form.Number)} where changes ? $1 and (changes->>$1) like any($2)");
        command.CommandTimeout = 0;
        command.Parameters.Add(WriteStatements.Text(field));
        command.Parameters.Add(WriteStatements.Texts(ids.Select(id => $"%{id}%")));
        var found = new List<Guid>();
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct)) found.Add(row.GetGuid(0));
        return found;
    }

    private static string? Holder(Form form, string key, Field? table) => table?.Column(key) is not null ? table.Id : form[key]?.Id;
}
