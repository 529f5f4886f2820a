using System.Runtime.CompilerServices;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Validation.Schemas;

/// <summary>
/// A default value ends: what it leaves out is filled by other defaults, and they never lead back to it.
/// See https://spec.graphql.org/September2025/#InputObjectDefaultValueHasCycle()
/// </summary>
internal sealed class CircularDefaults(SchemaValidationContext context)
{
    private readonly HashSet<InputValue> _visited = [];
    private readonly List<(string Coordinate, ValueNode Default)> _path = [];
    private readonly Dictionary<InputValue, int> _indexes = [];

    public void Check(InputObjectType type) => CheckObject(type, null);

    private void CheckValue(InputObjectType type, ValueNode value)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            context.Report($"The default values of Input Object {type} nest too deep to be checked.", value);
            return;
        }
        if (value is ListValueNode list)
            foreach (var item in list.Values) CheckValue(type, item);
        else if (value is ObjectValueNode given) CheckObject(type, given);
    }

    private void CheckObject(InputObjectType type, ObjectValueNode? given)
    {
        var values = given?.Fields.GroupBy(field => field.Name.Value).ToDictionary(same => same.Key, same => same.Last().Value);
        foreach (var field in type.Fields)
        {
            if (field.Type.Named is not InputObjectType of) continue;
            if (values is not null && values.TryGetValue(field.Name, out var value)) CheckValue(of, value);
            else CheckDefault(field, of, $"{type}.{field.Name}");
        }
    }

    private void CheckDefault(InputValue field, InputObjectType of, string coordinate)
    {
        if (field.Default is null) return;
        if (_indexes.TryGetValue(field, out var index))
        {
            var via = _path.Count > index ? $" via the default values of: {string.Join(", ", _path.Skip(index).Select(step => step.Coordinate))}" : "";
            context.Report($"Invalid circular reference. The default value of Input Object field {coordinate} references itself{via}.", _path.Skip(index - 1).Select(step => step.Default));
            return;
        }
        if (!_visited.Add(field)) return;

        _path.Add((coordinate, field.Default));
        _indexes[field] = _path.Count;
        CheckValue(of, field.Default);
        _path.RemoveAt(_path.Count - 1);
        _indexes.Remove(field);
    }
}
