using System.Globalization;
using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Execution;

/// <summary>
/// Makes of what was given what the server works with, after the input coercion of each kind of type:
/// https://spec.graphql.org/September2025/#sec-List.Input-Coercion, #sec-Input-Objects.Input-Coercion, #sec-Enums.Input-Coercion. All that does not fit is
/// reported with where in the value it stands (<c> at .a[0]</c>); what is answered counts only where nothing was reported.
/// </summary>
internal sealed class InputCoercion(bool hideSuggestions, Action<GraphQLError, string> report)
{
    /// <summary>Where in the value, from the inside out.</summary>
    private sealed record Place(Place? Outer, string? Field, int Index)
    {
        public static string TextOf(Place? place)
        {
            var steps = "";
            for (var each = place; each is not null; each = each.Outer)
                steps = each.Field is null ? string.Create(CultureInfo.InvariantCulture, $"[{each.Index}]{steps}") : $".{each.Field}{steps}";
            return steps is "" ? "" : " at " + steps;
        }
    }

    /// <summary>A value of variables, as JSON holds it.</summary>
    public object? Value(object? value, GraphQLType type) => Value(value, type, null);

    /// <summary>Nothing where something must be given.</summary>
    public object? Missing(GraphQLType type) => Refuse($"Expected a value of non-null type \"{type}\" to be provided.", null);

    /// <summary>What is written in a document.</summary>
    public object? Literal(ValueNode literal, GraphQLType type, VariableValues variables) => Literal(literal, type, variables, null);

    private object? Value(object? value, GraphQLType type, Place? place)
    {
        if (value is null) return type is NonNullType ? Refuse($"Expected value of non-null type \"{type}\" not to be null.", place) : null;
        switch (type.Nullable)
        {
            case ListType list when value is IReadOnlyList<object?> items:
                var coerced = new object?[items.Count];
                for (var index = 0; index < coerced.Length; index++) coerced[index] = Value(items[index], list.Of, At(place, index));
                return coerced;
            case ListType list: return new[] { Value(value, list.Of, place) };
            case InputObjectType input: return Fields(value, input, place);
            case EnumType names: return Named(value, names, place);
            case ScalarType scalar: return Scalar(() => scalar.ParseValue(value), null, place);
            default: throw new NotSupportedException($"{type} is no input type.");
        }
    }

    private Dictionary<string, object?>? Fields(object value, InputObjectType type, Place? place)
    {
        if (value is not IReadOnlyDictionary<string, object?> given)
        {
            Refuse($"Expected value of type \"{type}\" to be an object, found: {ValueText.Of(value)}.", place);
            return null;
        }

        var coerced = new Dictionary<string, object?>();
        foreach (var field in type.Fields)
        {
            if (given.TryGetValue(field.Name, out var item)) coerced[field.Name] = Value(item, field.Type, At(place, field.Name));
            else if (field.IsRequired) Refuse($"Expected value of type \"{type}\" to include required field \"{field.Name}\", found: {ValueText.Of(value)}.", place);
            else if (field.Default is not null) coerced[field.Name] = Default(field);
        }

        string? first = null;
        var known = 0;
        foreach (var name in given.Keys)
        {
            if (type.FindField(name) is null) RefuseUnknown(type, name, ValueText.Of(value), null, place);
            else if (known++ is 0) first = name;
        }
        if (!type.IsOneOf) return coerced;
        if (known is not 1) Refuse(ExactlyOne(type), place);
        if (first is not null && given[first] is null) Refuse(ExactlyOne(type), At(place, first));
        return coerced;
    }

    private object? Named(object value, EnumType type, Place? place)
    {
        if (value is string name)
            return type.FindValue(name) is { } found ? found.Value : Refuse($"Value \"{name}\" does not exist in \"{type}\" enum.{DidYouMean(type, name)}", place);
        var text = ValueText.Of(value);
        return Refuse($"Enum \"{type}\" cannot represent non-string value: {text}.{DidYouMean(type, text)}", place);
    }

    private object? Literal(ValueNode literal, GraphQLType type, VariableValues variables, Place? place)
    {
        if (literal is VariableNode variable) return Variable(variable, type, variables, place);
        if (literal is NullValueNode) return type is NonNullType ? Refuse($"Expected value of non-null type \"{type}\" not to be null.", place, literal) : null;
        switch (type.Nullable)
        {
            case ListType list when literal is ListValueNode { Values: var items }:
                var coerced = new object?[items.Count];
                for (var index = 0; index < coerced.Length; index++) coerced[index] = Literal(items[index], list.Of, variables, At(place, index));
                return coerced;
            case ListType list: return new[] { Literal(literal, list.Of, variables, place) };
            case InputObjectType input when literal is ObjectValueNode fields: return Fields(fields, input, variables, place);
            case InputObjectType input: return Refuse($"Expected value of type \"{input}\" to be an object, found: {Printer.Print(literal)}.", place, literal);
            case EnumType names: return Named(literal, names, place);
            case ScalarType scalar: return Scalar(() => scalar.ReadLiteral(variables.Replace(literal), variables.Coerced), literal, place);
            default: throw new NotSupportedException($"{type} is no input type.");
        }
    }

    /// <summary>What has no value is null here: that it may be is the matter of who asks.</summary>
    private object? Variable(VariableNode variable, GraphQLType type, VariableValues variables, Place? place)
    {
        var isThere = variables.Coerced.TryGetValue(variable.Name.Value, out var value);
        if (value is not null || type is not NonNullType) return value;
        return Refuse(
            isThere ? $"Expected variable \"${variable.Name}\" provided to non-null type \"{type}\" not to be null." : $"Expected variable \"${variable.Name}\" provided to type \"{type}\" to provide a runtime value.",
            place, variable);
    }

    private Dictionary<string, object?> Fields(ObjectValueNode value, InputObjectType type, VariableValues variables, Place? place)
    {
        var given = new Dictionary<string, ValueNode>(value.Fields.Count);
        foreach (var field in value.Fields) given[field.Name.Value] = field.Value;

        var coerced = new Dictionary<string, object?>();
        foreach (var field in type.Fields)
        {
            if (!given.TryGetValue(field.Name, out var written))
            {
                if (field.IsRequired) Refuse($"Expected value of type \"{type}\" to include required field \"{field.Name}\", found: {Printer.Print(value)}.", place, value);
                else if (field.Default is not null) coerced[field.Name] = Default(field);
                continue;
            }
            if (written is VariableNode variable)
            {
                var isThere = variables.Coerced.TryGetValue(variable.Name.Value, out var runtime);
                if (type.IsOneOf && runtime is null)
                {
                    Refuse($"Expected variable \"${variable.Name}\" provided to field \"{field.Name}\" for OneOf Input Object type \"{type}\" {(isThere ? "not to be null" : "to provide a runtime value")}.", place, value);
                }
                else if (!isThere && !field.IsRequired)
                {
                    if (field.Default is not null) coerced[field.Name] = Default(field);
                    continue;
                }
            }
            coerced[field.Name] = Literal(written, field.Type, variables, At(place, field.Name));
        }

        foreach (var field in value.Fields)
        {
            if (type.FindField(field.Name.Value) is null) RefuseUnknown(type, field.Name.Value, Printer.Print(value), field, place);
        }
        if (!type.IsOneOf) return coerced;
        var known = value.Fields.Where(field => type.FindField(field.Name.Value) is not null).ToList();
        if (known.Count is not 1) Refuse(ExactlyOne(type), place, value);
        else if (known[0].Value is NullValueNode) Refuse(ExactlyOne(type), At(place, known[0].Name.Value), value);
        return coerced;
    }

    private object? Named(ValueNode literal, EnumType type, Place? place)
    {
        if (literal is EnumValueNode { Value: var name })
            return type.FindValue(name) is { } found ? found.Value : Refuse($"Value \"{name}\" does not exist in \"{type}\" enum.{DidYouMean(type, name)}", place, literal);
        var text = Printer.Print(literal);
        return Refuse($"Enum \"{type}\" cannot represent non-enum value: {text}.{DidYouMean(type, text)}", place, literal);
    }

    /// <summary>The default of an argument or a field, which is coerced once; a schema whose defaults do not fit their types is not valid.</summary>
    public static object? Default(InputValue input)
    {
        if (input.CoercedDefault is { } ready) return ready.Value;
        GraphQLError? wrong = null;
        var coerced = new InputCoercion(hideSuggestions: true, (error, place) => wrong ??= error).Literal(input.Default!, input.Type, VariableValues.None);
        if (wrong is not null) throw new GraphQLException(wrong);
        input.CoercedDefault = new StrongBox<object?>(coerced);
        return coerced;
    }

    private object? Scalar(Func<object?> read, ValueNode? literal, Place? place)
    {
        try
        {
            return read();
        }
        catch (GraphQLException refused)
        {
            var error = refused.Error;
            report(error.Locations.Count is 0 ? GraphQLError.At(error.Message, literal) with { Extensions = error.Extensions } : error, Place.TextOf(place));
            return null;
        }
    }

    private object? Refuse(string message, Place? place, Node? node = null)
    {
        report(GraphQLError.At(message, node), Place.TextOf(place));
        return null;
    }

    private void RefuseUnknown(InputObjectType type, string name, string found, ObjectFieldNode? node, Place? place)
    {
        var suggestion = hideSuggestions ? "" : Suggestions.DidYouMean(Suggestions.Near(name, type.Fields.Select(field => field.Name)));
        Refuse($"Expected value of type \"{type}\" not to include unknown field \"{name}\"{(suggestion is "" ? ", found" : $".{suggestion} Found")}: {found}.", place, node);
    }

    private string DidYouMean(EnumType type, string written) =>
        hideSuggestions ? "" : Suggestions.DidYouMean(Suggestions.Near(written, type.Values.Select(value => value.Name)), "the enum value");

    private static string ExactlyOne(InputObjectType type) => $"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for that field must be non-null.";

    private static Place At(Place? place, int index) => new(place, null, index);

    private static Place At(Place? place, string field) => new(place, field, 0);
}
