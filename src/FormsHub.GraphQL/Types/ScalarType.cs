using System.Globalization;
using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Types;

/// <summary>
/// A scalar, with the coercions of https://spec.graphql.org/September2025/#sec-Scalars. Each throws <see cref="GraphQLException"/> with the
/// sentence for the caller where the value does not fit. A value from variables is what JSON holds: null, bool, string, long, decimal or
/// double, <c>IReadOnlyList&lt;object?&gt;</c>, <c>IReadOnlyDictionary&lt;string, object?&gt;</c>.
/// </summary>
public sealed class ScalarType(string name) : LeafType(name)
{
    private static readonly Dictionary<string, object?> NoVariables = [];

    public string? SpecifiedByUrl { get; init; }

    /// <summary>From a value of variables to what the server works with.</summary>
    public Func<object?, object?> ParseValue { get; init; } = static value => value;

    /// <summary>From what is written in a document, with variables already put in where they may stand; null: the literal is read as JSON would be, then <see cref="ParseValue"/>.</summary>
    public Func<ValueNode, IReadOnlyDictionary<string, object?>, object?>? ParseLiteral { get; init; }

    /// <summary>From what the server works with to what the response holds.</summary>
    public Func<object, object?> Serialize { get; init; } = static value => value;

    /// <summary>What the server works with for what is written in a document, by whichever of the two functions above the scalar has.</summary>
    public object? ReadLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        ParseLiteral is null ? ParseValue(AsJson(literal, variables ?? NoVariables)) : ParseLiteral(literal, variables ?? NoVariables);

    private static object? AsJson(ValueNode literal, IReadOnlyDictionary<string, object?> variables) => literal switch
    {
        VariableNode variable => variables.GetValueOrDefault(variable.Name.Value),
        IntValueNode { Value: var digits } => long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : Number(digits),
        FloatValueNode { Value: var digits } => Number(digits),
        StringValueNode { Value: var text } => text,
        EnumValueNode { Value: var name } => name,
        BooleanValueNode { Value: var flag } => flag,
        ListValueNode list => list.Values.Select(item => AsJson(item, variables)).ToList(),
        ObjectValueNode fields => fields.Fields.GroupBy(field => field.Name.Value).ToDictionary(same => same.Key, same => AsJson(same.Last().Value, variables)),
        _ => null,
    };

    private static object Number(string digits)
    {
        var approximate = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) && (double)exact == approximate ? exact : approximate;
    }
}
