using System.Globalization;
using System.Text;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>A text that two values share exactly when they are written alike; the fields of an input object may stand in any order.</summary>
internal static class ValueKey
{
    public static string Of(ValueNode value)
    {
        var key = new StringBuilder();
        Append(key, value);
        return key.ToString();
    }

    private static void Append(StringBuilder key, ValueNode value)
    {
        switch (value)
        {
            case VariableNode it: AppendText(key, '$', it.Name.Value); break;
            case IntValueNode it: AppendText(key, 'i', it.Value); break;
            case FloatValueNode it: AppendText(key, 'f', it.Value); break;
            case StringValueNode it: AppendText(key, it.IsBlock ? 'b' : 's', it.Value); break;
            case EnumValueNode it: AppendText(key, 'e', it.Value); break;
            case BooleanValueNode it: key.Append(it.Value ? 't' : 'F'); break;
            case NullValueNode: key.Append('0'); break;
            case ListValueNode it:
                key.Append('[');
                foreach (var item in it.Values) Append(key, item);
                key.Append(']');
                break;
            case ObjectValueNode it:
                key.Append('{');
                foreach (var field in it.Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal))
                {
                    AppendText(key, ':', field.Name.Value);
                    Append(key, field.Value);
                }
                key.Append('}');
                break;
        }
    }

    // The length first: no text can pretend to be something else.
    private static void AppendText(StringBuilder key, char kind, string text) =>
        key.Append(kind).Append(text.Length.ToString(CultureInfo.InvariantCulture)).Append(' ').Append(text);
}
