using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>Other attributes of the type, such as limits and patterns: values that were right may be wrong now.</summary>
internal sealed class LimitsChanged : PublishRule
{
    private static readonly HashSet<string> Told = ["options", "expression", "unit", "patternMessage", "display", "rows", "trueLabel", "falseLabel"];

    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Stays: true, Before: { } before, After: { } after } || after.Type.Role is not FieldRole.Input) yield break;
        var names = before.Definition.Options.Concat(after.Definition.Options).Select(option => option.Key).Distinct()
            .Where(name => !Told.Contains(name) && !JsonNode.DeepEquals(before.Definition.Options[name], after.Definition.Options[name]))
            .ToList();
        if (before.Type != after.Type) names.Add("type");
        if (names.Count is 0) yield break;
        yield return new FormChange("limits_changed", $"{pair.Path}/{names[0]}", pair.Name, new Message(
            $"\"{Label(after, Language.English)}\" has other limits: {string.Join(", ", names)}.",
            $"“{Label(after, Language.Chinese)}”的限制有变化：{string.Join("、", names)}。"))
        {
            Names = names,
            Impact = pair.ImpactOf(value => Judge(value, after)),
        };
    }

    internal static Verdict Judge(JsonElement? value, Field field) =>
        value is { } stored && field.Type.Read(stored, field).Errors is { Count: > 0 } errors
            ? new Verdict(VerdictKind.Invalid, errors[0].Message)
            : Verdict.Stays;
}
