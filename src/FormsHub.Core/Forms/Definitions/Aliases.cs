namespace FormsHub.Core.Forms.Definitions;

/// <summary>Keeps former keys answering: a field whose key differs from the published one takes that as an alias.</summary>
public static class Aliases
{
    public static FormDefinition Keep(FormDefinition published, FormDefinition next) =>
        next with { Fields = Keep(published.Fields, next.Fields) };

    private static List<FieldDefinition> Keep(IReadOnlyList<FieldDefinition> before, IReadOnlyList<FieldDefinition> after)
    {
        var old = before.ToDictionary(field => field.Id);
        var keys = after.Select(field => field.Key).ToHashSet();
        return [.. after.Select(field => old.TryGetValue(field.Id, out var was)
            ? field with { Aliases = Former(was, field, keys), Fields = Keep(was.Fields, field.Fields) }
            : field)];
    }

    private static List<string> Former(FieldDefinition was, FieldDefinition now, HashSet<string> keys) =>
        [.. now.Aliases.Append(was.Key).Where(alias => !keys.Contains(alias)).Distinct()];
}
