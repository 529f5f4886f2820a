using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>Keys start with a small letter, hold letters and digits only, and are no reserved word.</summary>
internal sealed class KeysAreWellFormed : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        var form = draft.Definition;
        if (!Names.IsKey(form.Key)) yield return Malformed("/key", form.Key);
        if (form.Plural is { } plural && !Names.IsKey(plural)) yield return Malformed("/plural", plural);
        if (form.Plural == form.Key)
        {
            yield return Error("/plural", "duplicate_key",
                $"The plural must differ from the key \"{form.Key}\": GraphQL names one record by the key and many by the plural.",
                $"复数名称不能与 key“{form.Key}”相同：GraphQL 用 key 查询单条、用复数查询多条。");
        }
        if (form.App is { } app && !Names.IsKey(app)) yield return Malformed("/app", app);

        foreach (var place in draft.Places)
        {
            var key = place.Definition.Key;
            if (!Names.IsKey(key))
            {
                yield return Malformed(place.Path + "/key", key);
            }
            else if (Names.OfRecords.Contains(key) || Names.Words.Contains(key))
            {
                yield return Error(place.Path + "/key", "reserved_key",
                    $"\"{key}\" is a reserved word; choose another key, such as \"{key}Value\".", $"“{key}”是保留字，请换一个 key，例如“{key}Value”。");
            }
        }
    }

    private static FieldError Malformed(string path, string key) => Error(path, "malformed_key",
        $"\"{key}\" is no key: a key starts with a small letter and has up to 63 letters and digits.",
        $"“{key}”不能作为 key：须以小写字母开头，由字母和数字组成，最多 63 个字符。");
}
