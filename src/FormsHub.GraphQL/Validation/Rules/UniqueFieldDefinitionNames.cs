using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// No two fields of a type and its extensions have the same name. See https://spec.graphql.org/September2025/#sec-Objects.Type-Validation
/// </summary>
public sealed class UniqueFieldDefinitionNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var known = new Dictionary<(string Type, string Field), NameNode>();

        context.Enter<TypeDefinitionNode>(type => Check(type.Name.Value, type));
        context.Enter<TypeExtensionNode>(type => Check(type.Name.Value, type));

        void Check(string type, DefinitionNode node)
        {
            var extended = context.Schema.FindType(type);
            foreach (var name in node.FieldNodes().Select(field => field.Name).Concat(node.InputFieldNodes().Select(field => field.Name)))
            {
                if (Has(extended, name.Value))
                    context.Report($"Field \"{type}.{name}\" already exists in the schema. It cannot also be defined in this type extension.", name);
                else if (!known.TryAdd((type, name.Value), name))
                    context.Report($"Field \"{type}.{name}\" can only be defined once.", known[(type, name.Value)], name);
            }
        }
    }

    private static bool Has(NamedType? type, string field) => type switch
    {
        FieldsType it => it.FindField(field) is not null,
        InputObjectType it => it.FindField(field) is not null,
        _ => false,
    };
}
