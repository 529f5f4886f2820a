using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>A field that is gone; its values stay stored and come back if the field does.</summary>
internal sealed class FieldRemoved : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Before: { } field, After: null }) yield break;
        yield return new FormChange("field_removed", pair.Path, pair.Name, new Message(
            $"The field \"{Label(field, Language.English)}\" is removed; its values are kept, unseen.",
            $"移除字段“{Label(field, Language.Chinese)}”，其数据保留但不再显示。"));
    }
}
