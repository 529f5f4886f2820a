using System.Collections.Frozen;

namespace FormsHub.GraphQL.Language;

/// <summary>
/// Reads texts of the language into syntax trees, after the grammar of https://spec.graphql.org/September2025/#sec-Appendix-Grammar-Summary.
/// What cannot be read throws <see cref="GraphQLException"/> with the place.
/// </summary>
public sealed class Parser
{
    private static readonly FrozenSet<string> DirectiveLocations = new[]
    {
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT", "VARIABLE_DEFINITION",
        "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE", "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION",
    }.ToFrozenSet();

    private readonly Source _source;
    private readonly ParserOptions _options;
    private readonly NameTable _names;
    private Lexer _lexer;
    private int _tokens;
    private int _depth;

    /// <summary>The items of the lists that are being read, the innermost on top.</summary>
    private Node[] _items = new Node[32];
    private int _count;

    private Parser(Source source, ParserOptions? options)
    {
        _source = source;
        _options = options ?? ParserOptions.Default;
        _names = new NameTable(source.Text.Length);
        _lexer = new Lexer(source);
        Advance();
    }

    /// <summary>A document: operations and fragments, type system definitions and extensions, or both.</summary>
    public static DocumentNode Parse(Source source, ParserOptions? options = null)
    {
        var parser = new Parser(source, options);
        var definitions = parser.ItemsUntil(TokenKind.EndOfFile, static parser => parser.ParseDefinition());
        return new DocumentNode(new Span(source, 0, source.Text.Length), definitions);
    }

    public static DocumentNode Parse(string text, ParserOptions? options = null) => Parse(new Source(text), options);

    /// <summary>A value that stands alone; variables are allowed in it.</summary>
    public static ValueNode ParseValue(Source source, ParserOptions? options = null) => Whole(source, options, static parser => parser.ParseValue(isConst: false));

    public static ValueNode ParseValue(string text, ParserOptions? options = null) => ParseValue(new Source(text), options);

    /// <summary>A value that stands alone and holds no variables.</summary>
    public static ValueNode ParseConstValue(Source source, ParserOptions? options = null) => Whole(source, options, static parser => parser.ParseValue(isConst: true));

    public static ValueNode ParseConstValue(string text, ParserOptions? options = null) => ParseConstValue(new Source(text), options);

    /// <summary>A reference to a type, such as <c>[String!]</c>, that stands alone.</summary>
    public static TypeNode ParseType(Source source, ParserOptions? options = null) => Whole(source, options, static parser => parser.ParseType());

    public static TypeNode ParseType(string text, ParserOptions? options = null) => ParseType(new Source(text), options);

    private static T Whole<T>(Source source, ParserOptions? options, Func<Parser, T> parse)
    {
        var parser = new Parser(source, options);
        var node = parse(parser);
        parser.Expect(TokenKind.EndOfFile);
        return node;
    }

    private DefinitionNode ParseDefinition()
    {
        if (_lexer.Kind is TokenKind.BraceOpen) return ParseOperation();

        var described = _lexer.Kind is TokenKind.String or TokenKind.BlockString;
        var keyword = _lexer;
        if (described) keyword.Next();
        if (described && keyword.Kind is TokenKind.BraceOpen)
            throw _lexer.Error(_lexer.Start, "Unexpected description, descriptions are not supported on shorthand queries.");
        if (keyword.Kind is TokenKind.Name)
        {
            switch (keyword.Text)
            {
                case "query" or "mutation" or "subscription": return ParseOperation();
                case "fragment": return ParseFragmentDefinition();
                case "schema": return ParseSchemaDefinition();
                case "scalar": return ParseScalarType();
                case "type": return ParseObjectType();
                case "interface": return ParseInterfaceType();
                case "union": return ParseUnionType();
                case "enum": return ParseEnumType();
                case "input": return ParseInputObjectType();
                case "directive": return ParseDirectiveDefinition();
            }
            if (described) throw _lexer.Error(_lexer.Start, "Unexpected description, only GraphQL definitions support descriptions.");
            if (keyword.IsKeyword("extend")) return ParseExtension();
        }
        throw Unexpected(keyword);
    }

    // https://spec.graphql.org/September2025/#sec-Language.Operations

    private OperationDefinitionNode ParseOperation()
    {
        var start = _lexer.Start;
        if (_lexer.Kind is TokenKind.BraceOpen)
        {
            var query = ParseSelectionSet();
            return new OperationDefinitionNode(SpanFrom(start), null, OperationKind.Query, null, [], [], query);
        }
        var description = ParseDescription();
        var operation = ParseOperationKind();
        var name = _lexer.Kind is TokenKind.Name ? ParseName() : null;
        var variables = ParseVariableDefinitions();
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new OperationDefinitionNode(SpanFrom(start), description, operation, name, variables, directives, selectionSet);
    }

    private OperationKind ParseOperationKind()
    {
        var token = _lexer;
        Expect(TokenKind.Name);
        return token.Text switch
        {
            "query" => OperationKind.Query,
            "mutation" => OperationKind.Mutation,
            "subscription" => OperationKind.Subscription,
            _ => throw Unexpected(token),
        };
    }

    private VariableDefinitionNode[] ParseVariableDefinitions() =>
        OptionalItems(TokenKind.ParenOpen, TokenKind.ParenClose, static parser => parser.ParseVariableDefinition()) ?? [];

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new VariableDefinitionNode(SpanFrom(start), description, variable, type, defaultValue, directives);
    }

    private VariableNode ParseVariable()
    {
        var start = _lexer.Start;
        Expect(TokenKind.Dollar);
        var name = ParseName();
        return new VariableNode(SpanFrom(start), name);
    }

    private SelectionSetNode ParseSelectionSet()
    {
        var start = _lexer.Start;
        Expect(TokenKind.BraceOpen);
        Deepen();
        var selections = _options.AllowEmptySelectionSets && Skip(TokenKind.BraceClose)
            ? []
            : ItemsUntil(TokenKind.BraceClose, static parser => parser.ParseSelection());
        _depth--;
        return new SelectionSetNode(SpanFrom(start), selections);
    }

    private SelectionNode ParseSelection() => _lexer.Kind is TokenKind.Spread ? ParseFragment() : ParseField();

    private FieldNode ParseField()
    {
        var start = _lexer.Start;
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon)) (alias, name) = (name, ParseName());
        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        var selectionSet = _lexer.Kind is TokenKind.BraceOpen ? ParseSelectionSet() : null;
        return new FieldNode(SpanFrom(start), alias, name, arguments, directives, selectionSet);
    }

    private ArgumentNode[] ParseArguments(bool isConst) => _lexer.Kind is not TokenKind.ParenOpen ? [] : isConst
        ? OptionalItems(TokenKind.ParenOpen, TokenKind.ParenClose, static parser => parser.ParseArgument(isConst: true))!
        : OptionalItems(TokenKind.ParenOpen, TokenKind.ParenClose, static parser => parser.ParseArgument(isConst: false))!;

    private ArgumentNode ParseArgument(bool isConst)
    {
        var start = _lexer.Start;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConst);
        return new ArgumentNode(SpanFrom(start), name, value);
    }

    // https://spec.graphql.org/September2025/#sec-Language.Fragments

    /// <summary>A spread, or an inline fragment.</summary>
    private SelectionNode ParseFragment()
    {
        var start = _lexer.Start;
        Expect(TokenKind.Spread);
        var conditioned = SkipKeyword("on");
        if (!conditioned && _lexer.Kind is TokenKind.Name)
        {
            var name = ParseName();
            var ofSpread = ParseDirectives(isConst: false);
            return new FragmentSpreadNode(SpanFrom(start), name, ofSpread);
        }
        var typeCondition = conditioned ? ParseNamedType() : null;
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new InlineFragmentNode(SpanFrom(start), typeCondition, directives, selectionSet);
    }

    private FragmentDefinitionNode ParseFragmentDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        ExpectKeyword("fragment");
        if (_lexer.IsKeyword("on")) throw Unexpected(_lexer);
        var name = ParseName();
        var variables = _options.AllowFragmentVariables ? ParseVariableDefinitions() : [];
        ExpectKeyword("on");
        var typeCondition = ParseNamedType();
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new FragmentDefinitionNode(SpanFrom(start), description, name, variables, typeCondition, directives, selectionSet);
    }

    // https://spec.graphql.org/September2025/#sec-Input-Values

    private ValueNode ParseValue(bool isConst)
    {
        var token = _lexer;
        switch (token.Kind)
        {
            case TokenKind.BracketOpen:
                return ParseList(isConst);
            case TokenKind.BraceOpen:
                return ParseObject(isConst);
            case TokenKind.Int:
                Advance();
                return new IntValueNode(SpanFrom(token.Start), token.Text.ToString());
            case TokenKind.Float:
                Advance();
                return new FloatValueNode(SpanFrom(token.Start), token.Text.ToString());
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                Advance();
                return token.Text switch
                {
                    "true" => new BooleanValueNode(SpanFrom(token.Start), true),
                    "false" => new BooleanValueNode(SpanFrom(token.Start), false),
                    "null" => new NullValueNode(SpanFrom(token.Start)),
                    var name => new EnumValueNode(SpanFrom(token.Start), _names.Intern(name)),
                };
            case TokenKind.Dollar when isConst:
                Advance();
                if (_lexer.Kind is TokenKind.Name) throw _lexer.Error(token.Start, $"Unexpected variable \"${_lexer.Text}\" in constant value.");
                throw Unexpected(token);
            case TokenKind.Dollar:
                return ParseVariable();
            default:
                throw Unexpected(token);
        }
    }

    private StringValueNode ParseString()
    {
        var (start, value, isBlock) = (_lexer.Start, _lexer.Value!, _lexer.Kind is TokenKind.BlockString);
        Advance();
        return new StringValueNode(SpanFrom(start), value, isBlock);
    }

    private ListValueNode ParseList(bool isConst)
    {
        var start = _lexer.Start;
        Advance();
        Deepen();
        var values = Skip(TokenKind.BracketClose) ? [] : isConst
            ? ItemsUntil(TokenKind.BracketClose, static parser => parser.ParseValue(isConst: true))
            : ItemsUntil(TokenKind.BracketClose, static parser => parser.ParseValue(isConst: false));
        _depth--;
        return new ListValueNode(SpanFrom(start), values);
    }

    private ObjectValueNode ParseObject(bool isConst)
    {
        var start = _lexer.Start;
        Advance();
        Deepen();
        var fields = Skip(TokenKind.BraceClose) ? [] : isConst
            ? ItemsUntil(TokenKind.BraceClose, static parser => parser.ParseObjectField(isConst: true))
            : ItemsUntil(TokenKind.BraceClose, static parser => parser.ParseObjectField(isConst: false));
        _depth--;
        return new ObjectValueNode(SpanFrom(start), fields);
    }

    private ObjectFieldNode ParseObjectField(bool isConst)
    {
        var start = _lexer.Start;
        var name = ParseName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConst);
        return new ObjectFieldNode(SpanFrom(start), name, value);
    }

    private DirectiveNode[] ParseDirectives(bool isConst)
    {
        if (_lexer.Kind is not TokenKind.At) return [];
        var first = _count;
        while (_lexer.Kind is TokenKind.At)
        {
            var start = _lexer.Start;
            Advance();
            var name = ParseName();
            var arguments = ParseArguments(isConst);
            Push(new DirectiveNode(SpanFrom(start), name, arguments));
        }
        return Pop<DirectiveNode>(first);
    }

    // https://spec.graphql.org/September2025/#sec-Type-References

    private TypeNode ParseType()
    {
        var start = _lexer.Start;
        TypeNode type;
        if (Skip(TokenKind.BracketOpen))
        {
            Deepen();
            var of = ParseType();
            Expect(TokenKind.BracketClose);
            _depth--;
            type = new ListTypeNode(SpanFrom(start), of);
        }
        else
        {
            type = ParseNamedType();
        }
        return Skip(TokenKind.Bang) ? new NonNullTypeNode(SpanFrom(start), type) : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var name = ParseName();
        return new NamedTypeNode(name.Span, name);
    }

    // https://spec.graphql.org/September2025/#sec-Type-System

    private StringValueNode? ParseDescription() => _lexer.Kind is TokenKind.String or TokenKind.BlockString ? ParseString() : null;

    private SchemaDefinitionNode ParseSchemaDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        ExpectKeyword("schema");
        var directives = ParseDirectives(isConst: true);
        Expect(TokenKind.BraceOpen);
        var operationTypes = ItemsUntil(TokenKind.BraceClose, static parser => parser.ParseOperationType());
        return new SchemaDefinitionNode(SpanFrom(start), description, directives, operationTypes);
    }

    private OperationTypeDefinitionNode ParseOperationType()
    {
        var start = _lexer.Start;
        var operation = ParseOperationKind();
        Expect(TokenKind.Colon);
        var type = ParseNamedType();
        return new OperationTypeDefinitionNode(SpanFrom(start), operation, type);
    }

    private ScalarTypeDefinitionNode ParseScalarType()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        ExpectKeyword("scalar");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        return new ScalarTypeDefinitionNode(SpanFrom(start), description, name, directives);
    }

    private ObjectTypeDefinitionNode ParseObjectType()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        ExpectKeyword("type");
        var name = ParseName();
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFields();
        return new ObjectTypeDefinitionNode(SpanFrom(start), description, name, interfaces, directives, fields);
    }

    private NamedTypeNode[] ParseInterfaces() =>
        SkipKeyword("implements") ? DelimitedItems(TokenKind.Amp, static parser => parser.ParseNamedType()) : [];

    private FieldDefinitionNode[] ParseFields() =>
        OptionalItems(TokenKind.BraceOpen, TokenKind.BraceClose, static parser => parser.ParseFieldDefinition()) ?? [];

    private FieldDefinitionNode ParseFieldDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        var name = ParseName();
        var arguments = ParseInputValues(TokenKind.ParenOpen, TokenKind.ParenClose);
        Expect(TokenKind.Colon);
        var type = ParseType();
        var directives = ParseDirectives(isConst: true);
        return new FieldDefinitionNode(SpanFrom(start), description, name, arguments, type, directives);
    }

    private InputValueDefinitionNode[] ParseInputValues(TokenKind open, TokenKind close) =>
        OptionalItems(open, close, static parser => parser.ParseInputValue()) ?? [];

    private InputValueDefinitionNode ParseInputValue()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        var name = ParseName();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.EqualsSign) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new InputValueDefinitionNode(SpanFrom(start), description, name, type, defaultValue, directives);
    }

    private InterfaceTypeDefinitionNode ParseInterfaceType()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        ExpectKeyword("interface");
        var name = ParseName();
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFields();
        return new InterfaceTypeDefinitionNode(SpanFrom(start), description, name, interfaces, directives, fields);
    }

    private UnionTypeDefinitionNode ParseUnionType()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        ExpectKeyword("union");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = ParseUnionMembers();
        return new UnionTypeDefinitionNode(SpanFrom(start), description, name, directives, types);
    }

    private NamedTypeNode[] ParseUnionMembers() =>
        Skip(TokenKind.EqualsSign) ? DelimitedItems(TokenKind.Pipe, static parser => parser.ParseNamedType()) : [];

    private EnumTypeDefinitionNode ParseEnumType()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        ExpectKeyword("enum");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var values = ParseEnumValues();
        return new EnumTypeDefinitionNode(SpanFrom(start), description, name, directives, values);
    }

    private EnumValueDefinitionNode[] ParseEnumValues() =>
        OptionalItems(TokenKind.BraceOpen, TokenKind.BraceClose, static parser => parser.ParseEnumValue()) ?? [];

    private EnumValueDefinitionNode ParseEnumValue()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        if (_lexer.Kind is TokenKind.Name && _lexer.Text is "true" or "false" or "null")
            throw _lexer.Error(_lexer.Start, $"{_lexer.Description} is reserved and cannot be used for an enum value.");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        return new EnumValueDefinitionNode(SpanFrom(start), description, name, directives);
    }

    private InputObjectTypeDefinitionNode ParseInputObjectType()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        ExpectKeyword("input");
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputValues(TokenKind.BraceOpen, TokenKind.BraceClose);
        return new InputObjectTypeDefinitionNode(SpanFrom(start), description, name, directives, fields);
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition()
    {
        var start = _lexer.Start;
        var description = ParseDescription();
        ExpectKeyword("directive");
        Expect(TokenKind.At);
        var name = ParseName();
        var arguments = ParseInputValues(TokenKind.ParenOpen, TokenKind.ParenClose);
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        var locations = DelimitedItems(TokenKind.Pipe, static parser => parser.ParseDirectiveLocation());
        return new DirectiveDefinitionNode(SpanFrom(start), description, name, arguments, isRepeatable, locations);
    }

    private NameNode ParseDirectiveLocation()
    {
        var token = _lexer;
        var name = ParseName();
        return DirectiveLocations.Contains(name.Value) ? name : throw Unexpected(token);
    }

    // https://spec.graphql.org/September2025/#sec-Type-System-Extensions

    private DefinitionNode ParseExtension()
    {
        var start = _lexer.Start;
        var keyword = _lexer;
        keyword.Next();
        if (keyword.Kind is not TokenKind.Name || keyword.Text is not ("schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input"))
            throw Unexpected(keyword);
        Advance();
        Advance();
        return keyword.Text switch
        {
            "schema" => ParseSchemaExtension(start),
            "scalar" => ParseScalarExtension(start),
            "type" => ParseObjectExtension(start),
            "interface" => ParseInterfaceExtension(start),
            "union" => ParseUnionExtension(start),
            "enum" => ParseEnumExtension(start),
            _ => ParseInputObjectExtension(start),
        };
    }

    private SchemaExtensionNode ParseSchemaExtension(int start)
    {
        var directives = ParseDirectives(isConst: true);
        var operationTypes =
            OptionalItems(TokenKind.BraceOpen, TokenKind.BraceClose, static parser => parser.ParseOperationType()) ?? [];
        Expect(directives.Length + operationTypes.Length);
        return new SchemaExtensionNode(SpanFrom(start), directives, operationTypes);
    }

    private ScalarTypeExtensionNode ParseScalarExtension(int start)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        Expect(directives.Length);
        return new ScalarTypeExtensionNode(SpanFrom(start), name, directives);
    }

    private ObjectTypeExtensionNode ParseObjectExtension(int start)
    {
        var name = ParseName();
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFields();
        Expect(interfaces.Length + directives.Length + fields.Length);
        return new ObjectTypeExtensionNode(SpanFrom(start), name, interfaces, directives, fields);
    }

    private InterfaceTypeExtensionNode ParseInterfaceExtension(int start)
    {
        var name = ParseName();
        var interfaces = ParseInterfaces();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFields();
        Expect(interfaces.Length + directives.Length + fields.Length);
        return new InterfaceTypeExtensionNode(SpanFrom(start), name, interfaces, directives, fields);
    }

    private UnionTypeExtensionNode ParseUnionExtension(int start)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var types = ParseUnionMembers();
        Expect(directives.Length + types.Length);
        return new UnionTypeExtensionNode(SpanFrom(start), name, directives, types);
    }

    private EnumTypeExtensionNode ParseEnumExtension(int start)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var values = ParseEnumValues();
        Expect(directives.Length + values.Length);
        return new EnumTypeExtensionNode(SpanFrom(start), name, directives, values);
    }

    private InputObjectTypeExtensionNode ParseInputObjectExtension(int start)
    {
        var name = ParseName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputValues(TokenKind.BraceOpen, TokenKind.BraceClose);
        Expect(directives.Length + fields.Length);
        return new InputObjectTypeExtensionNode(SpanFrom(start), name, directives, fields);
    }

    /// <summary>An extension adds something.</summary>
    private void Expect(int parts)
    {
        if (parts is 0) throw Unexpected(_lexer);
    }

    // What all of it is made of.

    private NameNode ParseName()
    {
        var (start, end) = (_lexer.Start, _lexer.End);
        if (_lexer.Kind is not TokenKind.Name) Expect(TokenKind.Name);
        var value = _names.Intern(_lexer.Text);
        Advance();
        return new NameNode(new Span(_source, start, end), value);
    }

    private Span SpanFrom(int start) => new(_source, start, _lexer.LastEnd);

    private void Advance()
    {
        _lexer.Next();
        if (_options.MaxTokens is { } most && _lexer.Kind is not TokenKind.EndOfFile && ++_tokens > most)
            throw _lexer.Error(_lexer.Start, $"Document contains more than {most} tokens. Parsing aborted.");
    }

    /// <summary>One level further down; the error stands at the first thing within the level that is too much.</summary>
    private void Deepen()
    {
        if (++_depth > _options.MaxDepth) throw _lexer.Error(_lexer.Start, $"Document is nested more than {_options.MaxDepth} levels deep. Parsing aborted.");
    }

    private void Expect(TokenKind kind)
    {
        if (!Skip(kind)) throw _lexer.Error(_lexer.Start, $"Expected {Lexer.Describe(kind)}, found {_lexer.Description}.");
    }

    private bool Skip(TokenKind kind)
    {
        if (_lexer.Kind != kind) return false;
        Advance();
        return true;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword)) throw _lexer.Error(_lexer.Start, $"Expected \"{keyword}\", found {_lexer.Description}.");
    }

    private bool SkipKeyword(string keyword)
    {
        if (!_lexer.IsKeyword(keyword)) return false;
        Advance();
        return true;
    }

    private static GraphQLException Unexpected(in Lexer token) => token.Error(token.Start, $"Unexpected {token.Description}.");

    /// <summary>Between a pair of brackets, where they stand, at least one item; null where they do not.</summary>
    private T[]? OptionalItems<T>(TokenKind open, TokenKind close, Func<Parser, T> parse) where T : Node => Skip(open) ? ItemsUntil(close, parse) : null;

    private T[] ItemsUntil<T>(TokenKind close, Func<Parser, T> parse) where T : Node
    {
        var first = _count;
        do Push(parse(this)); while (!Skip(close));
        return Pop<T>(first);
    }

    private T[] DelimitedItems<T>(TokenKind delimiter, Func<Parser, T> parse) where T : Node
    {
        Skip(delimiter);
        var first = _count;
        do Push(parse(this)); while (Skip(delimiter));
        return Pop<T>(first);
    }

    private void Push(Node item)
    {
        if (_count == _items.Length) Array.Resize(ref _items, 2 * _count);
        _items[_count++] = item;
    }

    private T[] Pop<T>(int first) where T : Node
    {
        var items = new T[_count - first];
        for (var index = 0; index < items.Length; index++) items[index] = (T)_items[first + index];
        _count = first;
        return items;
    }
}
