using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>A field that is gone; its values stay stored and come back if the field does.</summary>
internal sealed class FieldRemoved : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Before: { } field, After: null }) yield break;
        var (english, chinese) = (Label(field, Language.English), Label(field, Language.Chinese));
        yield return new FormChange("field_removed", pair.Path, pair.Name, RemovedField.IsKept(field)
            ? new Message($"The field \"{english}\" is removed; its values are kept, unseen but by GraphQL for another 30 days.", $"移除字段“{chinese}”，其数据保留但不再显示（30 天内仍可通过 GraphQL 读取）。")
            : new Message($"The field \"{english}\" is removed; its values are kept, unseen.", $"移除字段“{chinese}”，其数据保留但不再显示。"));
    }
}
