using System.Text.Json;
using System.Text.Json.Serialization;
using FormsHub.Core.Expressions;

namespace FormsHub.Server.Hosting;

/// <summary>Moments as records write them: RFC 3339 in UTC, with milliseconds.</summary>
public sealed class MomentJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ValueJson.Write(value));
}
