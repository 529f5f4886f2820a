namespace FormsHub.Querying.Planning;

/// <summary>A stored id as a uuid; null, never an error, where a former type of the field left something else.</summary>
internal static class SafeUuid
{
    public static string Of(string text) =>
        $"(case when {text} ~ '^[0-9a-f]{{8}}-([0-9a-f]{{4}}-){{3}}[0-9a-f]{{12}}$' then ({text})::uuid end)";
}
