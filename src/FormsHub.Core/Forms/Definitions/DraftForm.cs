using System.Collections.Frozen;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>
/// A definition under examination: its fields with their paths, the form built of those that can be built, and the other forms
/// as they would be beside it.
/// </summary>
internal sealed class DraftForm
{
    /// <summary>A field where it stands in the definition; <see cref="Field"/> is null if its type or options are wrong.</summary>
    public sealed record Place(FieldDefinition Definition, string Path, FieldDefinition? Table, Field? Field);

    private readonly IFormCatalog _published;
    private readonly Func<string, IEnumerable<string>> _optionsEver;
    private readonly List<Place> _places = [];
    private readonly List<FieldError> _errors = [];

    /// <param name="optionsEver">The options that the field with that id had before; by default those of the form of that number in the catalog.</param>
    public DraftForm(Guid id, int number, int version, FormDefinition definition, IFormCatalog catalog, Func<string, IEnumerable<string>>? optionsEver = null)
    {
        Definition = definition;
        _optionsEver = optionsEver ?? (catalog.ByNumber(number) is { } known ? known.OptionsEver : _ => []);
        var fields = Build(definition.Fields, "/fields", null);
        Form = new Form(id, number, version, definition, fields);
        _published = catalog;
        Catalog = new CatalogWith(catalog, Form);
    }

    public FormDefinition Definition { get; }
    public Form Form { get; private set; }

    /// <summary>The published forms, this one among them.</summary>
    public IFormCatalog Catalog { get; private set; }

    /// <summary>All fields and columns, in the order of the definition.</summary>
    public IReadOnlyList<Place> Places => _places;

    /// <summary>What was wrong with types' attributes.</summary>
    public IReadOnlyList<FieldError> AttributeErrors => _errors;

    /// <summary>Takes up the compiled expressions.</summary>
    public void Adopt(FormLogic logic)
    {
        Form = Form.With(logic);
        Catalog = new CatalogWith(_published, Form);
    }

    /// <summary>The place that "phone" or "calls.minutes" names.</summary>
    public Place? Find(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return _places.Find(place => place.Table is null && Answers(place.Definition, name));
        var table = Find(name[..dot])?.Definition;
        return table is null ? null : _places.Find(place => place.Table == table && Answers(place.Definition, name[(dot + 1)..]));
    }

    public IEnumerable<string> Names => _places.Select(place =>
        place.Table is { } table ? $"{table.Key}.{place.Definition.Key}" : place.Definition.Key);

    private static bool Answers(FieldDefinition field, string key) => field.Key == key || field.Aliases.Contains(key);

    private List<Field> Build(IReadOnlyList<FieldDefinition> definitions, string path, FieldDefinition? table)
    {
        var built = new List<Field>(definitions.Count);
        for (var i = 0; i < definitions.Count; i++)
        {
            var at = _places.Count;
            _places.Add(new Place(definitions[i], $"{path}/{i}", table, null));
            var columns = Build(definitions[i].Fields, $"{path}/{i}/fields", definitions[i]);
            if (FieldTypes.Find(definitions[i].Type) is not { } type) continue;
            var options = FieldAttributes.Read(type, definitions[i].Options, $"{path}/{i}", _errors);
            if (options is null) continue;
            var field = new Field(definitions[i], type, options, columns) { FormerOptions = _optionsEver(definitions[i].Id).ToFrozenSet() };
            _places[at] = _places[at] with { Field = field };
            built.Add(field);
        }
        return built;
    }
}

/// <summary>A catalog in which some forms stand in place of, or beside, the published ones.</summary>
public sealed class CatalogWith(IFormCatalog published, params IReadOnlyList<Form> drafts) : IFormCatalog
{
    /// <summary>A former key of a draft's form finds the draft.</summary>
    public Form? Find(string key) =>
        drafts.FirstOrDefault(draft => draft.Key == key)
        ?? (published.Find(key) is { } form ? drafts.FirstOrDefault(draft => draft.Number == form.Number) ?? form : null);

    public Form? ByNumber(int number) => drafts.FirstOrDefault(draft => draft.Number == number) ?? published.ByNumber(number);

    public IReadOnlyCollection<Form> All =>
        [.. published.All.Where(form => drafts.All(draft => draft.Number != form.Number)), .. drafts];
}
