using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>A stored id as a uuid; null, never an error, where a former type of the field left something else.</summary>
internal static class SafeUuid
{
    public static SqlText OfValue(SqlText text) =>
        SqlText.Of($"(case when {text} ~ '^[0-9a-f]{{8}}-([0-9a-f]{{4}}-){{3}}[0-9a-f]{{12}}$' then ({text})::uuid end)");

    public static string Of(string text) =>
        $"(case when {text} ~ '^[0-9a-f]{{8}}-([0-9a-f]{{4}}-){{3}}[0-9a-f]{{12}}$' then ({text})::uuid end)";
}
