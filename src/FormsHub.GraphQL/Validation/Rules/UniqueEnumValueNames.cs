using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>No two values of an enum and its extensions have the same name. See https://spec.graphql.org/September2025/#sec-Enums.Type-Validation</summary>
public sealed class UniqueEnumValueNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var known = new Dictionary<(string Type, string Value), NameNode>();

        context.Enter<EnumTypeDefinitionNode>(type => Check(type.Name.Value, type.Values));
        context.Enter<EnumTypeExtensionNode>(type => Check(type.Name.Value, type.Values));

        void Check(string type, IReadOnlyList<EnumValueDefinitionNode> values)
        {
            var extended = context.Schema.FindType(type) as EnumType;
            foreach (var name in values.Select(value => value.Name))
            {
                if (extended?.FindValue(name.Value) is not null)
                    context.Report($"Enum value \"{type}.{name}\" already exists in the schema. It cannot also be defined in this type extension.", name);
                else if (!known.TryAdd((type, name.Value), name))
                    context.Report($"Enum value \"{type}.{name}\" can only be defined once.", known[(type, name.Value)], name);
            }
        }
    }
}
