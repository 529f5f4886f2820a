using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A record of another form, or of the same.</summary>
public sealed class ReferenceField : LinkField<ReferenceOptions>
{
    public override string Name => "reference";
    public override LinkKind Links => LinkKind.Record;

    public override IEnumerable<FieldError> CheckDefinition(Field field, Form owner, IFormCatalog catalog) =>
        ReferenceOptions.Check(field, owner, catalog);

    protected override string? TargetForm(Field field) => OptionsOf(field).Target;
}

/// <summary>What becomes of a reference when the record that it points at is deleted, and which records may be chosen.</summary>
/// <param name="Target">Key of the target form.</param>
/// <param name="OnTargetDelete">"restrict", "clear" or "cascade".</param>
/// <param name="Filter">Which records of the target the picker offers.</param>
public record ReferenceOptions(string Target, string OnTargetDelete = "restrict", JsonElement? Filter = null)
{
    internal static string? TargetOf(Field field) => (field.Options as ReferenceOptions)?.Target;

    internal static IEnumerable<FieldError> Check(Field field, Form? owner, IFormCatalog catalog)
    {
        var options = (ReferenceOptions)field.Options;
        if (options.OnTargetDelete is not ("restrict" or "clear" or "cascade"))
        {
            yield return new FieldError(
                "unknown_delete_rule", $"Use \"restrict\", \"clear\" or \"cascade\".", $"请使用“restrict”、“clear”或“cascade”。").Under("/onTargetDelete");
        }
        if (catalog.Find(options.Target) is null && owner?.Key != options.Target)
        {
            var nearest = Suggestion.For(options.Target, catalog.All.Select(form => form.Key));
            yield return new FieldError(
                "unknown_target",
                $"There is no published form \"{options.Target}\".{Suggestion.English(nearest)}",
                $"没有已发布的表单“{options.Target}”。{Suggestion.Chinese(nearest)}").Under("/target");
        }
        if (options.Filter is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) })
            yield return new FieldError("wrong_type", $"A filter is an object.", $"筛选条件须为对象。").Under("/filter");
    }
}
