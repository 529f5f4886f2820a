using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>A field that was not there; if it is required, every existing record lacks it.</summary>
internal sealed class FieldAdded : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Before: null, After: { } field }) yield break;
        yield return new FormChange("field_added", pair.Path, pair.Name, new Message(
            $"The field \"{Label(field, Language.English)}\" is added.", $"新增字段“{Label(field, Language.Chinese)}”。"))
        {
            Impact = field.Definition.Required ? pair.ImpactOf(value => RequiredChanged.Judge(value, field)) : null,
        };
    }
}
