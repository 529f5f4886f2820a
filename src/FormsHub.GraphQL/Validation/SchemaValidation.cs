using FormsHub.GraphQL.Introspection;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation.Schemas;

namespace FormsHub.GraphQL.Validation;

/// <summary>Checks a schema as a whole: each section of the type system's specification ends with what is checked here. See https://spec.graphql.org/September2025/#sec-Type-System</summary>
public static class SchemaValidation
{
    /// <summary>What is wrong with the schema; nothing: documents may be validated against it. Walks all of it.</summary>
    public static IReadOnlyList<GraphQLError> Check(Schema schema)
    {
        var context = new SchemaValidationContext(schema);
        RootTypes.Check(context);
        foreach (var directive in schema.Directives) CheckDirective(context, directive);

        var circularDefaults = new CircularDefaults(context);
        foreach (var type in schema.Types.Values)
        {
            if (!IntrospectionTypes.All.Contains(type)) context.CheckName(type.Name, type.Nodes.OfType<TypeDefinitionNode>().FirstOrDefault());
            switch (type)
            {
                case FieldsType it:
                    CheckFields(context, it);
                    ImplementedInterfaces.Check(context, it);
                    break;
                case UnionType it: CheckMembers(context, it); break;
                case EnumType it: CheckValues(context, it); break;
                case InputObjectType it:
                    CheckInputFields(context, it);
                    circularDefaults.Check(it);
                    break;
                default: break;
            }
        }
        FiniteInputs.Check(context);
        return context.Errors;
    }

    private static void CheckDirective(SchemaValidationContext context, Directive directive)
    {
        context.CheckName(directive.Name, directive.Node);
        if (directive.Locations.Count is 0) context.Report($"Directive {directive} must include 1 or more locations.", directive.Node);
        foreach (var argument in directive.Arguments) CheckArgument(context, argument, $"{directive}({argument.Name}:)", argument.Node);
    }

    private static void CheckFields(SchemaValidationContext context, FieldsType type)
    {
        if (type.Fields.Count is 0) context.Report($"Type {type} must define one or more fields.", type.Nodes);
        foreach (var field in type.Fields)
        {
            context.CheckName(field.Name, field.Node);
            if (!field.Type.IsOutput) context.Report($"The type of {type}.{field.Name} must be Output Type but got: {field.Type}.", field.Node?.Type);
            foreach (var argument in field.Arguments) CheckArgument(context, argument, $"{type}.{field.Name}({argument.Name}:)", argument.Node?.Type);
        }
    }

    private static void CheckArgument(SchemaValidationContext context, InputValue argument, string coordinate, Node? typeAt)
    {
        context.CheckName(argument.Name, argument.Node);
        if (!argument.Type.IsInput) context.Report($"The type of {coordinate} must be Input Type but got: {argument.Type}.", typeAt);
        if (argument is { IsRequired: true, DeprecationReason: not null })
            context.Report($"Required argument {coordinate} cannot be deprecated.", SchemaValidationContext.DeprecatedAt(argument.Node?.Directives), argument.Node?.Type);
        CheckDefault(context, argument, coordinate);
    }

    private static void CheckInputFields(SchemaValidationContext context, InputObjectType type)
    {
        if (type.Fields.Count is 0) context.Report($"Input Object type {type} must define one or more fields.", type.Nodes);
        foreach (var field in type.Fields)
        {
            var coordinate = $"{type}.{field.Name}";
            context.CheckName(field.Name, field.Node);
            if (!field.Type.IsInput) context.Report($"The type of {coordinate} must be Input Type but got: {field.Type}.", field.Node?.Type);
            if (field is { IsRequired: true, DeprecationReason: not null })
                context.Report($"Required input field {coordinate} cannot be deprecated.", SchemaValidationContext.DeprecatedAt(field.Node?.Directives), field.Node?.Type);
            CheckDefault(context, field, coordinate);
            if (!type.IsOneOf) continue;
            if (field.Type is NonNullType) context.Report($"OneOf input field {coordinate} must be nullable.", field.Node?.Type);
            if (field.Default is not null) context.Report($"OneOf input field {coordinate} cannot have a default value.", field.Node);
        }
    }

    private static void CheckDefault(SchemaValidationContext context, InputValue value, string coordinate)
    {
        if (value.Default is null || !value.Type.IsInput) return;
        new LiteralCheck(hideSuggestions: false, (error, path) =>
        {
            var where = path.Count is 0 ? "" : $" at {string.Concat(path.Select(step => step is int ? $"[{step}]" : $".{step}"))}";
            context.Errors.Add(error with { Message = $"{coordinate} has invalid default value{where}: {error.Message}" });
        }).Check(value.Default, value.Type);
    }

    private static void CheckMembers(SchemaValidationContext context, UnionType union)
    {
        var written = union.Nodes.SelectMany(node => node.MemberNodes()).Select(node => context.Schema.FindOrBuiltIn(node.Name.Value)).OfType<NamedType>();
        var members = (union.Nodes is [TypeDefinitionNode, ..] ? written : union.Types.Concat(written.Where(type => type is not ObjectType))).ToList();
        if (members.Count is 0) context.Report($"Union type {union} must define one or more member types.", union.Nodes);

        var included = new HashSet<NamedType>();
        foreach (var member in members)
        {
            var nodes = union.Nodes.SelectMany(node => node.MemberNodes()).Where(node => node.Name.Value == member.Name);
            if (!included.Add(member)) context.Report($"Union type {union} can only include type {member} once.", nodes);
            else if (member is not ObjectType) context.Report($"Union type {union} can only include Object types, it cannot include {member}.", nodes);
        }
    }

    private static void CheckValues(SchemaValidationContext context, EnumType type)
    {
        if (type.Values.Count is 0) context.Report($"Enum type {type} must define one or more values.", type.Nodes);
        foreach (var value in type.Values) context.CheckName(value.Name, value.Node);
    }
}
