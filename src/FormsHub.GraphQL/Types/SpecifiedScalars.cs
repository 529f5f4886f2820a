using System.Globalization;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>The five scalars that every schema may use. See https://spec.graphql.org/September2025/#sec-Scalars.Built-in-Scalars</summary>
public static class SpecifiedScalars
{
    /// <summary>A whole number of 32 bits; the server works with <see cref="int"/>.</summary>
    public static ScalarType Int { get; } = new("Int")
    {
        Description = "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.",
        ParseValue = static value => Number(value) is { } number ? Whole(number, value) : throw Cannot("Int", "non-integer", value),
        ParseLiteral = static (literal, _) => literal is not IntValueNode { Value: var digits } ? throw Cannot("Int", "non-integer", literal)
            : int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw new GraphQLException($"Int cannot represent non 32-bit signed integer value: {digits}", literal),
        Serialize = static value => Output(value, "Int", "non-integer") is var (number, shown) ? Whole(number, shown) : null,
    };

    /// <summary>A number of double precision; the server works with <see cref="double"/>.</summary>
    public static ScalarType Float { get; } = new("Float")
    {
        Description = "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).",
        ParseValue = static value => Number(value) is { } number && double.IsFinite(number) ? number : throw Cannot("Float", "non numeric", value),
        ParseLiteral = static (literal, _) => Digits(literal) is { } digits && double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture) is var number
            && double.IsFinite(number) ? number : throw Cannot("Float", "non numeric", literal),
        Serialize = static value => Output(value, "Float", "non numeric") is var (number, _) && double.IsFinite(number) ? number : throw Cannot("Float", "non numeric", value),
    };

    public static ScalarType String { get; } = new("String")
    {
        Description = "The `String` scalar type represents textual data, represented as UTF-8 character sequences. The String type is most often used by GraphQL to represent free-form human-readable text.",
        ParseValue = static value => value as string ?? throw Cannot("String", "a non string", value),
        ParseLiteral = static (literal, _) => literal is StringValueNode { Value: var text } ? text : throw Cannot("String", "a non string", literal),
        Serialize = static value => value switch
        {
            string text => text,
            bool flag => flag ? "true" : "false",
            Guid id => id.ToString(),
            _ => NumberText(value) ?? throw Cannot("String", null, value),
        },
    };

    public static ScalarType Boolean { get; } = new("Boolean")
    {
        Description = "The `Boolean` scalar type represents `true` or `false`.",
        ParseValue = static value => value is bool ? value : throw Cannot("Boolean", "a non boolean", value),
        ParseLiteral = static (literal, _) => literal is BooleanValueNode { Value: var flag } ? flag : throw Cannot("Boolean", "a non boolean", literal),
        Serialize = static value => value is bool ? value
            : Number(value) is { } number && double.IsFinite(number) ? number != 0
            : throw Cannot("Boolean", "a non boolean", value),
    };

    /// <summary>A name for a thing that the caller does not look into; the server works with a string, also where a number was given.</summary>
    public static ScalarType ID { get; } = new("ID")
    {
        Description = "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. The ID type appears in a JSON response as a String; however, it is not intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) input value will be accepted as an ID.",
        ParseValue = static value => value as string ?? WholeText(value) ?? throw Cannot("ID", null, value),
        ParseLiteral = static (literal, _) => literal switch
        {
            StringValueNode { Value: var text } => text,
            IntValueNode { Value: var digits } => digits,
            _ => throw new GraphQLException($"ID cannot represent a non-string and non-integer value: {Printer.Print(literal)}", literal),
        },
        Serialize = static value => value switch
        {
            string text => text,
            Guid id => id.ToString(),
            _ => WholeText(value) ?? throw Cannot("ID", null, value),
        },
    };

    public static IReadOnlyList<ScalarType> All { get; } = [String, Int, Float, Boolean, ID];

    private static double? Number(object? value) => value switch
    {
        long number => number,
        int number => number,
        decimal number => (double)number,
        double number => number,
        float number => number,
        short number => number,
        byte number => number,
        uint number => number,
        ulong number => number,
        _ => null,
    };

    private static string? Digits(ValueNode literal) => literal switch
    {
        IntValueNode { Value: var digits } => digits,
        FloatValueNode { Value: var digits } => digits,
        _ => null,
    };

    private static (double Number, object Shown) Output(object value, string type, string what) => value switch
    {
        bool flag => (flag ? 1 : 0, value),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => (number, value),
        _ when Number(value) is { } number => (number, value),
        _ => throw Cannot(type, what, value),
    };

    private static int Whole(double number, object? shown) =>
        !double.IsInteger(number) ? throw Cannot("Int", "non-integer", shown)
        : number is < int.MinValue or > int.MaxValue ? throw Cannot("Int", "non 32-bit signed integer", shown)
        : (int)number;

    private static string? NumberText(object? value) => Number(value) is { } number && double.IsFinite(number) ? ValueText.Of(value) : null;

    private static string? WholeText(object? value) => Number(value) is { } number && double.IsInteger(number) ? ValueText.Of(value) : null;

    private static GraphQLException Cannot(string type, string? what, object? value) =>
        new($"{type} cannot represent {(what is null ? "" : what + " ")}value: {ValueText.Of(value)}");

    private static GraphQLException Cannot(string type, string what, ValueNode literal) =>
        new($"{type} cannot represent {what} value: {Printer.Print(literal)}", literal);
}
