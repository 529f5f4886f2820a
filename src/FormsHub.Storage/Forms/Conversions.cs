using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using Npgsql;

namespace FormsHub.Storage.Forms;

/// <summary>
/// Work on existing records that a publication leaves over: values carried into a field's new type, formulas computed and titles made anew. It stands
/// in form_indexes beside the indexes, so that one list shows all progress.
/// </summary>
internal static class Conversions
{
    public const string Convert = "convert";
    public const string Compute = "compute";
    public const string Title = "title";
    public const string Seal = "seal";

    public static async Task PlanAsync(NpgsqlConnection connection, FormPublisher.Publication publication, CancellationToken ct)
    {
        if (!publication.Row.IsPublished) return;
        foreach (var (name, field, kind, statement) in Work(publication))
        {
            await using var insert = new NpgsqlCommand(
                """
                insert into form_indexes (form, name, field, kind, statement) values ($1, $2, $3, $4, $5)
                on conflict (form, name) do update set state = 'pending', progress = 0, error = null, statement = excluded.statement, changed_at = now()
                """,
                connection)
            {
                Parameters =
                {
                    new() { Value = publication.Row.Number }, new() { Value = name }, new() { Value = field }, new() { Value = kind },
                    new() { Value = statement },
                },
            };
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>The statement of a conversion is the old field id, of the others nothing.</summary>
    private static IEnumerable<(string Name, string Field, string Kind, string Statement)> Work(FormPublisher.Publication publication)
    {
        foreach (var (now, before) in publication.Replaced)
        {
            var field = publication.Form.AllFields.SelectMany(each => each.Columns.Prepend(each)).First(each => each.Id == now);
            if (field.Type.Role is FieldRole.Input) yield return ($"convert_{before}_{now}", now, Convert, before);
        }
        // Also of a field that is added: it may be one that comes back with its values.
        var encrypted = publication.Row.Published?.Fields.Where(field => field.Sensitive is "encrypt").Select(field => field.Id).ToHashSet() ?? [];
        foreach (var field in publication.Form.Fields.Where(field => field.Type.CanBeEncrypted && field.IsEncrypted != encrypted.Contains(field.Id)))
            yield return ($"seal_{field.Id}", field.Id, Seal, "");
        var formulas = publication.Changes.Any(change => change.Code is "formula_changed"
            || (change.Code is "field_added" or "type_changed" && FieldOf(publication.Form, change.Field)?.Type.Role is FieldRole.Formula));
        if (formulas) yield return ("compute", "", Compute, "");
        if (publication.Changes.Any(change => change.Code is "title_changed")) yield return ("title", "", Title, "");
    }

    private static Field? FieldOf(Form form, string? name)
    {
        var parts = name?.Split('.') ?? [];
        return parts.Length is 0 ? null : parts.Length is 1 ? form[parts[0]] : form[parts[0]]?.Column(parts[1]);
    }
}
