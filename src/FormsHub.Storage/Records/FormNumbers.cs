using FormsHub.Core.Forms;
using FormsHub.Storage.Forms;

namespace FormsHub.Storage.Records;

/// <summary>Forms by the number that revisions, change sets and the recycle bin know them by.</summary>
public static class FormNumbers
{
    /// <summary>As <see cref="Catalog.ByNumber"/>, but sure: an unknown number is looked for in the database.</summary>
    public static async ValueTask<Form?> FindAsync(this Catalog catalog, int number, CancellationToken ct)
    {
        if (catalog.ByNumber(number) is { } form) return form;
        await catalog.RefreshAsync(ct);
        return catalog.ByNumber(number);
    }
}
