using System.Buffers;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;

namespace FormsHub.Server.Sharing;

/// <summary>A view's definition as JSON.</summary>
internal static class ViewText
{
    public static string Of(ViewDefinition view)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer)) FormDefinitionJson.Write(writer, view);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
