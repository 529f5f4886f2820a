using System.Globalization;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>A page of the records of a scope as SQL: their system columns, and the sort values as k0, k1, …</summary>
internal static class Page
{
    private static readonly bool[] FilledFirst = [true, false];
    private static readonly bool[] EmptyFirst = [false, true];

    /// <param name="conditions">What a record must meet besides being seen.</param>
    /// <param name="searches">Words that each must be found; the first decide whether the index is worth asking.</param>
    /// <param name="after">The position that the page begins behind.</param>
    public static SqlText Sql(Scope scope, Sort sort, List<SqlText> conditions, IReadOnlyList<string[]> searches, bool deleted, Cursor? after, int limit)
    {
        var words = searches is [var first, ..] ? RareWords.Of(scope, deleted, first) : null;
        conditions = [.. conditions, .. searches.Skip(words is null ? 0 : 1).SelectMany(each => Search.Conditions(each, scope))];
        return sort.IsInTwoParts
            ? InTwoParts(sort, scope, conditions, after, limit, words)
            : Part(sort, scope, after is null ? conditions : [.. conditions, sort.After(after)], sort.OrderBy(), limit, words);
    }

    private static SqlText InTwoParts(Sort sort, Scope scope, List<SqlText> conditions, Cursor? after, int limit, RareWords? words)
    {
        var isReversed = sort.Keys[0].IsReversed;
        var parts = (isReversed ? EmptyFirst : FilledFirst)
            .Select(filled => sort.InPart(filled, after)).OfType<SqlText>()
            .Select(place => Part(sort, scope, [.. conditions, place], sort.OrderByInPart(), limit, words))
            .ToList();
        if (parts is [var only]) return only;
        var descends = SqlText.Known(sort.IdDescends ? " desc" : "");
        return SqlText.Of($"""
            ({parts[0]}) union all ({parts[1]})
            order by {new Name("s0")}{descends} nulls {SqlText.Known(isReversed ? "first" : "last")}, id{descends}
            limit {Limit(limit)}
            """);
    }

    /// <summary>Written out: a plan that does not know how few records are wanted is a bad one, and a new plan each time is dear.</summary>
    private static SqlText Limit(int limit) => SqlText.Known(limit.ToString(CultureInfo.InvariantCulture));

    /// <summary>With searched words, two ways of which the database takes one: the other gives nothing.</summary>
    private static SqlText Part(Sort sort, Scope scope, List<SqlText> conditions, SqlText order, int limit, RareWords? words)
    {
        var source = scope.Context.Source(scope);
        return words is null
            ? Way(sort, scope, source, conditions, order, limit)
            : SqlText.Of($"""
                with {words.Asked}
                ({Way(sort, scope, words.Fetched(source), [.. conditions, RareWords.AreRare], order, limit)})
                union all
                ({Way(sort, scope, source, [.. conditions, words.InText, RareWords.AreCommon], order, limit)})
                """);
    }

    private static SqlText Way(Sort sort, Scope scope, SqlText source, List<SqlText> conditions, SqlText order, int limit)
    {
        var keys = SqlText.Join("", sort.Keys.Select((key, i) => SqlText.Of($", {key.Carried()} as {new Name($"k{i}")}")));
        var sorted = sort.IsInTwoParts ? SqlText.Of($", {sort.Keys[0].Value.Sql} as s0") : SqlText.Empty;
        var where = conditions.Count is 0 ? SqlText.Empty : SqlText.Of($"where {SqlText.Join(" and ", conditions)}");
        return SqlText.Of($"""
            select {SqlText.Known(FormPlan.SystemColumnsOf(scope.Alias))}{keys}{sorted}
              from {source}
              {where}
              order by {order}
              limit {Limit(limit)}
            """);
    }
}
