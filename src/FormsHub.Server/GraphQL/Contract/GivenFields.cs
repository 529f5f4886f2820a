using System.Collections;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Types;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>Which fields of input objects the variables of an operation hold, as "ContactFilter.phone": names, never values.</summary>
internal sealed class GivenFields
{
    public const int Most = 500;

    /// <summary>A batch of thousands of records names the same fields again and again.</summary>
    private const int MostLookedAt = 2000;

    private readonly HashSet<string> _found = [];
    private int _left = MostLookedAt;

    public static HashSet<string> Of(ExecutableOperation operation)
    {
        var fields = new GivenFields();
        foreach (var variable in operation.Definition.Variables)
        {
            if (operation.Variables.Coerced.TryGetValue(variable.Variable.Name.Value, out var value)) fields.Look(value, operation.Schema.FindType(variable.Type));
        }
        return fields._found;
    }

    private void Look(object? value, GraphQLType? type)
    {
        if (type?.Named is not InputObjectType input || --_left < 0) return;
        if (value is IReadOnlyDictionary<string, object?> members)
        {
            foreach (var (name, member) in members)
            {
                if (_found.Count < Most) _found.Add($"{input.Name}.{name}");
                Look(member, input.FindField(name)?.Type);
            }
        }
        else if (value is IEnumerable items and not string)
        {
            foreach (var item in items)
            {
                if (_left < 0) return;
                Look(item, type);
            }
        }
    }
}
