using System.Buffers.Text;
using System.Text;
using FormsHub.Core.Results;

namespace FormsHub.Querying.Graph.People;

/// <summary>Where somebody stands in a list of people, or a department among departments: by name, and by id where two are called the same.</summary>
internal sealed record PeoplePosition(string Name, Guid Id)
{
    private const int LengthOfId = 16;

    public string Cursor => Base64Url.EncodeToString([.. Id.ToByteArray(), .. Encoding.UTF8.GetBytes(Name)]);

    public bool IsBefore(PeoplePosition other) => string.CompareOrdinal(Name, other.Name) is var order and not 0 ? order < 0 : Id.CompareTo(other.Id) < 0;

    /// <summary>The position that an argument gives; null, with the error told, where it is none.</summary>
    public static PeoplePosition? Of(Selected selected, string name, List<FieldError> errors)
    {
        if (!selected.Has(name)) return null;
        var cursor = (string)selected.Arguments[name]!;
        if (cursor.Length < 2000 && Base64Url.IsValid(cursor) && Base64Url.DecodeFromChars(cursor) is { Length: >= LengthOfId } bytes)
            return new PeoplePosition(Encoding.UTF8.GetString(bytes.AsSpan(LengthOfId)), new Guid(bytes.AsSpan(0, LengthOfId)));
        errors.Add(QueryErrors.BadCursor("/" + name));
        return null;
    }
}
