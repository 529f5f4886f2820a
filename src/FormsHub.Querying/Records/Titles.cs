using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;

namespace FormsHub.Querying.Records;

/// <summary>The titles that one value needs: of records from a column of the answer, of people and departments from the directory.</summary>
/// <param name="records">JSON of titles by record id; null: there are none.</param>
/// <param name="seen">What is seen of the record that the value is of; null: everything.</param>
internal sealed class Titles(IDirectory directory, JsonElement? records, RowSight? seen = null) : IWireTitles
{
    public Sight Sees(Field column) => seen?.Of(column) ?? Sight.Clear;


    public string? Title(LinkKind kind, string id, string? targetForm) => kind switch
    {
        LinkKind.Record => records is { ValueKind: JsonValueKind.Object } titles && titles.TryGetProperty(id, out var title) ? title.GetString() : null,
        LinkKind.User or LinkKind.Department => Guid.TryParse(id, out var guid) ? directory.Title(kind, guid) : null,
        LinkKind.File or LinkKind.None => null,
    };
}
