using System.Text;
using FormsHub.GraphQL.Introspection;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>Writes a schema as definitions, to the byte as the reference implementation writes it.</summary>
internal sealed class SchemaPrinter
{
    private static readonly HashSet<string> BuiltIn =
        [.. SpecifiedScalars.All.Concat(IntrospectionTypes.All).Select(type => type.Name), .. SpecifiedDirectives.All.Select(directive => directive.ToString())];

    private readonly StringBuilder _text = new();

    public static string Print(Schema schema)
    {
        var printer = new SchemaPrinter();
        printer.PrintSchema(schema);
        foreach (var directive in schema.Directives)
            if (!BuiltIn.Contains(directive.ToString())) printer.PrintDirective(directive);
        foreach (var type in schema.Types.Values)
            if (!BuiltIn.Contains(type.Name)) printer.PrintType(type);
        return printer._text.ToString();
    }

    private void PrintSchema(Schema schema)
    {
        var roots = Enum.GetValues<OperationKind>().Select(operation => (Operation: operation, Type: schema.NamedRoot(operation))).ToList();
        var hasUsualRoots = roots.TrueForAll(root => root.Type == schema.FindType(root.Operation.ToString()));
        if (roots.TrueForAll(root => root.Type is null) || (schema.Description is null && hasUsualRoots)) return;

        Begin(schema.Description);
        _text.Append("schema {\n");
        foreach (var (operation, type) in roots)
            if (type is not null) _text.Append("  ").Append(operation.Keyword()).Append(": ").Append(type.Name).Append('\n');
        _text.Append('}');
    }

    private void PrintDirective(Directive directive)
    {
        Begin(directive.Description);
        _text.Append("directive @").Append(directive.Name);
        PrintArguments(directive.Arguments, "");
        if (directive.IsRepeatable) _text.Append(" repeatable");
        _text.Append(" on ").AppendJoin(" | ", directive.Locations.Select(location => location.Name()));
    }

    private void PrintType(NamedType type)
    {
        Begin(type.Description);
        switch (type)
        {
            case ScalarType scalar:
                _text.Append("scalar ").Append(scalar.Name);
                if (scalar.SpecifiedByUrl is { } url) _text.Append(" @specifiedBy(url: ").Append(Quoted(url)).Append(')');
                break;
            case ObjectType it: PrintFields("type ", it); break;
            case InterfaceType it: PrintFields("interface ", it); break;
            case UnionType union:
                _text.Append("union ").Append(union.Name);
                var members = Named(union, node => node.MemberNodes(), union.Types);
                if (members.Count > 0) _text.Append(" = ").AppendJoin(" | ", members);
                break;
            case EnumType it:
                _text.Append("enum ").Append(it.Name);
                PrintBlock(it.Values, value => value.Description, value =>
                {
                    _text.Append(value.Name);
                    PrintDeprecated(value.DeprecationReason);
                });
                break;
            case InputObjectType it:
                _text.Append("input ").Append(it.Name).Append(it.IsOneOf ? " @oneOf" : "");
                PrintBlock(it.Fields, field => field.Description, PrintInputValue);
                break;
        }
    }

    private void PrintFields(string keyword, FieldsType type)
    {
        _text.Append(keyword).Append(type.Name);
        var interfaces = Named(type, node => node.InterfaceNodes(), type.Interfaces);
        if (interfaces.Count > 0) _text.Append(" implements ").AppendJoin(" & ", interfaces);
        PrintBlock(type.Fields, field => field.Description, field =>
        {
            _text.Append(field.Name);
            PrintArguments(field.Arguments, "  ");
            _text.Append(": ").Append(field.Type);
            PrintDeprecated(field.DeprecationReason);
        });
    }

    // As the type's text has them, where it has one: what is of a wrong kind, and so no member of the type, is printed too.
    private static IReadOnlyList<string> Named(NamedType type, Func<DefinitionNode, IReadOnlyList<NamedTypeNode>> written, IReadOnlyList<NamedType> members) =>
        type.Nodes is [TypeDefinitionNode, ..] ? [.. type.Nodes.SelectMany(written).Select(node => node.Name.Value)] : [.. members.Select(member => member.Name)];

    private void PrintBlock<T>(IReadOnlyList<T> items, Func<T, string?> description, Action<T> print)
    {
        if (items.Count is 0) return;
        _text.Append(" {\n");
        PrintLines(items, description, print, "  ");
        _text.Append('}');
    }

    // On one line, unless one of them has a description.
    private void PrintArguments(IReadOnlyList<InputValue> arguments, string indentation)
    {
        if (arguments.Count is 0) return;
        if (arguments.Any(argument => argument.Description is not null))
        {
            _text.Append("(\n");
            PrintLines(arguments, argument => argument.Description, PrintInputValue, indentation + "  ");
            _text.Append(indentation).Append(')');
            return;
        }

        for (var at = 0; at < arguments.Count; at++)
        {
            _text.Append(at is 0 ? "(" : ", ");
            PrintInputValue(arguments[at]);
        }
        _text.Append(')');
    }

    private void PrintLines<T>(IReadOnlyList<T> items, Func<T, string?> description, Action<T> print, string indentation)
    {
        for (var at = 0; at < items.Count; at++)
        {
            if (at > 0 && description(items[at]) is not null) _text.Append('\n');
            PrintDescription(description(items[at]), indentation);
            _text.Append(indentation);
            print(items[at]);
            _text.Append('\n');
        }
    }

    private void PrintInputValue(InputValue value)
    {
        _text.Append(value.Name).Append(": ").Append(value.Type);
        if (value.Default is { } written) _text.Append(" = ").Append(Printer.Print(written));
        PrintDeprecated(value.DeprecationReason);
    }

    private void PrintDeprecated(string? reason)
    {
        if (reason is null) return;
        _text.Append(" @deprecated");
        if (reason != SpecifiedDirectives.NoLongerSupported) _text.Append("(reason: ").Append(Quoted(reason)).Append(')');
    }

    private void Begin(string? description)
    {
        if (_text.Length > 0) _text.Append("\n\n");
        PrintDescription(description, "");
    }

    private void PrintDescription(string? description, string indentation)
    {
        if (description is null) return;
        var written = Printer.Print(new StringValueNode(Span.None, description, CanBeBlock(description)));
        _text.Append(indentation).Append(indentation.Length is 0 ? written : written.Replace("\n", "\n" + indentation, StringComparison.Ordinal)).Append('\n');
    }

    private static string Quoted(string text) => Printer.Print(new StringValueNode(Span.None, text, isBlock: false));

    // Whether a block string gives the same text back: its lines lose blank ones at both ends and the indentation they share, control characters cannot stand in it.
    private static bool CanBeBlock(string text)
    {
        if (text.Length is 0) return true;
        if (text.Any(letter => letter < ' ' && letter is not ('\n' or '\t') && letter <= '\u000F')) return false;

        var lines = text.Split('\n');
        var isBlank = (string line) => line.Trim(' ', '\t').Length is 0;
        if (isBlank(lines[0]) || isBlank(lines[^1])) return false;
        return lines.Length is 1 || lines.Any(line => !isBlank(line) && line[0] is not (' ' or '\t'));
    }
}
