using FormsHub.Core.Forms;

namespace FormsHub.Querying.Graph;

/// <summary>Names that designers gave, as descriptions of the schema, which is one for all languages.</summary>
internal static class Texts
{
    public static string? Of(Localized? text) => text is null ? null
        : text.Chinese is { Length: > 0 } chinese && text.English is { Length: > 0 } english && chinese != english ? $"{english} · {chinese}"
        : text.English is { Length: > 0 } only ? only : text.Chinese;
}
