using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Audit;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Storage.Audit;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Records;

/// <summary>
/// The SQL of a write. Statements take arrays, so that one record and ten thousand are the same statement, and each form's text is
/// stable, so that it stays prepared. All of them go in one batch, which PostgreSQL runs as one transaction; a condition that no
/// longer holds raises, and nothing is written.
/// </summary>
internal static class WriteStatements
{
    /// <summary>A form was published anew since its definition was read.</summary>
    public const string FormChanged = "FH001";

    /// <summary>A record is at another revision, or in another place, than the one that was read.</summary>
    public const string RecordChanged = "FH002";

    /// <summary>The target of a reference is gone.</summary>
    public const string TargetGone = "FH003";

    private static readonly ConcurrentDictionary<int, string> Inserts = new();
    private static readonly ConcurrentDictionary<int, string> Updates = new();
    private static readonly ConcurrentDictionary<(int, RevisionOp), string> Moves = new();

    /// <summary>A value of a unique field whose index is not made yet is held by another record.</summary>
    public const string NotUnique = "FH004";

    /// <summary>Beyond so many values, the field as a whole is held: locks are few.</summary>
    private const int HeldOneByOne = 64;

    /// <summary>The change set, and the guard that every form is still at the version that the records were checked against.</summary>
    public static NpgsqlBatchCommand ChangeSet(
        Guid id, DateTimeOffset at, WriteRequest request, Message summary, IReadOnlyCollection<PendingWrite> writes)
    {
        var forms = writes.Select(write => write.Form).DistinctBy(form => form.Number).ToList();
        return new NpgsqlBatchCommand(
            $"""
            with guard as materialized (
              select formshub_assert(count(*) = cardinality($9::int[]), '{FormChanged}', 'a form was published meanwhile')
              from unnest($9::int[], $10::int[]) as known (number, version)
              join forms on forms.number = known.number and forms.version = known.version and forms.deleted_at is null)
            insert into change_sets (id, at, actor, via, token, summary, undoes, records, forms)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9 from guard
            """)
        {
            Parameters =
            {
                Uuid(id), At(at), Uuid(request.Caller.Id), Text(request.Via.ToString().ToLowerInvariant()), Uuid(request.Caller.Token?.Id),
                Json(Summary(summary)), Uuid(request.Undoes), Int(writes.Count),
                Ints(forms.Select(form => form.Number)), Ints(forms.Select(form => form.Version)),
            },
        };
    }

    public static NpgsqlBatchCommand MarkUndone(Guid changeSet, Guid by) => new("update change_sets set undone_by = $2 where id = $1")
    {
        Parameters = { Uuid(changeSet), Uuid(by) },
    };

    /// <summary>Holds the targets of new references against deletion until this write commits.</summary>
    public static NpgsqlBatchCommand HoldTargets(int form, IReadOnlyCollection<Guid> ids) => new(
Held(form, "= any($1)", "cardinality($1)"))
    {
        Parameters = { Uuids(ids) },
    };

    /// <summary>Locks records in the order of their ids, so that writers who move values among the same ones wait in line instead of for each other.</summary>
    public static NpgsqlBatchCommand Hold(int form, IReadOnlyCollection<PendingWrite> writes) => new(
        $"""
        select formshub_assert((select count(*) from (
          select 1 from {RecordTable.Records(form)} r join unnest($1::uuid[], $2::int[]) as known (id, rev) on r.id = known.id and r.rev = known.rev
          order by r.id for update of r) held) = cardinality($1::uuid[]), '{RecordChanged}', 'a record was changed meanwhile')
        """)
    {
        Parameters = { Uuids(writes.Select(write => write.After.Id)), Ints(writes.Select(write => write.Before!.Rev)) },
    };

    /// <summary>Takes the value of a field out of records that the same transaction writes anew.</summary>
    public static NpgsqlBatchCommand Vacate(int form, string field, IReadOnlyCollection<Guid> ids) => new(
        $"update {RecordTable.Records(form)} set data = data - $2 where id = any($1) and deleted_at is null")
    {
        Parameters = { Uuids(ids), Text(field) },
    };

    /// <summary>Lets nobody else write the same values of a unique field until this write commits; its index, being built, does not refuse them yet.</summary>
    public static NpgsqlBatchCommand HoldValues(int form, Field field, IReadOnlyCollection<string> values)
    {
        var index = FieldSql.IndexName(form, field, "unique");
        return values.Count > HeldOneByOne
            ? new NpgsqlBatchCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))") { Parameters = { Text(index) } }
            : new NpgsqlBatchCommand(
                """
                with field as materialized (select pg_advisory_xact_lock_shared(hashtextextended($1, 0)))
                select count(pg_advisory_xact_lock(key)) from (
                  select hashtextextended(value, hashtextextended($1, 0)) as key from field, unnest($2::text[]) as value order by key) keys
                """)
            {
                Parameters = { Text(index), Texts(values) },
            };
    }

    /// <summary>Refuses, after the write, if another record has one of the values too.</summary>
    public static NpgsqlBatchCommand AreUnique(int form, Field field, IReadOnlyCollection<string> values) => new(
        $"""
        select formshub_assert(not exists (
          select from unnest($1::text[]::{(field.Type.SqlTypeOf(field) is SqlType.Numeric ? "numeric" : "text")}[]) as taken (value)
          join {RecordTable.Records(form)} on {FieldSql.Expression(field)} = taken.value and deleted_at is null
          group by taken.value having count(*) > 1), '{NotUnique}', '{FieldSql.IndexName(form, field, "unique")}')
        """)
    {
        Parameters = { Texts(values) },
    };

    /// <param name="ids">What the id is compared with.</param>
    /// <param name="count">How many records that must find.</param>
    private static string Held(int form, string ids, string count) =>
        $"""
        select formshub_assert((select count(*) from (
          select 1 from {RecordTable.Records(form)} where id {ids} and deleted_at is null order by id for key share) held) = {count},
          '{TargetGone}', 'a referenced record is gone')
        """;

    /// <summary>
    /// All of a create or an update of one record as one statement: guards, change set, revision, record, and the record read back.
    /// What such a write costs is mostly the number of its statements.
    /// </summary>
    /// <param name="returning">What to read of the record <c>r</c> after the write; null: nothing.</param>
    public static NpgsqlBatchCommand One(
        PendingWrite write, Guid changeSet, DateTimeOffset at, WriteRequest request, Message summary, AuditEntry audit, IReadOnlyCollection<RecordKey> targets,
        string? returning)
    {
        var form = write.Form.Number;
        var search = Search(write);
        var command = new NpgsqlBatchCommand
        {
            Parameters =
            {
                Uuid(write.After.Id), Uuid(changeSet), At(at), Uuid(request.Caller.Id), Int(write.Form.Version), Int(write.After.Rev),
                Text(write.After.Title), Json(Data(write)), Text(search), Ints(SearchText.Grams(search)),
                Uuid(write.After.Owner), Uuid(write.After.Department), Json(Changes.Write(write.Changes)),
                Text(request.Via.ToString().ToLowerInvariant()), Uuid(request.Caller.Token?.Id), Json(Summary(summary)), Uuid(request.Undoes),
                AuditInbox.Parameter(audit),
            },
        };
        var guards = new StringBuilder();
        var guarded = new StringBuilder("guard");
        foreach (var group in targets.GroupBy(target => target.Form, target => target.Id).OrderBy(group => group.Key))
        {
            var places = new List<string>();
            foreach (var id in group)
            {
                command.Parameters.Add(Uuid(id));
                places.Add(string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}"));
            }
            guarded.Append(CultureInfo.InvariantCulture, $", held_{group.Key}");
            var ids = places is [var only] ? "= " + only : $"in ({string.Join(", ", places)})";
            guards.Append(CultureInfo.InvariantCulture, $", held_{group.Key} as materialized ({Held(group.Key, ids, $"{places.Count}")})");
        }
        var log =
            $"""
            with guard as materialized (
              select formshub_assert((select version from forms where number = {form} and deleted_at is null) = $5, '{FormChanged}', 'a form was published meanwhile')){guards},
            change_set as (
              insert into change_sets (id, at, actor, via, token, summary, undoes, records, forms)
              select $2, $3, $4, $14, $15, $16, $17, 1, array[{form}] from {guarded}),
            revision as (
              insert into {RecordTable.Revisions(form)} (form, record, rev, at, by, op, change_set, version, changes)
              select {form}, $1, $6, $3, $4, '{write.Op.ToString().ToLowerInvariant()}', $2, $5, $13 from {guarded}),
            audit as (
              insert into {AuditInbox.Table} (entry) select $18 from {guarded})
            """;
        command.CommandText = write.Op is RevisionOp.Create
            ? $"""
            {log}
            insert into {RecordTable.Records(form)} as r
              (form, id, rev, version, title, owner, department, created_at, created_by, updated_at, updated_by, data, search, grams)
            select {form}, $1, $6, $5, $7, $11, $12, $3, $4, $3, $4, $8, $9, $10 from {guarded}
            {(returning is null ? "" : "returning " + returning)}
            """
            : $"""
            {log},
            changed as (
              update {RecordTable.Records(form)} r set rev = $6, version = $5, title = $7, data = $8, search = $9, grams = $10,
                owner = $11, department = $12, updated_at = $3, updated_by = $4
              from {guarded} where r.id = $1 and r.rev = $6 - 1 and r.deleted_at is null
              returning {returning ?? "1"}),
            verdict as materialized (
              select formshub_assert((select count(*) from changed) = 1, '{RecordChanged}', 'a record was changed meanwhile'))
            select changed.* from verdict left join changed on true
            """;
        return command;
    }

    public static NpgsqlBatchCommand Insert(int form, IReadOnlyList<PendingWrite> writes, Guid changeSet, DateTimeOffset at, Guid by) =>
        new(Inserts.GetOrAdd(form, static form =>
            $"""
            with input as materialized (
              select * from unnest($5::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::uuid[], $11::uuid[], $12::text[])
              as t (id, title, data, search, grams, owner, department, changes)),
            revision as (
              insert into {RecordTable.Revisions(form)} (form, record, rev, at, by, op, change_set, version, changes)
              select {form}, id, 1, $1, $2, 'create', $3, $4, changes::jsonb from input)
            insert into {RecordTable.Records(form)}
              (form, id, rev, version, title, owner, department, created_at, created_by, updated_at, updated_by, data, search, grams)
            select {form}, id, 1, $4, title, owner, department, $1, $2, $1, $2, data::jsonb, search, grams::int[] from input
            """))
        {
            Parameters =
            {
                At(at), Uuid(by), Uuid(changeSet), Int(writes[0].Form.Version), Uuids(writes.Select(write => write.After.Id)),
                Texts(writes.Select(write => write.After.Title)), Texts(writes.Select(Data)),
                Texts(writes.Select(Search, out var grams)), Texts(grams),
                NullableUuids(writes.Select(write => write.After.Owner)), NullableUuids(writes.Select(write => write.After.Department)),
                Texts(writes.Select(write => Changes.Write(write.Changes))),
            },
        };

    public static NpgsqlBatchCommand Update(int form, IReadOnlyList<PendingWrite> writes, Guid changeSet, DateTimeOffset at, Guid by) =>
        new(Updates.GetOrAdd(form, static form =>
            $"""
            with input as materialized (
              select * from unnest($5::uuid[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[], $11::uuid[], $12::uuid[], $13::text[], $14::text[])
              as t (id, rev, title, data, search, grams, owner, department, op, changes)),
            changed as (
              update {RecordTable.Records(form)} r set rev = i.rev, version = $4, title = i.title, data = i.data::jsonb, search = i.search,
                grams = i.grams::int[], owner = i.owner, department = i.department, updated_at = $1, updated_by = $2
              from input i where r.id = i.id and r.rev = i.rev - 1 and r.deleted_at is null
              returning 1),
            revision as (
              insert into {RecordTable.Revisions(form)} (form, record, rev, at, by, op, change_set, version, changes)
              select {form}, id, rev, $1, $2, op, $3, $4, changes::jsonb from input)
            select formshub_assert((select count(*) from changed) = cardinality($5::uuid[]), '{RecordChanged}', 'a record was changed meanwhile')
            """))
        {
            Parameters =
            {
                At(at), Uuid(by), Uuid(changeSet), Int(writes[0].Form.Version), Uuids(writes.Select(write => write.After.Id)),
                Ints(writes.Select(write => write.After.Rev)), Texts(writes.Select(write => write.After.Title)), Texts(writes.Select(Data)),
                Texts(writes.Select(Search, out var grams)), Texts(grams),
                NullableUuids(writes.Select(write => write.After.Owner)), NullableUuids(writes.Select(write => write.After.Department)),
                Texts(writes.Select(write => write.Op.ToString().ToLowerInvariant())), Texts(writes.Select(write => Changes.Write(write.Changes))),
            },
        };

    /// <summary>Into the recycle bin, or back out of it; a restore may change values too (a reference whose target was purged).</summary>
    public static NpgsqlBatchCommand Move(
        int form, RevisionOp op, IReadOnlyList<PendingWrite> writes, Guid changeSet, DateTimeOffset at, Guid by) =>
        new(Moves.GetOrAdd((form, op), static key =>
            $"""
            with input as materialized (
              select * from unnest($5::uuid[], $6::int[], $7::text[], $8::text[], $9::text[]) as t (id, rev, title, data, changes)),
            changed as (
              update {RecordTable.Records(key.Item1)} r set rev = i.rev, updated_at = $1, updated_by = $2, data = i.data::jsonb,
                {(key.Item2 is RevisionOp.Delete ? "deleted_at = $1, deleted_by = $2" : "deleted_at = null, deleted_by = null")}
              from input i
              where r.id = i.id and r.rev = i.rev - 1 and r.deleted_at is {(key.Item2 is RevisionOp.Delete ? "null" : "not null")}
              returning 1),
            revision as (
              insert into {RecordTable.Revisions(key.Item1)} (form, record, rev, at, by, op, change_set, version, changes)
              select {key.Item1}, id, rev, $1, $2, '{(key.Item2 is RevisionOp.Delete ? "delete" : "restore")}', $3, $4, changes::jsonb from input),
            binned as (
              {(key.Item2 is RevisionOp.Delete
                ? $"insert into bin (record, form, title, deleted_at, deleted_by, change_set) select id, {key.Item1}, title, $1, $2, $3 from input"
                : "delete from bin where record = any($5)")})
            select formshub_assert((select count(*) from changed) = cardinality($5::uuid[]), '{RecordChanged}', 'a record was changed meanwhile')
            """))
        {
            Parameters =
            {
                At(at), Uuid(by), Uuid(changeSet), Int(writes[0].Form.Version), Uuids(writes.Select(write => write.After.Id)),
                Ints(writes.Select(write => write.After.Rev)), Texts(writes.Select(write => write.After.Title)), Texts(writes.Select(Data)),
                Texts(writes.Select(write => Changes.Write(write.Changes))),
            },
        };

    public static NpgsqlBatchCommand LinkFiles(IReadOnlyCollection<(Guid File, RecordKey Record)> links) => new(
        "insert into file_links (file, form, record) select * from unnest($1::uuid[], $2::int[], $3::uuid[]) on conflict do nothing")
    {
        Parameters =
        {
            Uuids(links.Select(link => link.File)), Ints(links.Select(link => link.Record.Form)), Uuids(links.Select(link => link.Record.Id)),
        },
    };

    public static NpgsqlBatchCommand Enqueue(string kind, IEnumerable<string> payloads) => new(
        "insert into jobs (kind, payload) select $1, p::jsonb from unnest($2::text[]) as p")
    {
        Parameters = { Text(kind), Texts(payloads) },
    };

    public static NpgsqlBatchCommand KeepAnswer(Guid actor, IdempotencyKey key, string response) => new(
        "insert into idempotency_keys (actor, key, request, status, response) values ($1, $2, $3, 200, $4)")
    {
        Parameters =
        {
            Uuid(actor), Text(key.Key), new NpgsqlParameter<byte[]> { TypedValue = key.Request, NpgsqlDbType = NpgsqlDbType.Bytea }, Json(response),
        },
    };

    internal static NpgsqlParameter<Guid> Uuid(Guid id) => new() { TypedValue = id };

    internal static NpgsqlParameter Uuid(Guid? id) => new() { Value = id ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    internal static NpgsqlParameter<string> Text(string text) => new() { TypedValue = text, NpgsqlDbType = NpgsqlDbType.Text };

    internal static NpgsqlParameter<string> Json(string json) => new() { TypedValue = json, NpgsqlDbType = NpgsqlDbType.Jsonb };

    internal static NpgsqlParameter<int> Int(int number) => new() { TypedValue = number };

    internal static NpgsqlParameter<DateTimeOffset> At(DateTimeOffset at) => new() { TypedValue = at, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    internal static NpgsqlParameter<Guid[]> Uuids(IEnumerable<Guid> ids) => new() { TypedValue = [.. ids] };

    private static NpgsqlParameter<Guid?[]> NullableUuids(IEnumerable<Guid?> ids) =>
        new() { TypedValue = [.. ids], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    private static NpgsqlParameter<int[]> Ints(IEnumerable<int> numbers) => new() { TypedValue = [.. numbers] };

    internal static NpgsqlParameter<string[]> Texts(IEnumerable<string> texts) =>
        new() { TypedValue = [.. texts], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static string Summary(Message summary) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { ["zh-CN"] = summary.In(Language.Chinese), ["en"] = summary.In(Language.English) });

    private static string Data(PendingWrite write)
    {
        using var stream = new MemoryStream(512);
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (field, value) in write.After.Data)
            {
                writer.WritePropertyName(field);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static string[] Select(this IReadOnlyList<PendingWrite> writes, Func<PendingWrite, string> text, out string[] grams)
    {
        var texts = new string[writes.Count];
        grams = new string[writes.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = text(writes[i]);
            grams[i] = Grams(texts[i]);
        }
        return texts;
    }

    private static string Grams(string search)
    {
        var builder = new StringBuilder("{");
        foreach (var gram in SearchText.Grams(search))
        {
            if (builder.Length > 1) builder.Append(',');
            builder.Append(CultureInfo.InvariantCulture, $"{gram}");
        }
        return builder.Append('}').ToString();
    }

    private static string Search(PendingWrite write) => RecordText.Search(write.Form, write.After.Data);
}
