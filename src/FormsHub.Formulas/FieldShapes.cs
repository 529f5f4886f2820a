using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Formulas.Nodes;

namespace FormsHub.Formulas;

/// <summary>The fields that the expressions of one form may read, and the kinds of their values.</summary>
internal sealed class FieldShapes(Form form, IFormCatalog catalog)
{
    private const int MostReferences = 2;

    /// <summary>What every record has from its creation on and expressions may read.</summary>
    private static readonly SystemField[] Known = [.. new[] { "id", "owner", "department", "createdAt", "createdBy" }.Select(name => SystemField.Find(name)!)];

    /// <summary>The check of one path: tells what is unknown in it, else what kind of value it gives. In a row, columns come first.</summary>
    public Func<FieldPath, Checking, Shape> Within(Field? table) => (path, checking) => Resolve(path, checking, table);

    /// <summary>The field that a path begins with and, of a sub-table, the column it goes on to.</summary>
    public (Field? Field, Field? Column) Start(FieldPath path, Field? table)
    {
        if (table?.Column(path.Names[0]) is { } sibling) return (sibling, null);
        var field = form[path.Names[0]];
        return (field, path.Names.Count > 1 ? field?.Column(path.Names[1]) : null);
    }

    public Shape Of(Field field, Form owner) => field.Type.Name switch
    {
        "text" or "longText" or "email" or "url" or "phone" or "idCard" or "select" or "serial" or "time" => new Shape(Kinds.Text),
        "number" or "currency" or "percent" or "rating" => new Shape(Kinds.Number),
        "boolean" => new Shape(Kinds.Logical),
        "date" => new Shape(Kinds.Date),
        "dateTime" => new Shape(Kinds.Moment),
        "multiSelect" or "cascade" => new Shape(Kinds.List, Kinds.Text),
        "user" or "department" or "reference" => new Shape(Kinds.Row),
        "users" or "departments" or "references" or "table" => new Shape(Kinds.List, Kinds.Row),
        "formula" => new Shape(ResultKinds(field)),
        "lookup" => field.Type.Target(field, owner, catalog) is { } target && target != field && target.Type.Name is not "lookup"
            ? Of(target, owner) : Shape.Any,
        _ => Shape.Any,
    };

    public static Kinds ResultKinds(Field field) => FormulaResult.ResultOf(field) switch
    {
        "number" => Kinds.Number,
        "boolean" => Kinds.Logical,
        "date" => Kinds.Date,
        "dateTime" => Kinds.Moment,
        _ => Kinds.Text,
    };

    private Shape Resolve(FieldPath path, Checking checking, Field? table)
    {
        var field = table?.Column(path.Names[0]) ?? form[path.Names[0]];
        if (field is null) return Named(path, checking, table);

        var (owner, references, many) = (form, 0, false);
        foreach (var name in path.Names.Skip(1))
        {
            var shape = Of(field, owner);
            many |= shape.Kinds is Kinds.List;
            if (field.Columns.Count > 0)
            {
                if (field.Column(name) is not { } column) return Unknown(path, checking, name, field.Columns);
                field = column;
                continue;
            }
            if (field.Options is not ReferenceOptions reference)
            {
                if ((shape.Kinds & (Kinds.Row | Kinds.List)) is not Kinds.None && shape.Items is not Kinds.Text) return Shape.Any;
                checking.Add(path, "wrong_kind", $"\"{field.Key}\" has no members.", $"“{field.Key}”没有成员。");
                return Shape.Any;
            }
            if (++references > MostReferences)
            {
                checking.Add(path, "too_many_hops", $"A field is at most two references away.", $"最多跨两级引用取字段。");
                return Shape.Any;
            }
            if ((catalog.Find(reference.Target) ?? (reference.Target == form.Key ? form : null)) is not { } target) return Shape.Any;
            if (target[name] is not { } next) return IsKnown(name) ? Shape.Any : Unknown(path, checking, name, target.Fields);
            (field, owner) = (next, target);
        }

        if (field.IsEncrypted)
        {
            checking.Add(path, "encrypted_field", $"\"{field.Key}\" is encrypted, so no expression can read it.", $"“{field.Key}”已加密保存，表达式不能读取。");
            return Shape.Any;
        }
        var last = Of(field, owner);
        return many ? new Shape(Kinds.List, last.Spread | (last.Kinds & Kinds.List)) : last;
    }

    private Shape Named(FieldPath path, Checking checking, Field? table)
    {
        var name = path.Names[0];
        return SystemField.Find(name) is { } system && IsKnown(name)
            ? system.Kind switch
            {
                SystemKind.User or SystemKind.Department => new Shape(Kinds.Row),
                SystemKind.Moment => new Shape(Kinds.Moment),
                SystemKind.Id or SystemKind.Text => new Shape(Kinds.Text),
                SystemKind.Integer => new Shape(Kinds.Number),
            }
            : Unknown(path, checking, name, [.. table?.Columns ?? [], .. form.Fields]);
    }

    private static bool IsKnown(string name) => Array.Exists(Known, system => system.Name == name);

    private static Shape Unknown(FieldPath path, Checking checking, string name, IEnumerable<Field> fields)
    {
        var near = Suggestion.For(name, fields.Select(field => field.Key));
        checking.Add(path, "unknown_field",
            $"There is no field \"{name}\".{Suggestion.English(near)}", $"没有字段“{name}”。{Suggestion.Chinese(near)}");
        return Shape.Any;
    }
}
