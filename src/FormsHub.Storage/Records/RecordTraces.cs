using FormsHub.Core.Records;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>What stands about a record outside its own tables, and goes with it or with what it held.</summary>
internal static class RecordTraces
{
    private static readonly string[] Tables = ["file_links", "notices", "reveals", "requests", "shares"];

    /// <summary>
    /// Takes the titles of records out of the sentences of change sets that are about one record, or about one and what follows it; of
    /// many records a sentence names none.
    /// </summary>
    public static NpgsqlBatchCommand Unname(int form, IReadOnlyCollection<Guid> records) => new(
        $"""
        update change_sets c set summary = jsonb_build_object('en', 'Changes of a record whose data were erased since', 'zh-CN', '对一条数据已清除的记录的修改')
        where c.id in (select v.change_set from {RecordTable.Revisions(form)} v where v.record = any($1))
          and (c.records = 1 or c.undoes is not null or c.summary->>'en' like '%that follow')
        """)
    {
        Parameters = { WriteStatements.Uuids(records) },
    };

    /// <summary>Links to files, what was told, shown and asked of them, and what was shared: nothing is left that they are about.</summary>
    public static IEnumerable<NpgsqlBatchCommand> Forget(IReadOnlyCollection<Guid> records) =>
        Tables.Select(table => new NpgsqlBatchCommand($"delete from {table} where record = any($1)") { Parameters = { WriteStatements.Uuids(records) } });
}
