using System.Globalization;
using FormsHub.Core.Records;
using Npgsql;

namespace FormsHub.Storage.Forms;

/// <summary>The tables of one form: its partitions of records and revisions, with the indexes that every form has.</summary>
internal static class FormPartition
{
    /// <summary>Up to this many records an index is made at once; beyond, in the background.</summary>
    public const int Small = 10_000;

    /// <summary>
    /// Makes the partitions. They are attached rather than made in place, so that the tables of other forms are held only for an
    /// instant.
    /// </summary>
    public static async Task CreateAsync(NpgsqlConnection connection, int form, CancellationToken ct)
    {
        var (records, revisions) = (RecordTable.Records(form), RecordTable.Revisions(form));
        var number = form.ToString(CultureInfo.InvariantCulture);
        await RunAsync(
            connection,
            $"""
            create table {records} (like records including defaults including constraints,
              constraint {records}_form check (form = {number}), primary key (id));
            create index {records}_grams on {records} using gin (grams) with (fastupdate = on, gin_pending_list_limit = 1024);
            create index {records}_updated on {records} (updated_at desc, id desc) where deleted_at is null;
            create index {records}_deleted on {records} (deleted_at desc, id desc) where deleted_at is not null;
            create table {revisions} (like revisions including defaults including constraints,
              constraint {revisions}_form check (form = {number}), primary key (record, rev));
            create index {revisions}_change_set on {revisions} (change_set);
            alter table records attach partition {records} for values in ({number});
            alter table revisions attach partition {revisions} for values in ({number});
            """,
            ct);
    }

    /// <summary>Whether the form has few enough records to make indexes at once.</summary>
    public static async Task<bool> IsSmallAsync(NpgsqlConnection connection, int form, CancellationToken ct) =>
        await CountAsync(connection, $"select count(*) from (select 1 from {RecordTable.Records(form)} limit {Small + 1}) part", ct) <= Small;

    /// <summary>How many records are not deleted.</summary>
    public static Task<long> CountLiveAsync(NpgsqlConnection connection, int form, CancellationToken ct) =>
        CountAsync(connection, $"select count(*) from {RecordTable.Records(form)} where deleted_at is null", ct);

    internal static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }
}
