using FormsHub.Core.Forms;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Storage.Forms;

/// <summary>
/// Which published forms refer to which. A publication writes it while it holds the forms that it refers to, and a deletion holds
/// its own forms while it compares; so one of the two is first, and the other knows.
/// </summary>
internal static class FormReferences
{
    /// <summary>The keys of the forms whose records a form's records may point at.</summary>
    public static IEnumerable<string> TargetsOf(Form form) =>
        form.Fields.SelectMany(field => field.Columns.Append(field)).Select(References.Target).OfType<string>().Distinct();

    /// <summary>Holds the forms that are published and those that they refer to, in the order in which everybody does.</summary>
    public static async Task HoldAsync(NpgsqlConnection connection, IReadOnlyCollection<Form> published, IFormCatalog catalog, CancellationToken ct)
    {
        var targets = published.SelectMany(TargetsOf).Select(catalog.Find).OfType<Form>();
        await using var command = new NpgsqlCommand("select 1 from forms where number = any($1) order by number for update", connection)
        {
            Parameters = { new NpgsqlParameter<int[]> { TypedValue = [.. published.Concat(targets).Select(form => form.Number).Distinct()] } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Writes what the new version refers to in place of what the last one did.</summary>
    public static void Add(NpgsqlBatch batch, Form form)
    {
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from form_references where form = $1") { Parameters = { WriteStatements.Int(form.Number) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into form_references (target, form, version) select t, $2, $3 from unnest($1::text[]) t")
        {
            Parameters = { WriteStatements.Texts(TargetsOf(form)), WriteStatements.Int(form.Number), WriteStatements.Int(form.Version) },
        });
    }

    /// <summary>
    /// The guard of a deletion: no form refers to these but as the map knows. Two statements, as only the second one sees what a
    /// publication committed that the first one waited for.
    /// </summary>
    public static void AddGuard(NpgsqlBatch batch, IReadOnlyCollection<Form> forms, ReferenceMap known)
    {
        var numbers = new NpgsqlParameter<int[]> { TypedValue = [.. forms.Select(form => form.Number)] };
        var referring = forms.SelectMany(known.Inbound).Select(inbound => inbound.From).DistinctBy(form => form.Number).ToList();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select 1 from forms where number = any($1) order by number for key share") { Parameters = { numbers } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"""
            select formshub_assert(not exists (
              select from form_references r join forms f on f.number = r.form and f.version = r.version and f.deleted_at is null
              where r.target in (
                  select key from forms where number = any($1)
                  union all select alias from form_aliases where form = any($1) and not exists (select from forms where key = alias and deleted_at is null))
                and not exists (select from unnest($2::int[], $3::int[]) known (form, version) where known.form = r.form and known.version = r.version)),
              '{WriteStatements.FormChanged}', 'a form that refers to the deleted was published meanwhile')
            """)
        {
            Parameters =
            {
                numbers.Clone(), new NpgsqlParameter<int[]> { TypedValue = [.. referring.Select(form => form.Number)] },
                new NpgsqlParameter<int[]> { TypedValue = [.. referring.Select(form => form.Version)] },
            },
        });
    }
}
