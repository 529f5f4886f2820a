namespace FormsHub.Core.Forms.Definitions;

/// <summary>The published forms as they would be without one of them.</summary>
public sealed class CatalogWithout(IFormCatalog published, int without) : IFormCatalog
{
    public Form? Find(string key) => published.Find(key) is { } form && form.Number != without ? form : null;

    public Form? ByNumber(int number) => number == without ? null : published.ByNumber(number);

    public IReadOnlyCollection<Form> All => [.. published.All.Where(form => form.Number != without)];
}
