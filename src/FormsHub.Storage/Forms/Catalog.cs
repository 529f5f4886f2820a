using System.Collections.Frozen;
using System.Text.Json;
using FormsHub.Core.Encryption;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Storage.Encryption;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FormsHub.Storage.Forms;

/// <summary>
/// The published forms as this process knows them. A publication anywhere is told by NOTIFY and arrives within milliseconds; who
/// cannot wait for that (a writer told that the version is another, a reader who asks for an unknown form) calls
/// <see cref="RefreshAsync"/>. Readers see one immutable snapshot and take no lock.
/// </summary>
public sealed partial class Catalog : IFormCatalog, IAsyncDisposable
{
    /// <summary>The channel of NOTIFY; the payload is the form's number.</summary>
    public const string Channel = "formshub_catalog";

    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _source;
    private readonly FormCompiler _compiler;
    private readonly ILogger<Catalog> _log;
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly CancellationTokenSource _ending = new();
    private volatile Snapshot _snapshot = new([]);
    private Task _listening = Task.CompletedTask;
    private long _refreshes;
    private bool _disposed;

    private Catalog(NpgsqlDataSource source, IExpressionLanguage? language, ILogger<Catalog> log, KeyStore? keys)
    {
        Keys = keys;
        _source = source;
        _compiler = new FormCompiler(language);
        _log = log;
    }

    /// <summary>The published forms and the former keys of each; forms in the recycle bin are not among them.</summary>
    public IReadOnlyCollection<Form> All => _snapshot.All;

    public object Generation => _snapshot;

    /// <summary>The keys of encrypted fields; null: none can be had, and no form with such fields is published.</summary>
    public KeyStore? Keys { get; }

    /// <summary>Loads the published forms and listens for new versions until it is disposed.</summary>
    public static async Task<Catalog> OpenAsync(
        NpgsqlDataSource source, IExpressionLanguage? language, ILogger<Catalog> log, CancellationToken ct, KeyStore? keys = null)
    {
        var catalog = new Catalog(source, language, log, keys);
        await catalog.RefreshAsync(ct);
        catalog._listening = Task.Run(() => catalog.ListenAsync(catalog._ending.Token), CancellationToken.None);
        return catalog;
    }

    public Form? Find(string key) => _snapshot.Find(key);

    public Form? ByNumber(int number) => _snapshot.ByNumber(number);

    /// <summary>The ids of the unique fields of a form whose index is not made yet, or cannot be, so that each write must look for itself.</summary>
    public IReadOnlyCollection<string> Unbuilt(int number) => _snapshot.Entry(number)?.Unbuilt ?? [];

    /// <summary>As <see cref="Find"/>, but sure: an unknown key is looked for in the database.</summary>
    public async ValueTask<Form?> FindAsync(string key, CancellationToken ct)
    {
        if (Find(key) is { } form) return form;
        await RefreshAsync(ct);
        return Find(key);
    }

    /// <summary>Comes back when every publication that committed before the call is known here.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        var asked = Volatile.Read(ref _refreshes);
        await _refreshing.WaitAsync(ct);
        try
        {
            // One that began after we asked has seen all that we want to see.
            if (Volatile.Read(ref _refreshes) > asked) return;
            Volatile.Write(ref _refreshes, asked + 1);
            await LoadAsync(ct);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await _ending.CancelAsync();
        await _listening;
        _ending.Dispose();
        _refreshing.Dispose();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var known = _snapshot;
        await using var command = _source.CreateCommand(
            """
            select f.number, f.id, f.version, coalesce(a.aliases, '{}'),
              case when k.number is null then v.definition end,
              array(select i.field from form_indexes i where i.form = f.number and i.kind = 'unique' and i.state not in ('ready', 'dropping') order by i.field),
              case when k.number is null then (
                select jsonb_object_agg(had.id, had.keys) from (
                  select each.field->>'id' as id, jsonb_agg(distinct key) as keys
                  from form_versions before
                  cross join lateral (
                    select jsonb_path_query(before.definition, '$.fields[*]') as field
                    union all select jsonb_path_query(before.definition, '$.fields[*].fields[*]')) each
                  cross join lateral jsonb_path_query(each.field, '$.options.**.key') key
                  where before.form = f.number and before.version < f.version and each.field ? 'options' and each.field ? 'id'
                  group by 1) had) end,
              case when k.number is null then (
                select jsonb_agg(jsonb_build_object('field', gone.field, 'table', gone.of->'id', 'at', gone.at, 'guarded', exists (
                  select from access_versions rules where rules.version >= coalesce((select max(version) from access_versions where at <= gone.at), 0)
                    and jsonb_path_exists(
                      rules.rules,
                      '$.roles[*].grants[*] ? (@.form == "*" || @.form == $forms[*]).fields.keyvalue() ? (@.key == $names[*] && (@.value == "hidden" || @.value == "masked"))',
                      jsonb_build_object(
                        'forms', (select jsonb_agg(distinct named.definition->'key') from form_versions named where named.form = f.number),
                        'names', (
                          with own as (select gone.field->>'key' as name union select jsonb_array_elements_text(coalesce(gone.field->'aliases', '[]'))),
                            its as (select gone.of->>'key' as name where gone.of is not null union select jsonb_array_elements_text(coalesce(gone.of->'aliases', '[]')))
                          select jsonb_agg(name) from (
                            select name from own where gone.of is null union all select name from its union all select its.name || '.' || own.name from its, own) names))))))
                from (
                  select distinct on (each.field->>'id') each.field, each.of, after.published_at as at
                  from form_versions after join form_versions before on before.form = after.form and before.version = after.version - 1
                  cross join lateral (
                    select field, null::jsonb as of from jsonb_path_query(before.definition, '$.fields[*]') field
                    union all
                    select field, of from jsonb_path_query(before.definition, '$.fields[*] ? (@.type == "table")') of cross join lateral jsonb_path_query(of, '$.fields[*]') field) each
                  where after.form = f.number and after.version <= f.version and after.published_at > now() - $3 and after.changes @> '[{"code": "field_removed"}]'
                    and case when each.of is null then not v.definition->'fields' @> jsonb_build_array(jsonb_build_object('id', each.field->'id'))
                      else v.definition->'fields' @> jsonb_build_array(jsonb_build_object('id', each.of->'id'))
                        and not v.definition->'fields' @> jsonb_build_array(jsonb_build_object('id', each.of->'id', 'fields', jsonb_build_array(jsonb_build_object('id', each.field->'id')))) end
                  order by each.field->>'id', after.version desc) gone) end,
              array(select p.plural from form_plurals p where p.form = f.number and p.plural is distinct from f.plural order by 1)
            from forms f
            join form_versions v on v.form = f.number and v.version = f.version
            left join (select form, array_agg(alias) as aliases from form_aliases group by form) a on a.form = f.number
            left join unnest($1::int[], $2::int[]) k (number, version) on k.number = f.number and k.version = f.version
            where f.deleted_at is null
            """);
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. known.Entries.Select(entry => entry.Number)] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. known.Entries.Select(entry => entry.Version)] });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = FormerParts.Grace });

        var entries = new List<Entry>();
        var changed = false;
        await using (var reader = await command.ExecuteReaderAsync(ct))
        {
            while (await reader.ReadAsync(ct))
            {
                var number = reader.GetInt32(0);
                var aliases = reader.GetFieldValue<string[]>(3);
                var unbuilt = reader.GetFieldValue<string[]>(5);
                if (known.Entry(number) is { } same && reader.IsDBNull(4))
                {
                    changed |= !same.Aliases.SequenceEqual(aliases) || !same.Unbuilt.SequenceEqual(unbuilt);
                    entries.Add(same with { Aliases = aliases, Unbuilt = unbuilt });
                    continue;
                }
                changed = true;
                var json = JsonDocument.Parse(reader.GetFieldValue<byte[]>(4)).RootElement;
                var had = reader.IsDBNull(6) ? [] : JsonSerializer.Deserialize<Dictionary<string, string[]>>(reader.GetFieldValue<byte[]>(6))!;
                var gone = reader.IsDBNull(7) ? (JsonElement?)null : JsonDocument.Parse(reader.GetFieldValue<byte[]>(7)).RootElement;
                var plurals = reader.GetFieldValue<string[]>(8);
                var (id, version) = (reader.GetGuid(1), reader.GetInt32(2));
                entries.Add(new Entry(number, version, Name(json, "key")!, Others(json), aliases, unbuilt, new Lazy<Form>(() => Fields(id, number, version, json, had) is var form ? form.With(new FormerParts(Removed(form, gone), plurals)) : form)));
            }
        }

        if (changed || entries.Count != known.Entries.Count) _snapshot = new Snapshot(entries, _compiler, known, Keys?.Ring);
    }

    private static Form Fields(Guid id, int number, int version, JsonElement json, Dictionary<string, string[]> had)
    {
        var definition = FormDefinitionJson.Read(json);
        return FormCompiler.Fields(id, number, version, definition.Value, field => had.GetValueOrDefault(field, []));
    }

    private static List<RemovedField> Removed(Form form, JsonElement? gone)
    {
        var removed = new List<RemovedField>();
        foreach (var each in gone?.EnumerateArray().ToList() ?? [])
        {
            var (field, table) = (each.GetProperty("field"), each.GetProperty("table").GetString() is { } id ? form.ById(id) : null);
            var whole = table is null ? field : JsonSerializer.SerializeToElement(new { id = table.Id, key = table.Key, type = table.Type.Name, label = table.Definition.Label, fields = new[] { field } });
            var alone = JsonSerializer.SerializeToElement(new { key = form.Key, title = form.Definition.Title, fields = new[] { whole } });
            var found = FormCompiler.Fields(form.Id, form.Number, form.Version, FormDefinitionJson.Read(alone).Value).Fields.SingleOrDefault();
            if ((table is null ? found : found?.Columns.SingleOrDefault()) is { } known) removed.Add(new RemovedField(known, each.GetProperty("at").GetDateTimeOffset(), each.GetProperty("guarded").GetBoolean()));
        }
        return removed;
    }

    /// <summary>The forms that a definition names as target or source.</summary>
    private static string[] Others(JsonElement json) => !json.TryGetProperty("fields", out var fields) ? [] :
    [
        .. fields.EnumerateArray().SelectMany(field => new[] { Name(field, "target"), Name(field, "source") }.OfType<string>().Concat(Others(field))).Distinct(),
    ];

    private static string? Name(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private async Task ListenAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(ct);
                await using (var listen = new NpgsqlCommand("listen " + Channel, connection)) await listen.ExecuteNonQueryAsync(ct);
                var told = true;
                while (true)
                {
                    if (told) await RefreshAsync(ct);
                    told = await connection.WaitAsync(TimeSpan.FromSeconds(30), ct);
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException or InvalidOperationException or TimeoutException)
            {
                Lost(_log, exception.Message);
                await Task.Delay(Reconnect, ct).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "No longer told of new form versions, connecting again: {Reason}")]
    private static partial void Lost(ILogger logger, string reason);

    /// <param name="Others">The forms that its references, lookups and rollups name.</param>
    private sealed record Entry(int Number, int Version, string Key, string[] Others, string[] Aliases, string[] Unbuilt, Lazy<Form> Fields);

    /// <summary>The forms at one moment. Their logic is compiled when it is first asked for, beside the forms of the same moment.</summary>
    private sealed class Snapshot : IFormCatalog
    {
        private readonly FrozenDictionary<string, Item> _byKey;
        private readonly FrozenDictionary<int, Item> _byNumber;
        private readonly Lazy<IReadOnlyCollection<Form>> _all;

        private sealed record Item(Entry Entry, Lazy<Form> Form);

        public Snapshot(IReadOnlyCollection<Entry> entries, FormCompiler? compiler = null, Snapshot? before = null, KeyRing? keys = null)
        {
            Entries = entries;
            var fields = new FieldsOnly(this);
            var touched = before is null ? [] : Touched(entries, before);
            var items = entries.Select(entry =>
                before is not null && !touched.Contains(entry.Number) && before._byNumber.TryGetValue(entry.Number, out var same)
                    ? same with { Entry = entry }
                    : new Item(entry, new Lazy<Form>(() =>
                    {
                        var form = entry.Fields.Value;
                        return form.With(compiler!.Logic(form, fields), entry.Aliases, keys);
                    }))).ToList();
            var byKey = items.ToDictionary(item => item.Entry.Key);
            foreach (var item in items)
            {
                foreach (var alias in item.Entry.Aliases) byKey.TryAdd(alias, item);
            }
            _byKey = byKey.ToFrozenDictionary();
            _byNumber = items.ToFrozenDictionary(item => item.Entry.Number);
            _all = new(() => [.. items.Select(item => item.Form.Value)]);
        }

        public IReadOnlyCollection<Entry> Entries { get; }

        /// <summary>Forms that changed, came or went, and those whose expressions may read them, however far away.</summary>
        private static HashSet<int> Touched(IReadOnlyCollection<Entry> entries, Snapshot before)
        {
            var touched = entries.Where(entry => before.Entry(entry.Number) is not { } old || old.Version != entry.Version || !old.Aliases.SequenceEqual(entry.Aliases))
                .Select(entry => entry.Number).ToHashSet();
            var names = entries.Where(entry => touched.Contains(entry.Number))
                .Concat(before.Entries.Where(old => touched.Contains(old.Number) || entries.All(entry => entry.Number != old.Number)))
                .SelectMany(entry => entry.Aliases.Append(entry.Key)).ToHashSet();
            for (var more = true; more;)
            {
                more = false;
                foreach (var entry in entries.Where(entry => !touched.Contains(entry.Number) && names.Overlaps(entry.Others)))
                {
                    touched.Add(entry.Number);
                    names.UnionWith(entry.Aliases.Append(entry.Key));
                    more = true;
                }
            }
            return touched;
        }

        public IReadOnlyCollection<Form> All => _all.Value;

        public Form? Find(string key) => _byKey.TryGetValue(key, out var item) ? item.Form.Value : null;

        public Form? ByNumber(int number) => _byNumber.TryGetValue(number, out var item) ? item.Form.Value : null;

        public Entry? Entry(int number) => _byNumber.TryGetValue(number, out var item) ? item.Entry : null;

        /// <summary>The same forms without their logic, which must not wait for itself while it is being compiled.</summary>
        private sealed class FieldsOnly(Snapshot snapshot) : IFormCatalog
        {
            public IReadOnlyCollection<Form> All => [.. snapshot.Entries.Select(entry => entry.Fields.Value)];

            public Form? Find(string key) => snapshot._byKey.TryGetValue(key, out var item) ? item.Entry.Fields.Value : null;

            public Form? ByNumber(int number) => snapshot.Entry(number)?.Fields.Value;
        }
    }
}
