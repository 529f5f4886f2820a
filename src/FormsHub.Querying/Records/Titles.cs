using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;

namespace FormsHub.Querying.Records;

/// <summary>The titles that one value needs: of records from a column of the answer, of people and departments from the directory.</summary>
/// <param name="records">JSON of titles by record id; null: there are none.</param>
internal sealed class Titles(IDirectory directory, JsonElement? records) : IWireTitles
{
    public string? Title(LinkKind kind, string id, string? targetForm) => kind switch
    {
        LinkKind.Record => records is { ValueKind: JsonValueKind.Object } titles && titles.TryGetProperty(id, out var title) ? title.GetString() : null,
        LinkKind.User or LinkKind.Department => Guid.TryParse(id, out var guid) ? directory.Title(kind, guid) : null,
        LinkKind.File or LinkKind.None => null,
    };
}
