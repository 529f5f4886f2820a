using System.Runtime.CompilerServices;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Storage.Records;

/// <summary>Who refers to whom, over all forms: worked out once for each state of the catalog.</summary>
internal sealed class ReferenceMap
{
    private static readonly ConditionalWeakTable<IReadOnlyCollection<Form>, ReferenceMap> Maps = [];

    private readonly Dictionary<int, List<InboundReference>> _inbound = [];
    private readonly Dictionary<int, List<ReadFromAfar>> _readers = [];

    private ReferenceMap(IFormCatalog catalog)
    {
        foreach (var form in catalog.All)
        {
            foreach (var field in form.Fields.SelectMany(field => field.Columns.Append(field)).Where(field => field.Type.Links is LinkKind.Record))
            {
                if (References.Target(field) is { } key && catalog.Find(key) is { } target) Add(_inbound, target, new InboundReference(form, field));
            }
            foreach (var path in form.Logic.Formulas.SelectMany(formula => formula.Expression.Reads)) AddReaders(catalog, form, LookupField.Path(form, path));
        }
    }

    public static ReferenceMap Of(IFormCatalog catalog) => Maps.GetValue(catalog.All, _ => new ReferenceMap(catalog));

    /// <summary>The fields of all forms that point at a form.</summary>
    public IReadOnlyList<InboundReference> Inbound(Form target) => _inbound.GetValueOrDefault(target.Number) ?? [];

    /// <summary>The fields of a form that formulas of other records read.</summary>
    public IReadOnlyList<ReadFromAfar> Readers(Form read) => _readers.GetValueOrDefault(read.Number) ?? [];

    private void AddReaders(IFormCatalog catalog, Form form, IReadOnlyList<string> path)
    {
        if (path.Count < 2 || Follow(catalog, form, path[0]) is not { } first) return;
        var home = new Hop(form.Number, first.Field.Id);
        if (first.Target[path[1]] is { } read) Add(_readers, first.Target, new ReadFromAfar(read.Id, [home]));
        if (path.Count < 3 || Follow(catalog, first.Target, path[1]) is not { } second) return;
        if (second.Target[path[2]] is { } far) Add(_readers, second.Target, new ReadFromAfar(far.Id, [new Hop(first.Target.Number, second.Field.Id), home]));
    }

    private static (Field Field, Form Target)? Follow(IFormCatalog catalog, Form form, string key) =>
        form[key] is { Type.Links: LinkKind.Record } field && References.Target(field) is { } name && catalog.Find(name) is { } target
            ? (field, target)
            : null;

    private static void Add<T>(Dictionary<int, List<T>> map, Form form, T value)
    {
        if (!map.TryGetValue(form.Number, out var list)) map.Add(form.Number, list = []);
        list.Add(value);
    }
}

/// <summary>A field that points at a form: top-level, or a column of a sub-table.</summary>
internal sealed record InboundReference(Form From, Field Field);

/// <summary>A field whose value formulas of other records read, with the way back to those records.</summary>
/// <param name="Hops">From the record that changes outwards; the last one's form holds the formulas.</param>
internal sealed record ReadFromAfar(string Field, IReadOnlyList<Hop> Hops);
