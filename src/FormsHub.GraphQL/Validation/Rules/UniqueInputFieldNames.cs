using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// No two fields of an input object have the same name. See https://spec.graphql.org/September2025/#sec-Input-Object-Field-Uniqueness
/// </summary>
public sealed class UniqueInputFieldNames : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var around = new Stack<Dictionary<string, NameNode>>();

        context.Enter<ObjectValueNode>(_ => around.Push([]));
        context.Leave<ObjectValueNode>(_ => around.Pop());
        context.Enter<ObjectFieldNode>(field =>
        {
            var known = around.Peek();
            if (!known.TryAdd(field.Name.Value, field.Name))
                context.Report($"There can be only one input field named \"{field.Name}\".", known[field.Name.Value], field.Name);
        });
    }
}
