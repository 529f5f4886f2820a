using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Records;

namespace FormsHub.Querying.Gate;

/// <summary>What a computed field is computed from: who may not see that may not see the field.</summary>
internal static class Sources
{
    /// <summary>The cells that must all be clear, with what they are called. A lookup's and a roll-up's other side is gated where its SQL reads it.</summary>
    public static IEnumerable<(string Name, Cell Cell)> Of(Field field, FormSight sight) => field.Type switch
    {
        FormulaField => OfFormula(field, sight),
        LookupField => LookupField.OptionsOf(field).Reference is var key && sight.Form[key] is { } reference ? [(key, sight.Of(reference))] : [(field.Key, Cell.Closed)],
        RollupField => RollupField.OptionsOf(field) is var options ? OfRollup(field, options, sight).Select(cell => (options.Table ?? options.Source ?? field.Key, cell)) : [],
        _ => [],
    };

    /// <summary>The fields of other forms that a lookup shows or a formula reads and that the caller sees in none of their records.</summary>
    public static IEnumerable<Field> UnknownElsewhere(Field field, FormSight sight)
    {
        IEnumerable<IReadOnlyList<string>> paths = field.Type switch
        {
            LookupField => LookupField.OptionsOf(field) is var options ? [[options.Reference, options.Field]] : [],
            FormulaField => sight.Form.Logic.Formulas.FirstOrDefault(each => each.Field.Id == field.Id)?.Expression.Reads ?? [],
            _ => [],
        };
        return paths.SelectMany(path => Steps(path, field.Table, sight)).Where(step => step.There.Most(step.Field) is Core.Access.Sight.Nothing).Select(step => step.Field);
    }

    /// <summary>The fields of other forms that a path leads through, as the caller sees them.</summary>
    private static IEnumerable<(FormSight There, Field Field)> Steps(IReadOnlyList<string> path, Field? table, FormSight sight)
    {
        var way = table?.Column(path[0]) is null ? LookupField.Path(sight.Form, path) : path;
        var at = table?.Column(way[0]) ?? sight.Form[way[0]];
        foreach (var step in way.Skip(1))
        {
            if (at is null) yield break;
            if (at.Column(step) is { } column)
            {
                at = column;
                continue;
            }
            if (LinkTitles.TargetOf(at) is not { } key || sight.World.Catalog.Find(key) is not { } target) yield break;
            at = target[step];
            if (at is not null) yield return (sight.World.SightOf(target), at);
        }
    }

    /// <summary>
    /// Whether nothing that a formula was ever computed from is kept from the caller but what its own record keeps. Other values at read
    /// are computed again by what is seen.
    /// </summary>
    public static bool AreSeenOfPast(Field field, FormSight sight)
    {
        if (field.Type is not FormulaField || field.Definition.Discloses) return true;
        var formula = sight.Form.Logic.Formulas.FirstOrDefault(each => each.Field.Id == field.Id);
        return formula is not null && formula.Expression.Reads.All(path => IsSeenOfPast(path, field.Table, sight));
    }

    private static bool IsSeenOfPast(IReadOnlyList<string> path, Field? table, FormSight sight)
    {
        if (!Steps(path, table, sight).All(step => IsOpenOfPast(step.There, step.Field))) return false;
        if ((table?.Column(path[0]) ?? sight.Form[path[0]]) is not { } own) return true;
        if (own.Type is RollupField) return RollupField.SourceForm(own, sight.Form, sight.World.Catalog) is not { } source || IsOpenOfPast(sight.World.SightOf(source), null);
        return AreSeenOfPast(own, sight);
    }

    private static bool IsOpenOfPast(FormSight there, Field? field) => there.AllowsEverywhere(Core.Access.FormAction.ViewHistory)
        && (field is { Type.Role: not (FieldRole.Formula or FieldRole.Computed) } ? there.IsClear(field) : there.IsWhole);

    private static IEnumerable<(string Name, Cell Cell)> OfFormula(Field field, FormSight sight)
    {
        var formula = sight.Form.Logic.Formulas.FirstOrDefault(each => each.Field.Id == field.Id);
        return formula is null ? [(field.Key, Cell.Closed)] : formula.Expression.Reads.SelectMany(path => OfPath(path, field.Table, sight).Select(cell => (string.Join('.', path), cell)));
    }

    private static IEnumerable<Cell> OfPath(IReadOnlyList<string> path, Field? table, FormSight sight)
    {
        var form = sight.Form;
        var way = table?.Column(path[0]) is null ? LookupField.Path(form, path) : path;
        if ((table?.Column(way[0]) ?? form[way[0]]) is not { } first) yield break;
        yield return sight.Of(first);
        if (way.Count is 1) yield break;
        if (first.Column(way[1]) is { } column)
        {
            yield return sight.Of(column);
            if (way.Count > 2) yield return OfLinked(column, way, 2, sight, single: false);
            yield break;
        }
        yield return OfLinked(first, way, 1, sight, single: first.Table is null);
    }

    /// <summary>A field of the record that a link leads to. Beyond the first step the records must be open to the caller as a whole.</summary>
    private static Cell OfLinked(Field link, IReadOnlyList<string> way, int at, FormSight sight, bool single)
    {
        if (LinkTitles.TargetOf(link) is not { } key || sight.World.Catalog.Find(key) is not { } target) return Cell.Open;
        if (target[way[at]] is not { } field) return Cell.Open;
        var there = sight.World.SightOf(target);
        var isOpen = there.SeesAllRows && there.IsClear(field);
        if (way.Count > at + 1) return isOpen ? OfLinked(field, way, at + 1, sight, single: false) : Cell.Closed;
        return isOpen ? Cell.Open : single ? sight.Through(link, target, field) : Cell.Closed;
    }

    private static IEnumerable<Cell> OfRollup(Field field, RollupField.RollupOptions options, FormSight sight)
    {
        if (options.Table is { } key)
        {
            if (sight.Form[key] is not { } table) return [Cell.Closed];
            var asked = Asked(options.Filter, json => sight.World.Designed.ParseRows(json, table, sight.Form));
            return asked is null ? [Cell.Closed]
                : [sight.Of(table), .. options.Field is { } name && table.Column(name) is { } column ? [sight.Of(column)] : Array.Empty<Cell>(), .. asked.Select(sight.Of)];
        }
        if (RollupField.SourceForm(field, sight.Form, sight.World.Catalog) is not { } source) return [Cell.Closed];
        var other = ReferenceEquals(source, sight.Form) ? sight : sight.World.SightOf(source);
        if (other.Readable is 0 || options.Reference is null || source[options.Reference] is not { } reference || !other.IsClear(reference)) return [Cell.Closed];
        if (options.Field is { } measured && source[measured] is { } of && other.Most(of) is not Core.Access.Sight.Clear) return [Cell.Closed];
        var filtered = Asked(options.Filter, json => sight.World.Designed.Parse(json, source));
        return filtered is not null && filtered.All(other.IsClear) ? [] : [Cell.Closed];
    }

    /// <summary>The fields that a designer's filter asks; null if it asks into other forms or no longer fits.</summary>
    private static List<Field>? Asked(JsonElement? filter, Func<JsonElement, Core.Results.Result<Filter>> parse)
    {
        if (filter is not { ValueKind: JsonValueKind.Object } json) return [];
        var fields = new List<Field>();
        return parse(json) is { Failed: false, Value: var parsed } && Collect(parsed, fields) ? fields : null;
    }

    private static bool Collect(Filter filter, List<Field> fields)
    {
        switch (filter)
        {
            case Filter.All all:
                return all.Parts.All(part => Collect(part, fields));
            case Filter.Any any:
                return any.Parts.All(part => Collect(part, fields));
            case Filter.Not not:
                return Collect(not.Part, fields);
            case Filter.SomeRow some:
                fields.Add(some.Table);
                return Collect(some.Part, fields);
            case Filter.SomeItem some:
                fields.Add(some.List);
                return true;
            case Filter.Condition condition:
                if (condition.Subject is Subject.OfField { Field: var field }) fields.Add(field);
                if (condition.Subject is Subject.OfPart { Field: var whole }) fields.Add(whole);
                return true;
            default:
                return false;
        }
    }
}
