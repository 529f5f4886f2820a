using FormsHub.Core.Records;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>What a new version of a form changes.</summary>
public static class FormChanges
{
    private static readonly IReadOnlyList<PublishRule> Rules =
    [
        new FieldAdded(),
        new FieldRemoved(),
        new FieldRenamed(),
        new TypeChanged(),
        new RequiredChanged(),
        new UniqueChanged(),
        new EncryptionChanged(),
        new OptionsRemoved(),
        new LimitsChanged(),
        new FormulaChanged(),
    ];

    /// <summary>
    /// The changes from one version to the next. <paramref name="replaced"/> says which old field id each new one stands for, where a
    /// field has got a new id because its type changed.
    /// </summary>
    public static IReadOnlyList<FormChange> Between(Form before, Form after, IReadOnlyDictionary<string, string> replaced)
    {
        var changes = Pairs(before.AllFields, after.AllFields, "/fields", replaced)
            .SelectMany(pair => Rules.SelectMany(rule => rule.Compare(pair)))
            .ToList();
        var (old, now) = (before.Definition, after.Definition);
        if (old.Key != now.Key)
        {
            changes.Add(OfForm("form_renamed", "/key",
                $"The form's key changes from \"{old.Key}\" to \"{now.Key}\"; the old one keeps answering.",
                $"表单 key 从“{old.Key}”改为“{now.Key}”，原 key 继续可用。"));
        }
        if (!HaveSameTitles(before, after))
        {
            changes.Add(OfForm("title_changed", "/titleField",
                $"Records are titled otherwise; those that are there get their title anew.", $"记录的标题有变化；已有记录的标题会重新生成。"));
        }
        if (!Same(old.Rules, now.Rules)) changes.Add(OfForm("rules_changed", "/rules", $"The rules change.", $"规则有变化。"));
        if (!Same(old.Views, now.Views)) changes.Add(OfForm("views_changed", "/views", $"The views change.", $"视图有变化。"));
        if (!old.Members.SequenceEqual(now.Members))
            changes.Add(OfForm("members_changed", "/members", $"Who may use the form changes.", $"可使用该表单的成员有变化。"));
        if (changes.Count is 0) changes.Add(OfForm("appearance_changed", "", $"Only texts or layout change.", $"仅文字或布局有变化。"));
        return changes;
    }

    /// <summary>Whether the values stored by one field are, as they are, values of the other; else it needs an id of its own.</summary>
    public static bool KeepsValues(Field before, Field after)
    {
        if (before.Type == after.Type)
        {
            return Option(before, "target") == Option(after, "target") && Option(before, "result") == Option(after, "result");
        }
        return (before.Type.Name, after.Type.Name) is
            ("text" or "longText" or "email" or "url" or "idCard", "text" or "longText")
            or ("number" or "currency" or "percent" or "rating", "number" or "currency" or "percent");
    }

    /// <summary>Whether titles stay: they are texts of the same field, and the labels of its options are the same.</summary>
    private static bool HaveSameTitles(Form before, Form after) => (RecordText.TitleField(before), RecordText.TitleField(after)) switch
    {
        ({ } old, { } now) => old.Id == now.Id && Option(old, "options") == Option(now, "options"),
        var (old, now) => old == now,
    };

    internal static string? Option(Field field, string name) => field.Definition.Options[name]?.ToJsonString();

    private static FormChange OfForm(string code, string path, FormattableString english, FormattableString chinese) =>
        new(code, path, null, new Message(english, chinese));

    private static bool Same<T>(IReadOnlyList<T> left, IReadOnlyList<T> right) =>
        System.Text.Json.JsonSerializer.Serialize(left, System.Text.Json.JsonSerializerOptions.Default)
        == System.Text.Json.JsonSerializer.Serialize(right, System.Text.Json.JsonSerializerOptions.Default);

    private static IEnumerable<FieldPair> Pairs(
        IReadOnlyList<Field> before, IReadOnlyList<Field> after, string path, IReadOnlyDictionary<string, string> replaced)
    {
        var left = before.ToDictionary(field => field.Id);
        for (var i = 0; i < after.Count; i++)
        {
            var field = after[i];
            left.Remove(replaced.GetValueOrDefault(field.Id, field.Id), out var old);
            yield return new FieldPair(old, field, $"{path}/{i}");
            if (old is null) continue;
            foreach (var column in Pairs(old.Columns, field.Columns, $"{path}/{i}/fields", replaced)) yield return column;
        }
        for (var i = 0; i < before.Count; i++)
        {
            if (left.ContainsKey(before[i].Id)) yield return new FieldPair(before[i], null, $"{path}/{i}");
        }
    }
}
