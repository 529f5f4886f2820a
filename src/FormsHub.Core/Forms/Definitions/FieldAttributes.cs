using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>The attributes that a field type adds to the common ones.</summary>
public static class FieldAttributes
{
    private static readonly ConcurrentDictionary<Type, FrozenNames> Known = new();

    private static readonly IReadOnlyList<string> Common =
    [
        "id", "key", "type", "label", "help", "placeholder", "required", "unique", "indexed", "readOnly", "hidden", "sensitive", "discloses",
        "width", "default", "defaultExpression", "aliases", "fields",
    ];

    private sealed record FrozenNames(IReadOnlyList<string> Names);

    /// <summary>The names of the type's attributes.</summary>
    public static IReadOnlyList<string> Names(FieldType type) => Known.GetOrAdd(type.GetType(), static type =>
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (!each.IsGenericType || each.GetGenericTypeDefinition() != typeof(FieldType<,>)) continue;
            return NamesOf(each.GetGenericArguments()[1]);
        }
        return type.GetNestedTypes(BindingFlags.Public).FirstOrDefault(nested => nested.Name.EndsWith("Options", StringComparison.Ordinal)) is { } own
            ? NamesOf(own)
            : new FrozenNames([]);
    }).Names;

    /// <summary>The typed options, or null with what is wrong: every unknown attribute is named.</summary>
    internal static object? Read(FieldType type, JsonObject attributes, string path, List<FieldError> errors)
    {
        var known = Names(type);
        var unknown = known.Count is 0 ? [] : attributes.Select(attribute => attribute.Key).Except(known).ToList();
        foreach (var name in unknown)
            errors.Add(DefinitionReader.Unknown(path, name, [.. known, .. Common]));
        if (unknown.Count > 0) return null;

        try
        {
            return type.ReadOptions(attributes);
        }
        catch (JsonException exception)
        {
            var place = path + Pointer(exception.Path);
            if (MissingMembers.Of(exception, place) is { Count: > 0 } missing)
            {
                errors.AddRange(missing);
                return null;
            }
            errors.Add(new FieldError(place, "wrong_type", new Message(
                $"has a value that a field of type \"{type.Name}\" does not take here",
                $"的值不适用于“{type.Name}”类型的字段")));
            return null;
        }
    }

    /// <summary>From <c>$.options[2].key</c> to <c>/options/2/key</c>.</summary>
    private static string Pointer(string? path) => path is null or "$"
        ? ""
        : path.TrimStart('$').Replace("[", "/", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal)
            .Replace(".", "/", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);

    private static FrozenNames NamesOf(Type options)
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        return new FrozenNames([.. json.GetTypeInfo(options).Properties
            .Where(property => property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), true) is not true)
            .Select(property => property.Name)]);
    }
}
