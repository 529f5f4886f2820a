using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>Any JSON, for programs that keep data of their own beside a record.</summary>
public sealed class JsonField : FieldType<JsonElement, NoOptions>
{
    private const int MostBytes = 100_000;
    private const int MostLevels = 32;
    private const int MostDigits = 17;
    private const int LongestSearched = 4000;

    public override string Name => "json";
    public override SqlType SqlType => SqlType.Json;
    public override FilterOperators Operators => FilterOperators.IsEmpty;

    protected override Parsed<JsonElement> Parse(JsonElement input, NoOptions options) =>
        JsonMarshal.GetRawUtf8Value(input).Length > MostBytes
            ? new FieldError("too_large", $"Must have at most {MostBytes / 1000} kB.", $"最多 {MostBytes / 1000} kB。")
            : Refuse(input, 1) is { } wrong ? wrong : input;

    /// <summary>Deeper than readers go, or numbers that a reader with double precision would change.</summary>
    private static FieldError? Refuse(JsonElement input, int level)
    {
        if (level > MostLevels) return new("too_deep", $"Must have at most {MostLevels} levels.", $"最多嵌套 {MostLevels} 层。");
        return input.ValueKind switch
        {
            JsonValueKind.Object => input.EnumerateObject().Select(property => Refuse(property.Value, level + 1)).FirstOrDefault(error => error is not null),
            JsonValueKind.Array => input.EnumerateArray().Select(item => Refuse(item, level + 1)).FirstOrDefault(error => error is not null),
            JsonValueKind.Number => RefuseNumber(input),
            JsonValueKind.Undefined or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => null,
        };
    }

    private static FieldError? RefuseNumber(JsonElement number)
    {
        var raw = Encoding.ASCII.GetString(JsonMarshal.GetRawUtf8Value(number));
        var mantissa = raw.Split('e', 'E')[0].Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Trim('0');
        return mantissa.Length <= MostDigits
            && double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            && (value is not 0 || mantissa.Length is 0)
                ? null
                : new("number_out_of_range", $"A number in it is too large, too small or too long to be kept exactly.", $"其中有数字过大、过小或位数过多，无法精确保存。");
    }

    protected override JsonElement Write(JsonElement value, JsonElement input) => input;

    public override string Display(JsonElement value, Field field, Language language) => value.GetRawText();

    public override string? SearchText(JsonElement value, Field field)
    {
        var words = new StringBuilder();
        Collect(value, words);
        return words.Length > 0 ? words.ToString() : null;
    }

    private static void Collect(JsonElement value, StringBuilder words)
    {
        if (words.Length > LongestSearched) return;
        if (value.ValueKind is JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject()) Collect(property.Value, words);
        }
        else if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray()) Collect(item, words);
        }
        else if (value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            if (words.Length > 0) words.Append(' ');
            words.Append(value.ToString());
        }
    }

    /// <summary>Its text: expressions do not look inside.</summary>
    public override Value ToValue(JsonElement value, Field field) => new Value.Text(value.GetRawText());

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetRawText(), right.GetRawText());

    /// <summary>Every stored value is JSON already; ids of links would be without meaning.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to) =>
        from.Type.Links is LinkKind.None && from.Columns.Count is 0 ? new(value, Lossy: false) : Conversion.Impossible;
}
