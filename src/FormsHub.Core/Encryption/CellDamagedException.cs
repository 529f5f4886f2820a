namespace FormsHub.Core.Encryption;

/// <summary>A sealed cell does not open at its place: it was changed, or comes from another record or field.</summary>
public sealed class CellDamagedException(CellPlace place) : Exception($"The encrypted value of {place.Field} in record {place.Record} of form {place.Form} does not open.")
{
    public CellPlace Place => place;
}
