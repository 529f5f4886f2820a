using System.Text.Json;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>A field that must now be filled in, or need no longer.</summary>
internal sealed class RequiredChanged : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Before: { } before, After: { } after } || before.Definition.Required == after.Definition.Required) yield break;
        yield return after.Definition.Required
            ? new FormChange("required_added", pair.Path + "/required", pair.Name, new Message(
                $"The field \"{Label(after, Language.English)}\" becomes required.", $"字段“{Label(after, Language.Chinese)}”改为必填。"))
            {
                Impact = pair.ImpactOf(value => Judge(value, after)),
            }
            : new FormChange("required_removed", pair.Path + "/required", pair.Name, new Message(
                $"The field \"{Label(after, Language.English)}\" is no longer required.", $"字段“{Label(after, Language.Chinese)}”不再必填。"));
    }

    internal static Verdict Judge(JsonElement? value, Field field) => value is null
        ? new Verdict(VerdictKind.Invalid, new Message(
            $"\"{Label(field, Language.English)}\" is required and empty", $"“{Label(field, Language.Chinese)}”为必填但为空"))
        : Verdict.Stays;
}
