using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>Several records of another form, or of the same.</summary>
public sealed class ReferencesField : LinksField<ReferencesField.ReferencesOptions>
{
    public sealed record ReferencesOptions(
        string Target, string OnTargetDelete = "restrict", JsonElement? Filter = null, int? MaxItems = null)
        : ReferenceOptions(Target, OnTargetDelete, Filter), ILinksOptions;

    public override string Name => "references";
    public override LinkKind Links => LinkKind.Record;
    public override FilterOperators Operators => FilterOperators.Listed | FilterOperators.Quantify;

    public override IEnumerable<FieldError> CheckDefinition(Field field, Form owner, IFormCatalog catalog) =>
        [.. CheckDefinition(field, catalog), .. ReferenceOptions.Check(field, owner, catalog)];

    protected override string? TargetForm(Field field) => OptionsOf(field).Target;
}
