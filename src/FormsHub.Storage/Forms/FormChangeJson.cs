using System.Buffers;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Forms.Publishing;
using FormsHub.Core.Results;

namespace FormsHub.Storage.Forms;

/// <summary>The changes of a version as they are kept with it: with the sentences of both languages.</summary>
public static class FormChangeJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<FormChange> changes)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                writer.WriteStartObject();
                writer.WriteString("code"u8, change.Code);
                writer.WriteString("path"u8, change.Path);
                if (change.Field is { } field) writer.WriteString("field"u8, field);
                writer.WriteString("en"u8, change.Message.In(Language.English));
                writer.WriteString("zh"u8, change.Message.In(Language.Chinese));
                if (change.Names.Count > 0)
                {
                    writer.WriteStartArray("names"u8);
                    foreach (var name in change.Names) writer.WriteStringValue(name);
                    writer.WriteEndArray();
                }
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
