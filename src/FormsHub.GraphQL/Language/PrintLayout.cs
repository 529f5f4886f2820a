using System.Text;

namespace FormsHub.GraphQL.Language;

/// <summary>
/// A text that is being put together, with its indentation still open: whether a list goes on one line is known only when its items are written,
/// and then its brackets and separators change, not its items. So each part is written once, however deep it is nested.
/// </summary>
internal sealed class PrintLayout
{
    private const int MaxLineLength = 80;

    /// <summary>A piece of the text; at each of its line ends indentation follows, which first grows or shrinks by <paramref name="Shift"/>.</summary>
    private readonly record struct Part(string Text, int Shift);

    private enum Breaks { Never, WhenLong, WhenItemBreaks, WhenItemBreaksUnindented, Always }

    private readonly List<Part> _parts = [];

    /// <summary>Where in the parts the separators of the lists stand that are being written.</summary>
    private readonly List<int> _separators = [];

    /// <summary>How many characters were written and how many of them are line ends, indentation counted only once its list is closed.</summary>
    private int _length;
    private int _lineEnds;

    public override string ToString()
    {
        var (text, indentation) = (new StringBuilder(_length), 0);
        foreach (var part in _parts)
        {
            indentation += part.Shift;
            var start = 0;
            for (var end = part.Text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = part.Text.IndexOf('\n', start))
            {
                text.Append(part.Text, start, end + 1 - start).Append(' ', 2 * indentation);
                start = end + 1;
            }
            text.Append(part.Text, start, part.Text.Length - start);
        }
        return text.ToString();
    }

    public void Write(Node node)
    {
        switch (node)
        {
            case NameNode name: Write(name.Value); break;
            case DocumentNode document: WriteAll("", document.Definitions, "\n\n"); break;
            case OperationDefinitionNode operation: WriteOperation(operation); break;
            case FragmentDefinitionNode fragment:
                WriteDescription(fragment.Description);
                Write("fragment ");
                Write(fragment.Name);
                Group("(", fragment.Variables, ")", Breaks.Never);
                Write(" on ");
                Write(fragment.TypeCondition);
                WriteAll(" ", fragment.Directives, " ");
                Write(" ");
                Write(fragment.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                WriteDescription(variable.Description);
                Write(variable.Variable);
                WriteTyped(variable.Type, variable.DefaultValue, variable.Directives);
                break;
            case SelectionSetNode { Selections: [] }: Write("{}"); break;
            case SelectionSetNode set: Group("{", set.Selections, "}", Breaks.Always); break;
            case FieldNode field: WriteField(field); break;
            case FragmentSpreadNode spread:
                Write("...");
                Write(spread.Name);
                WriteAll(" ", spread.Directives, " ");
                break;
            case InlineFragmentNode fragment:
                Write("...");
                if (fragment.TypeCondition is not null)
                {
                    Write(" on ");
                    Write(fragment.TypeCondition);
                }
                WriteAll(" ", fragment.Directives, " ");
                Write(" ");
                Write(fragment.SelectionSet);
                break;
            case ArgumentNode argument: WritePair(argument.Name, argument.Value); break;
            case DirectiveNode directive:
                Write("@");
                Write(directive.Name);
                Group("(", directive.Arguments, ")", Breaks.Never);
                break;
            case ValueNode value: WriteValue(value); break;
            case TypeNode type: WriteType(type); break;
            case ObjectFieldNode field: WritePair(field.Name, field.Value); break;
            default: WriteTypeSystem(node); break;
        }
    }

    private void WriteOperation(OperationDefinitionNode operation)
    {
        if (operation is not { Operation: OperationKind.Query, Description: null, Name: null, Variables: [], Directives: [] })
        {
            WriteDescription(operation.Description);
            Write(operation.Operation.Keyword());
            if (operation.Name is not null || operation.Variables.Count > 0) Write(" ");
            if (operation.Name is not null) Write(operation.Name);
            Group("(", operation.Variables, ")", Breaks.WhenItemBreaksUnindented);
            WriteAll(" ", operation.Directives, " ");
            Write(" ");
        }
        Write(operation.SelectionSet);
    }

    private void WriteField(FieldNode field)
    {
        var lineStart = _length;
        if (field.Alias is not null)
        {
            Write(field.Alias);
            Write(": ");
        }
        Write(field.Name);
        Group("(", field.Arguments, ")", Breaks.WhenLong, lineStart);
        WriteAll(" ", field.Directives, " ");
        if (field.SelectionSet is null) return;
        Write(" ");
        Write(field.SelectionSet);
    }

    private void WritePair(NameNode name, ValueNode value)
    {
        Write(name);
        Write(": ");
        Write(value);
    }

    private void WriteValue(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable: Write("$"); Write(variable.Name); break;
            case IntValueNode number: Write(number.Value); break;
            case FloatValueNode number: Write(number.Value); break;
            case StringValueNode { IsBlock: true } text: Write(BlockString.Print(text.Value)); break;
            case StringValueNode text: Write(Printer.Quote(text.Value)); break;
            case BooleanValueNode boolean: Write(boolean.Value ? "true" : "false"); break;
            case NullValueNode: Write("null"); break;
            case EnumValueNode name: Write(name.Value); break;
            case ListValueNode { Values: [] }: Write("[]"); break;
            case ListValueNode list: Group("[", list.Values, "]", Breaks.WhenLong, _length); break;
            case ObjectValueNode { Fields: [] }: Write("{  }"); break;
            case ObjectValueNode fields: Group("{ ", fields.Fields, " }", Breaks.WhenLong, _length); break;
            default: throw Unknown(value);
        }
    }

    private void WriteType(TypeNode type)
    {
        switch (type)
        {
            case NamedTypeNode named: Write(named.Name); break;
            case ListTypeNode list: Write("["); Write(list.Type); Write("]"); break;
            case NonNullTypeNode nonNull: Write(nonNull.Type); Write("!"); break;
            default: throw Unknown(type);
        }
    }

    private void WriteTypeSystem(Node node)
    {
        switch (node)
        {
            case SchemaDefinitionNode schema:
                WriteDescription(schema.Description);
                WriteMembers("schema", null, [], schema.Directives, schema.OperationTypes);
                break;
            case SchemaExtensionNode schema: WriteMembers("extend schema", null, [], schema.Directives, schema.OperationTypes); break;
            case OperationTypeDefinitionNode operation:
                Write(operation.Operation.Keyword());
                Write(": ");
                Write(operation.Type);
                break;
            case FieldDefinitionNode field:
                WriteDescription(field.Description);
                Write(field.Name);
                Group("(", field.Arguments, ")", Breaks.WhenItemBreaks);
                WriteTyped(field.Type, null, field.Directives);
                break;
            case InputValueDefinitionNode value:
                WriteDescription(value.Description);
                Write(value.Name);
                WriteTyped(value.Type, value.DefaultValue, value.Directives);
                break;
            case EnumValueDefinitionNode value:
                WriteDescription(value.Description);
                Write(value.Name);
                WriteAll(" ", value.Directives, " ");
                break;
            case DirectiveDefinitionNode directive:
                WriteDescription(directive.Description);
                Write("directive @");
                Write(directive.Name);
                Group("(", directive.Arguments, ")", Breaks.WhenItemBreaks);
                Write(directive.IsRepeatable ? " repeatable on " : " on ");
                WriteAll("", directive.Locations, " | ");
                break;
            case TypeDefinitionNode type:
                WriteDescription(type.Description);
                WriteTypeDefinition(type);
                break;
            case TypeExtensionNode type: WriteTypeExtension(type); break;
            default: throw Unknown(node);
        }
    }

    private void WriteTypeDefinition(TypeDefinitionNode node)
    {
        switch (node)
        {
            case ScalarTypeDefinitionNode type: WriteMembers("scalar ", type.Name, [], type.Directives, type.Directives, members: false); break;
            case ObjectTypeDefinitionNode type: WriteMembers("type ", type.Name, type.Interfaces, type.Directives, type.Fields); break;
            case InterfaceTypeDefinitionNode type: WriteMembers("interface ", type.Name, type.Interfaces, type.Directives, type.Fields); break;
            case UnionTypeDefinitionNode type: WriteUnion("union ", type.Name, type.Directives, type.Types); break;
            case EnumTypeDefinitionNode type: WriteMembers("enum ", type.Name, [], type.Directives, type.Values); break;
            case InputObjectTypeDefinitionNode type: WriteMembers("input ", type.Name, [], type.Directives, type.Fields); break;
            default: throw Unknown(node);
        }
    }

    private void WriteTypeExtension(TypeExtensionNode node)
    {
        switch (node)
        {
            case ScalarTypeExtensionNode type: WriteMembers("extend scalar ", type.Name, [], type.Directives, type.Directives, members: false); break;
            case ObjectTypeExtensionNode type: WriteMembers("extend type ", type.Name, type.Interfaces, type.Directives, type.Fields); break;
            case InterfaceTypeExtensionNode type: WriteMembers("extend interface ", type.Name, type.Interfaces, type.Directives, type.Fields); break;
            case UnionTypeExtensionNode type: WriteUnion("extend union ", type.Name, type.Directives, type.Types); break;
            case EnumTypeExtensionNode type: WriteMembers("extend enum ", type.Name, [], type.Directives, type.Values); break;
            case InputObjectTypeExtensionNode type: WriteMembers("extend input ", type.Name, [], type.Directives, type.Fields); break;
            default: throw Unknown(node);
        }
    }

    private void WriteMembers<T>(
        string keyword, NameNode? name, IReadOnlyList<NamedTypeNode> interfaces, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<T> fields, bool members = true)
        where T : Node
    {
        Write(keyword);
        if (name is not null) Write(name);
        WriteAll(" implements ", interfaces, " & ");
        WriteAll(" ", directives, " ");
        if (!members || fields.Count is 0) return;
        Write(" ");
        Group("{", fields, "}", Breaks.Always);
    }

    private void WriteUnion(string keyword, NameNode name, IReadOnlyList<DirectiveNode> directives, IReadOnlyList<NamedTypeNode> types)
    {
        Write(keyword);
        Write(name);
        WriteAll(" ", directives, " ");
        WriteAll(" = ", types, " | ");
    }

    private void WriteTyped(TypeNode type, ValueNode? defaultValue, IReadOnlyList<DirectiveNode> directives)
    {
        Write(": ");
        Write(type);
        if (defaultValue is not null)
        {
            Write(" = ");
            Write(defaultValue);
        }
        WriteAll(" ", directives, " ");
    }

    private void WriteDescription(StringValueNode? description)
    {
        if (description is null) return;
        WriteValue(description);
        Write("\n");
    }

    private void WriteAll<T>(string before, IReadOnlyList<T> nodes, string separator) where T : Node
    {
        for (var index = 0; index < nodes.Count; index++)
        {
            Write(index is 0 ? before : separator);
            Write(nodes[index]);
        }
    }

    /// <summary>Items between brackets, none where there are no items: all on one line, or each on its own.</summary>
    private void Group<T>(string open, IReadOnlyList<T> nodes, string close, Breaks breaks, int lineStart = 0) where T : Node
    {
        if (nodes.Count is 0) return;

        var (opening, lineEnds, separators) = (_parts.Count, _lineEnds, _separators.Count);
        Write(open);
        for (var index = 0; index < nodes.Count; index++)
        {
            if (index > 0)
            {
                _separators.Add(_parts.Count);
                Write(", ");
            }
            Write(nodes[index]);
        }
        Write(close);

        var broken = breaks switch
        {
            Breaks.Never => false,
            Breaks.WhenLong => _length - lineStart > MaxLineLength,
            Breaks.WhenItemBreaks or Breaks.WhenItemBreaksUnindented => _lineEnds > lineEnds,
            Breaks.Always => true,
        };
        if (broken)
        {
            var shift = breaks is Breaks.WhenItemBreaksUnindented ? 0 : 1;
            Replace(opening, open.TrimEnd() + "\n", shift);
            foreach (var separator in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_separators)[separators..]) Replace(separator, "\n", 0);
            _length += 2 * shift * (_lineEnds - lineEnds);
            Replace(_parts.Count - 1, "\n" + close.TrimStart(), -shift);
        }
        _separators.RemoveRange(separators, _separators.Count - separators);
    }

    private void Replace(int index, string text, int shift)
    {
        _length += text.Length - _parts[index].Text.Length;
        _lineEnds++;
        _parts[index] = new Part(text, shift);
    }

    private void Write(string text)
    {
        _parts.Add(new Part(text, 0));
        _length += text.Length;
        _lineEnds += text.AsSpan().Count('\n');
    }

    private static NotSupportedException Unknown(Node node) => new($"{node.Kind} cannot be printed.");
}
