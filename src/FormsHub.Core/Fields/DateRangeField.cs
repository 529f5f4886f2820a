using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>Days from one to another, both included: <c>{"from": "2026-01-01", "to": "2026-01-31"}</c>.</summary>
public sealed class DateRangeField : FieldType<DateRangeField.Days, NoOptions>
{
    public readonly record struct Days(DateOnly From, DateOnly To);

    public override string Name => "dateRange";
    public override SqlType SqlType => SqlType.Json;
    public override FilterOperators Operators => FilterOperators.IsEmpty;

    public override IReadOnlyList<Field> Parts { get; } = [Part.Of("from", new DateField()), Part.Of("to", new DateField())];

    protected override Parsed<Days> Parse(JsonElement input, NoOptions options)
    {
        if (input.ValueKind is not JsonValueKind.Object)
            return new FieldError("wrong_type", $"Must be an object with \"from\" and \"to\".", $"必须是带有“from”和“to”的对象。");
        if (Part.Unknown(input, Parts) is { } unknown) return unknown;

        var repairs = new List<Repair>();
        var days = new DateOnly?[2];
        for (var i = 0; i < Parts.Count; i++)
        {
            var part = Parts[i];
            if (!input.TryGetProperty(part.Key, out var given)) continue;
            var reading = part.Type.Read(given, part);
            if (reading.Errors is [var error, ..]) return error.Under("/" + part.Key);
            repairs.AddRange((reading.Repairs ?? []).Select(repair => repair.Under("/" + part.Key)));
            if (reading.Value is { } value && DateField.TryExact(value.GetString()!, out var day)) days[i] = day;
        }
        return days switch
        {
            [null, null] => Parsed<Days>.Empty(repairs.Count > 0 ? repairs : null),
            [{ } from, { } to] => from <= to
                ? Parsed<Days>.Repaired(new Days(from, to), repairs.Count > 0 ? repairs : null)
                : new FieldError("range_reversed", $"The first day is after the last.", $"开始日期晚于结束日期。"),
            _ => new FieldError("range_incomplete", $"Both the first and the last day are needed.", $"请同时填写开始日期和结束日期。"),
        };
    }

    protected override JsonElement Write(Days value, JsonElement input) =>
        JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["from"] = DateField.Iso(value.From), ["to"] = DateField.Iso(value.To) });

    public override string Display(JsonElement value, Field field, Language language)
    {
        var (from, to) = (value.GetProperty("from"u8).GetString(), value.GetProperty("to"u8).GetString());
        return new Message($"{from} to {to}", $"{from} 至 {to}").In(language);
    }

    /// <summary>As ISO 8601 writes an interval.</summary>
    public override string Plain(JsonElement value, Field field) => $"{value.GetProperty("from"u8).GetString()}/{value.GetProperty("to"u8).GetString()}";

    public override Value ToValue(JsonElement value, Field field) => Part.ToRow(value, Parts);

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(Key(left), Key(right));

    private static string Key(JsonElement value) => value.GetProperty("from"u8).GetString() + value.GetProperty("to"u8).GetString();

    /// <summary>One day becomes a range of one day.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        if (from.Type.Plain(value, from)?.Trim() is not { } text) return Conversion.Impossible;
        string[] days = text.Split('/') is [var first, var last] && DateField.TryExact(first, out _) ? [first, last]
            : text.Length > 10 && DateField.TryExact(text[..10], out _) && from.Type is DateTimeField ? [text[..10], text[..10]]
            : [text, text];
        return new(JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["from"] = days[0], ["to"] = days[1] }), from.Type is DateTimeField);
    }
}
