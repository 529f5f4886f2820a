using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>A field with another key; the old one answers as an alias.</summary>
internal sealed class FieldRenamed : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Before: { } before, After: { } after } || before.Key == after.Key) yield break;
        yield return new FormChange("field_renamed", pair.Path + "/key", pair.Name, new Message(
            $"The field \"{before.Key}\" is now called \"{after.Key}\"; the old key keeps answering.",
            $"字段“{before.Key}”改名为“{after.Key}”，原 key 继续可用。"));
    }
}
