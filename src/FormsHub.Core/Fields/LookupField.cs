using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>Shows a field of the record that a reference of this form points at.</summary>
public sealed class LookupField : ComputedField<LookupField.LookupOptions>
{
    /// <param name="Reference">Key of a reference field of this form.</param>
    /// <param name="Field">Key of a field of the reference's target.</param>
    public sealed record LookupOptions(string Reference, string Field);

    public override string Name => "lookup";

    /// <summary>The form that the looked-up field belongs to; null if the reference or its target is gone.</summary>
    public static Form? TargetForm(Field field, Form owner, IFormCatalog catalog) =>
        owner[OptionsOf(field).Reference] is { Type: ReferenceField, Options: ReferenceOptions { Target: var key } }
            ? catalog.Find(key) ?? (key == owner.Key ? owner : null)
            : null;

    /// <summary>The way that an expression's read really goes: of <c>["level"]</c>, a lookup, <c>["customer", "level"]</c>.</summary>
    public static IReadOnlyList<string> Path(Form form, IReadOnlyList<string> read) =>
        form[read[0]] is { Type: LookupField } field ? [OptionsOf(field).Reference, OptionsOf(field).Field, .. read.Skip(1)] : read;

    public override Field? Target(Field field, Form owner, IFormCatalog catalog) =>
        TargetForm(field, owner, catalog)?[OptionsOf(field).Field];

    public override Field? Effective(Field field, Form owner, IFormCatalog catalog, int depth = 0) =>
        depth < MostHops && TargetForm(field, owner, catalog) is { } form && form[OptionsOf(field).Field] is { } target
            ? target.Type.Effective(target, form, catalog, depth + 1)
            : null;

    public override IEnumerable<FieldError> CheckDefinition(Field field, Form owner, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (owner[options.Reference] is not { } reference)
        {
            yield return Unknown("/reference", options.Reference, owner.Fields.Where(each => each.Type is ReferenceField));
        }
        else if (reference.Type is not ReferenceField)
        {
            yield return new FieldError(
                "not_a_reference", $"\"{options.Reference}\" is not a field of type \"reference\".", $"“{options.Reference}”不是“reference”类型的字段。").Under("/reference");
        }
        else if (TargetForm(field, owner, catalog) is { } form)
        {
            if (form[options.Field] is not { } target) yield return Unknown("/field", options.Field, form.Fields);
            else if (target.IsEncrypted)
                yield return new FieldError("encrypted_field", $"\"{target.Key}\" is encrypted and cannot be looked up.", $"“{target.Key}”已加密保存，不能引用。").Under("/field");
            else if (target.Columns.Count > 0)
                yield return new FieldError("not_shown", $"A sub-table cannot be looked up.", $"不能引用子表。").Under("/field");
        }
    }
}
