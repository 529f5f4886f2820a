using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>
/// A stored id as a uuid, null for anything shorter or longer. Reference fields store nothing but ids
/// (docs/decisions/0007-a-changed-type-is-a-new-field.md), so that more than its length need not be looked at for each record.
/// </summary>
internal static class SafeUuid
{
    public static string Of(string text) => $"(case when length({text}) = 36 then ({text})::uuid end)";

    public static SqlText OfValue(SqlText text) => SqlText.Of($"(case when length({text}) = 36 then ({text})::uuid end)");
}
