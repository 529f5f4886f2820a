using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Schemas;

/// <summary>A type has all that its interfaces promise. See https://spec.graphql.org/September2025/#IsValidImplementation()</summary>
internal static class ImplementedInterfaces
{
    public static void Check(SchemaValidationContext context, FieldsType type)
    {
        var all = type.Interfaces.ToHashSet();
        var seen = new HashSet<string>();
        foreach (var named in Named(context, type))
        {
            if (named is not InterfaceType implemented)
            {
                context.Report($"Type {type} must only implement Interface types, it cannot implement {named}.", At(type, named));
            }
            else if (type == implemented)
            {
                context.Report($"Type {type} cannot implement itself because it would create a circular reference.", At(type, implemented));
            }
            else if (!seen.Add(implemented.Name))
            {
                context.Report($"Type {type} can only implement {implemented} once.", At(type, implemented));
            }
            else
            {
                CheckAncestors(context, type, implemented, all);
                CheckFields(context, type, implemented);
            }
        }
    }

    private static void CheckAncestors(SchemaValidationContext context, FieldsType type, InterfaceType implemented, HashSet<InterfaceType> all)
    {
        foreach (var ancestor in implemented.Interfaces)
        {
            if (all.Contains(ancestor)) continue;
            context.Report(
                ancestor == type
                    ? $"Type {type} cannot implement {implemented} because it would create a circular reference."
                    : $"Type {type} must implement {ancestor} because it is implemented by {implemented}.",
                At(implemented, ancestor).Concat(At(type, implemented)));
        }
    }

    private static void CheckFields(SchemaValidationContext context, FieldsType type, InterfaceType implemented)
    {
        foreach (var promised in implemented.Fields)
        {
            if (type.FindField(promised.Name) is not { } field)
            {
                context.Report($"Interface field {implemented}.{promised.Name} expected but {type} does not provide it.", type.Nodes.Prepend<Node?>(promised.Node));
                continue;
            }

            if (!field.Type.IsSubtypeOf(promised.Type))
            {
                context.Report(
                    $"Interface field {implemented}.{promised.Name} expects type {promised.Type} but {type}.{field.Name} is type {field.Type}.",
                    promised.Node?.Type, field.Node?.Type);
            }
            CheckArguments(context, type, implemented, field, promised);
            if (field.DeprecationReason is not null && promised.DeprecationReason is null)
            {
                context.Report(
                    $"Interface field {implemented}.{promised.Name} is not deprecated, so implementation field {type}.{field.Name} must not be deprecated.",
                    SchemaValidationContext.DeprecatedAt(field.Node?.Directives), field.Node?.Type);
            }
        }
    }

    private static void CheckArguments(SchemaValidationContext context, FieldsType type, InterfaceType implemented, Field field, Field promised)
    {
        var (fieldAt, promisedAt) = ($"{type}.{field.Name}", $"{implemented}.{promised.Name}");
        foreach (var expected in promised.Arguments)
        {
            if (field.FindArgument(expected.Name) is not { } argument)
            {
                context.Report($"Interface field argument {promisedAt}({expected.Name}:) expected but {fieldAt} does not provide it.", expected.Node, field.Node);
            }
            else if (!expected.Type.IsEqualTo(argument.Type))
            {
                context.Report(
                    $"Interface field argument {promisedAt}({expected.Name}:) expects type {expected.Type} but {fieldAt}({argument.Name}:) is type {argument.Type}.",
                    expected.Node?.Type, argument.Node?.Type);
            }
        }

        foreach (var argument in field.Arguments)
        {
            if (argument.IsRequired && promised.FindArgument(argument.Name) is null)
            {
                context.Report(
                    $"Argument \"{fieldAt}({argument.Name}:)\" must not be required type \"{argument.Type}\" if not provided by the Interface field \"{promisedAt}\".",
                    argument.Node, promised.Node);
            }
        }
    }

    // What the type's text names, also where it is no interface; the type itself holds interfaces only.
    private static IEnumerable<NamedType> Named(SchemaValidationContext context, FieldsType type)
    {
        var written = type.Nodes.SelectMany(node => node.InterfaceNodes()).Select(node => context.Schema.FindOrBuiltIn(node.Name.Value)).OfType<NamedType>();
        return type.Nodes is [TypeDefinitionNode, ..] ? written : type.Interfaces.Concat(written.Where(named => named is not InterfaceType));
    }

    private static IEnumerable<NamedTypeNode> At(FieldsType type, NamedType implemented) =>
        type.Nodes.SelectMany(node => node.InterfaceNodes()).Where(node => node.Name.Value == implemented.Name);
}
