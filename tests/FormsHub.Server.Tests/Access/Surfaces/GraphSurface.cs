using System.Globalization;
using System.Text.Json;

namespace FormsHub.Server.Tests.Access.Surfaces;

/// <summary>All that a schema of GraphQL offers, as questions: every root field with everything below it.</summary>
internal sealed class GraphSurface(JsonElement schema)
{
    public const string Introspection = """
        { __schema { queryType { name } mutationType { name } types { kind name description possibleTypes { name } enumValues(includeDeprecated: true) { name description }
          fields(includeDeprecated: true) { name description args { name type { ...type } } type { ...type } }
          inputFields(includeDeprecated: true) { name description type { ...type } } } } }
        fragment type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { name kind } } } } }
        """;

    private readonly Dictionary<string, JsonElement> _types = schema.GetProperty("types").EnumerateArray().ToDictionary(type => type.GetProperty("name").GetString()!);

    public IEnumerable<string> Queries(IReadOnlyList<string> ids, IReadOnlyList<string> moments)
    {
        foreach (var field in FieldsOf("Query"))
        {
            var (name, type) = (Name(field), Named(field.GetProperty("type")));
            if (Has(field, "query")) foreach (var words in new[] { "137", "t13", "m137" }) yield return $"{{ {name}(query: \"{words}\", first: 100) {Members(type, 2)} }}";
            else if (Has(field, "id")) foreach (var id in ids) yield return $"{{ {name}(id: \"{id}\") {Members(type, 2)} }}";
            else if (Has(field, "groupBy")) foreach (var question in Groups(field)) yield return question;
            else if (Has(field, "orderBy")) foreach (var question in Lists(field, moments)) yield return question;
            else yield return $"{{ {name} {Members(type, 2)} }}";
        }
    }

    /// <summary>Mutations that change nothing.</summary>
    public IEnumerable<string> Mutations(IReadOnlyList<string> ids)
    {
        if (schema.GetProperty("mutationType").ValueKind is JsonValueKind.Null) yield break;
        foreach (var field in FieldsOf("Mutation").Where(field => Has(field, "id")))
        {
            var (input, fields) = (Has(field, "input") ? ", input: {}" : "", Name(field).StartsWith("revert", StringComparison.Ordinal) ? ", fields: []" : "");
            foreach (var id in ids) yield return $"mutation {{ {Name(field)}(id: \"{id}\", rev: 99{input}{fields}) {Members(Named(field.GetProperty("type")), 1)} }}";
        }
    }

    private IEnumerable<string> Lists(JsonElement field, IReadOnlyList<string> moments)
    {
        var (name, type) = (Name(field), Named(field.GetProperty("type")));
        yield return $"{{ {name}(first: 200) {Members(type, 2)} }}";
        yield return $"{{ {name}(last: 200) {Members(type, 1)} }}";
        if (Has(field, "asOf")) foreach (var moment in moments) yield return $"{{ {name}(first: 200, asOf: \"{moment}\") {Members(type, 2)} }}";
        foreach (var key in InputsOf(field, "orderBy")) yield return $"{{ {name}(first: 3, orderBy: [{{{key}: ASC}}]) {{ pageInfo {{ startCursor endCursor }} edges {{ cursor node {{ id }} }} }} }}";
    }

    private IEnumerable<string> Groups(JsonElement field)
    {
        var (name, type) = (Name(field), Named(field.GetProperty("type")));
        yield return $"{{ {name} {Members(type, 2)} }}";
        var keys = _types[Named(Argument(field, "groupBy"))].GetProperty("enumValues").EnumerateArray().Select(Name).ToList();
        foreach (var key in keys) yield return $"{{ {name}(groupBy: [{key}]) {Members(type, 2)} }}";
        foreach (var key in InputsOf(field, "orderBy")) yield return $"{{ {name}(groupBy: [{(keys.Contains(key) ? key : keys[0])}], orderBy: [{{{key}: DESC}}]) {{ count }} }}";
    }

    private IEnumerable<string> InputsOf(JsonElement field, string argument) => _types[Named(Argument(field, argument))].GetProperty("inputFields").EnumerateArray().Select(Name);

    private string Members(string type, int depth)
    {
        var members = new List<string> { "__typename" };
        if (_types[type].GetProperty("possibleTypes") is { ValueKind: JsonValueKind.Array } possible)
            members.AddRange(possible.EnumerateArray().Select(each => $"... on {Name(each)} {{ {string.Join(' ', FieldsOf(Name(each)).Where(IsLeaf).Select((field, i) => string.Create(CultureInfo.InvariantCulture, $"{Name(each)}_{i}: {Name(field)}")))} }}"));
        foreach (var field in _types[type].GetProperty("fields").EnumerateArray().Where(field => Name(field) is not "edges"))
        {
            var inner = depth - (type.EndsWith("Connection", StringComparison.Ordinal) ? 0 : 1);
            if (IsLeaf(field)) members.Add(Name(field));
            else if (inner >= 0) members.Add($"{Name(field)}{(Has(field, "first") ? "(first: 3)" : "")} {Members(Named(field.GetProperty("type")), inner)}");
        }
        return $"{{ {string.Join(' ', members)} }}";
    }

    private bool IsLeaf(JsonElement field) => _types[Named(field.GetProperty("type"))].GetProperty("kind").GetString() is "SCALAR" or "ENUM";

    private JsonElement.ArrayEnumerator FieldsOf(string type) => _types[type].GetProperty("fields").EnumerateArray();

    private static bool Has(JsonElement field, string argument) => field.GetProperty("args").EnumerateArray().Any(each => Name(each) == argument);

    private static JsonElement Argument(JsonElement field, string name) => field.GetProperty("args").EnumerateArray().First(each => Name(each) == name).GetProperty("type");

    private static string Named(JsonElement type) => type.TryGetProperty("ofType", out var of) && of.ValueKind is JsonValueKind.Object ? Named(of) : Name(type);

    private static string Name(JsonElement element) => element.GetProperty("name").GetString()!;
}
