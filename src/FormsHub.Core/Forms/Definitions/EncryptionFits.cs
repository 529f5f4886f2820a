using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>
/// Only fields of the form whose value is one text are encrypted, and nothing stands in the definition that would keep their values in clear or read
/// them: no title, default or value set by a rule. Lookups, formulas, filters and sorts refuse them where they are checked themselves.
/// </summary>
internal sealed class EncryptionFits : DefinitionRule
{
    private static readonly string Types = string.Join(", ", FieldTypes.All.Where(type => type.CanBeEncrypted).Select(type => type.Name));

    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        foreach (var (definition, path, table, field) in draft.Places)
        {
            if (definition.Sensitive is not "encrypt" || field is null) continue;
            var key = definition.Key;
            if (table is not null)
            {
                yield return Error(path + "/sensitive", "cannot_be_encrypted",
                    $"\"{key}\" is a column of a sub-table, which cannot be encrypted; mask it.", $"“{key}”是子表的列，不能加密保存，可改为脱敏。");
                continue;
            }
            if (!field.IsEncrypted)
            {
                yield return Error(path + "/sensitive", "cannot_be_encrypted",
                    $"\"{key}\" of type \"{definition.Type}\" cannot be encrypted; {Types} can.", $"“{definition.Type}”类型的字段“{key}”不能加密保存；可以加密的类型：{Types}。");
                continue;
            }
            if (draft.Definition.TitleField == key || definition.Aliases.Contains(draft.Definition.TitleField))
                yield return Error("/titleField", "encrypted_field", $"\"{key}\" is encrypted, so it cannot be the title.", $"“{key}”已加密保存，不能作为标题。");
            if (definition.Default is not null)
                yield return Default(path + "/default", key);
            if (definition.DefaultExpression is not null)
                yield return Default(path + "/defaultExpression", key);
            foreach (var error in OfRules(draft, field)) yield return error;
        }
    }

    private static IEnumerable<FieldError> OfRules(DraftForm draft, Field field)
    {
        for (var r = 0; r < draft.Definition.Rules.Count; r++)
        {
            for (var e = 0; e < draft.Definition.Rules[r].Set.Count; e++)
            {
                if (draft.Definition.Rules[r].Set[e] is { Value: not null } effect && draft.Find(effect.Field)?.Field == field)
                {
                    yield return Error($"/rules/{r}/set/{e}/value", "encrypted_field",
                        $"\"{field.Key}\" is encrypted, so no rule can set it.", $"“{field.Key}”已加密保存，规则不能为其赋值。");
                }
            }
        }
    }

    private static FieldError Default(string path, string key) => Error(path, "encrypted_field",
        $"\"{key}\" is encrypted, so it has no default: that would stand in the form in clear.", $"“{key}”已加密保存，不能有默认值：默认值会以明文存在表单中。");
}
