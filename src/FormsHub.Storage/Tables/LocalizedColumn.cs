using System.Text.Json;
using FormsHub.Core.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FormsHub.Storage.Tables;

internal static class LocalizedColumn
{
    /// <summary>Stores the text of both languages as the JSON that definitions use.</summary>
    public static PropertyBuilder<Localized> IsLocalized(this PropertyBuilder<Localized> column) => column
        .HasColumnType("jsonb")
        .HasConversion(
            text => JsonSerializer.Serialize(text, JsonSerializerOptions.Default),
            json => JsonSerializer.Deserialize<Localized>(json, JsonSerializerOptions.Default)!);
}
