using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A point on the earth (WGS 84, in degrees) with its address: <c>{"lng": 114.0579, "lat": 22.5431, "address": "…"}</c>.</summary>
public sealed class LocationField : FieldType<LocationField.Point, NoOptions>
{
    /// <summary>Seven decimals are a centimetre.</summary>
    private const int MostDecimals = 7;

    public sealed record Point(decimal Longitude, decimal Latitude, string? Address);

    public override string Name => "location";
    public override SqlType SqlType => SqlType.Json;
    public override FilterOperators Operators => FilterOperators.IsEmpty;
    public override IReadOnlyList<Field> Parts { get; } =
        [Part.Of("lng", new NumberField()), Part.Of("lat", new NumberField()), Part.Of("address", new TextField())];

    protected override Parsed<Point> Parse(JsonElement input, NoOptions options)
    {
        if (input.ValueKind is not JsonValueKind.Object)
            return new FieldError("wrong_type", $"Must be an object with \"lng\" and \"lat\".", $"必须是带有“lng”和“lat”的对象。");
        if (Part.Unknown(input, Parts) is { } unknown) return unknown;

        var repairs = new List<Repair>();
        var longitude = Degrees(input, "lng", 180, repairs);
        if (longitude.Error is { } noLongitude) return noLongitude;
        var latitude = Degrees(input, "lat", 90, repairs);
        if (latitude.Error is { } noLatitude) return noLatitude;
        var address = input.TryGetProperty("address"u8, out var given) ? Parts[2].Type.Read(given, Parts[2]) : Reading.Empty;
        if (address.Errors is [var wrong, ..]) return wrong.Under("/address");
        repairs.AddRange((address.Repairs ?? []).Select(repair => repair.Under("/address")));

        return (longitude.IsEmpty, latitude.IsEmpty, address.Value) switch
        {
            (true, true, null) => Parsed<Point>.Empty(),
            (false, false, _) => Parsed<Point>.Repaired(
                new Point(longitude.Value, latitude.Value, address.Value?.GetString()), repairs.Count > 0 ? repairs : null),
            _ => new FieldError("location_incomplete", $"Both longitude and latitude are needed.", $"请同时填写经度和纬度。"),
        };
    }

    private static Parsed<decimal> Degrees(JsonElement input, string name, int most, List<Repair> repairs)
    {
        if (!input.TryGetProperty(name, out var given) || given.ValueKind is JsonValueKind.Null) return Parsed<decimal>.Empty();
        if (given.ValueKind is not JsonValueKind.Number || !given.TryGetDecimal(out var degrees))
            return new FieldError("wrong_type", $"Must be a number.", $"必须是数字。").Under("/" + name);
        if (Math.Abs(degrees) > most)
            return new FieldError("out_of_range", $"Must be between -{most} and {most} degrees.", $"须在 -{most} 到 {most} 度之间。").Under("/" + name);

        var rounded = ValueJson.Trim(decimal.Round(degrees, MostDecimals, MidpointRounding.AwayFromZero));
        if (rounded != degrees)
        {
            repairs.Add(new Repair(
                "/" + name,
                "rounded",
                new Message($"Rounded to {MostDecimals} decimals, which is a centimetre.", $"已四舍五入到 {MostDecimals} 位小数（约 1 厘米）。"),
                given,
                JsonSerializer.SerializeToElement(rounded),
                Loses: true));
        }
        return rounded;
    }

    protected override JsonElement Write(Point value, JsonElement input)
    {
        var stored = new JsonObject { ["lng"] = value.Longitude, ["lat"] = value.Latitude };
        if (value.Address is not null) stored["address"] = value.Address;
        return JsonSerializer.SerializeToElement(stored);
    }

    public override string Display(JsonElement value, Field field, Language language)
    {
        var point = string.Create(CultureInfo.InvariantCulture, $"{value.GetProperty("lng"u8).GetDecimal()}, {value.GetProperty("lat"u8).GetDecimal()}");
        return Address(value) is { } address ? new Message($"{address} ({point})", $"{address}（{point}）").In(language) : point;
    }

    public override string Plain(JsonElement value, Field field)
    {
        var point = string.Create(CultureInfo.InvariantCulture, $"{value.GetProperty("lng"u8).GetDecimal()}, {value.GetProperty("lat"u8).GetDecimal()}");
        return Address(value) is { } address ? $"{point} {address}" : point;
    }

    public override string? SearchText(JsonElement value, Field field) => Address(value);

    private static string? Address(JsonElement value) => value.TryGetProperty("address"u8, out var address) ? address.GetString() : null;

    public override Value ToValue(JsonElement value, Field field) => Part.ToRow(value, Parts);

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetRawText(), right.GetRawText());

    /// <summary>"114.05, 22.54" with an address behind it, if any.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        var parts = (from.Type.Plain(value, from) ?? "").Split([',', ' ', '\uff0c'], 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || Number(parts[0]) is not { } longitude || Number(parts[1]) is not { } latitude) return Conversion.Impossible;

        var place = new JsonObject { ["lng"] = longitude, ["lat"] = latitude };
        if (parts.Length is 3) place["address"] = parts[2];
        return new(JsonSerializer.SerializeToElement(place), Lossy: false);
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
