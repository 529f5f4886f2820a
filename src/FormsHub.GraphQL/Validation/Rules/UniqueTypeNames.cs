using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>No two types have the same name. See https://spec.graphql.org/September2025/#sec-Schema</summary>
public sealed class UniqueTypeNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var known = new Dictionary<string, NameNode>();

        context.Enter<TypeDefinitionNode>(type =>
        {
            var name = type.Name.Value;
            if (context.Schema.FindType(name) is not null)
                context.Report($"Type \"{name}\" already exists in the schema. It cannot also be defined in this type definition.", type.Name);
            else if (!known.TryAdd(name, type.Name))
                context.Report($"There can be only one type named \"{name}\".", known[name], type.Name);
        });
    }
}
