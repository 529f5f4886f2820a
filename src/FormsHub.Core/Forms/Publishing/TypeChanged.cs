using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>
/// A field of another type, or a reference to another form. Values that the new type cannot hold as they are carried over one by one
/// after the publication; see docs/decisions/0007-a-changed-type-is-a-new-field.md.
/// </summary>
internal sealed class TypeChanged : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Before: { } before, After: { } after }) yield break;
        if (before.Type == after.Type && pair.Stays) yield break;
        yield return new FormChange("type_changed", pair.Path + "/type", pair.Name, new Message(
            $"The field \"{Label(after, Language.English)}\" changes from type \"{before.Type.Name}\" to \"{after.Type.Name}\".",
            $"字段“{Label(after, Language.Chinese)}”的类型从“{before.Type.Name}”改为“{after.Type.Name}”。"))
        {
            Names = [before.Type.Name, after.Type.Name],
            Impact = pair.Stays || after.Type.Role is not FieldRole.Input ? null : pair.ImpactOf(value => Judge(value, before, after)),
        };
    }

    private static Verdict Judge(System.Text.Json.JsonElement? value, Field before, Field after)
    {
        if (value is not { } old) return Verdict.Stays;
        var carried = after.Type.Convert(old, before, after);
        if (carried.Value is null)
        {
            return new Verdict(VerdictKind.Lossy, new Message(
                $"cannot become a value of the new type; the field will be empty and the old value stays in the history",
                $"无法转换为新类型：该字段将为空，原值保留在历史中"));
        }
        return carried.Lossy
            ? new Verdict(VerdictKind.Lossy, new Message($"is carried over only in part", $"只能部分转换"))
            : Verdict.Stays;
    }
}
