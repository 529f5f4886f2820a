using System.Text.Json.Nodes;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>Options that can no longer be chosen; records that hold one keep it until they are next saved.</summary>
internal sealed class OptionsRemoved : PublishRule
{
    public override IEnumerable<FormChange> Compare(FieldPair pair)
    {
        if (pair is not { Stays: true, Before: { } before, After: { } after } || before.Type != after.Type) yield break;
        var gone = Keys(before.Definition.Options["options"]).Except(Keys(after.Definition.Options["options"])).ToList();
        if (gone.Count is 0) yield break;
        var list = string.Join(", ", gone.Select(key => $"\"{key}\""));
        yield return new FormChange("option_removed", pair.Path + "/options", pair.Name, new Message(
            $"\"{Label(after, Language.English)}\" loses the options {list}.", $"“{Label(after, Language.Chinese)}”移除选项 {list}。"))
        {
            Impact = pair.ImpactOf(value => LimitsChanged.Judge(value, after)),
        };
    }

    private static IEnumerable<string> Keys(JsonNode? options) => options is not JsonArray list ? [] : list.OfType<JsonObject>().SelectMany(option =>
        (option["key"]?.ToString() is { } key ? Enumerable.Repeat(key, 1) : []).Concat(Keys(option["children"])));
}
