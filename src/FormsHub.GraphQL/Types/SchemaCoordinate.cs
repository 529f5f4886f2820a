using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>
/// Names one element of a schema: <c>Type</c>, <c>Type.member</c>, <c>Type.field(argument:)</c>, <c>@directive</c> or <c>@directive(argument:)</c>.
/// See https://spec.graphql.org/September2025/#sec-Schema-Coordinates
/// </summary>
/// <param name="Name">Of a type or a directive.</param>
public sealed record SchemaCoordinate(string Name, bool IsDirective = false, string? Member = null, string? Argument = null)
{
    public override string ToString() =>
        $"{(IsDirective ? "@" : "")}{Name}{(Member is null ? "" : $".{Member}")}{(Argument is null ? "" : $"({Argument}:)")}";

    /// <summary>Nothing may stand between its parts. Throws <see cref="GraphQLException"/>.</summary>
    public static SchemaCoordinate Parse(string text)
    {
        var reader = new Reader(text);
        var isDirective = reader.Skip('@');
        var name = reader.ReadName();
        var member = !isDirective && reader.Skip('.') ? reader.ReadName() : null;
        string? argument = null;
        if ((isDirective || member is not null) && reader.Skip('('))
        {
            argument = reader.ReadName();
            reader.Expect(':');
            reader.Expect(')');
        }
        reader.ExpectEnd();
        return new SchemaCoordinate(name, isDirective, member, argument);
    }

    /// <summary>
    /// The <see cref="NamedType"/>, <see cref="Field"/>, <see cref="EnumValue"/>, <see cref="InputValue"/> or <see cref="Directive"/>; null where there is none. Throws
    /// <see cref="GraphQLException"/> where what should hold it is not there.
    /// </summary>
    public object? FindIn(Schema schema)
    {
        if (IsDirective && Argument is null) return schema.FindDirective(Name);
        if (IsDirective)
        {
            var directive = schema.FindDirective(Name) ?? throw new GraphQLException($"Expected \"{Name}\" to be defined as a directive in the schema.");
            return directive.Arguments.FirstOrDefault(argument => argument.Name == Argument);
        }
        if (Member is null) return schema.FindType(Name);
        var type = schema.FindType(Name) ?? throw new GraphQLException($"Expected \"{Name}\" to be defined as a type in the schema.");
        if (Argument is null)
        {
            return type switch
            {
                EnumType names => names.FindValue(Member),
                InputObjectType input => input.FindField(Member),
                FieldsType fields => schema.FindField(fields, Member),
                _ => throw new GraphQLException($"Expected \"{Name}\" to be an Enum, Input Object, Object or Interface type."),
            };
        }
        if (type is not FieldsType of) throw new GraphQLException($"Expected \"{Name}\" to be an object type or interface type.");
        var field = schema.FindField(of, Member) ?? throw new GraphQLException($"Expected \"{Member}\" to exist as a field of type \"{Name}\" in the schema.");
        return field.FindArgument(Argument);
    }

    private ref struct Reader(string text)
    {
        private readonly Lexer _lexer = new(new Source(text));
        private int _at;

        public bool Skip(char punctuator)
        {
            if (_at >= text.Length || text[_at] != punctuator) return false;
            _at++;
            return true;
        }

        public string ReadName()
        {
            if (_at >= text.Length || !Lexer.IsNameStart(text[_at])) throw Unexpected("Name");
            var name = NameAt(_at);
            _at += name.Length;
            return name;
        }

        public void Expect(char punctuator)
        {
            if (!Skip(punctuator)) throw Unexpected($"\"{punctuator}\"");
        }

        public readonly void ExpectEnd()
        {
            if (_at < text.Length) throw Unexpected(Lexer.Describe(TokenKind.EndOfFile));
        }

        private readonly GraphQLException Unexpected(string expected)
        {
            if (_at >= text.Length) return _lexer.Error(_at, $"Expected {expected}, found {Lexer.Describe(TokenKind.EndOfFile)}.");
            var isName = Lexer.IsNameStart(text[_at]);
            if (!isName && text[_at] is not ('.' or '(' or ')' or ':' or '@')) return _lexer.Error(_at, $"Invalid character: {_lexer.CharacterAt(_at)}.");
            return _lexer.Error(_at, $"Expected {expected}, found {(isName ? $"Name \"{NameAt(_at)}\"" : $"\"{text[_at]}\"")}.");
        }

        private readonly string NameAt(int start)
        {
            var end = start;
            while (end < text.Length && Lexer.IsNameContinue(text[end])) end++;
            return text[start..end];
        }
    }
}
