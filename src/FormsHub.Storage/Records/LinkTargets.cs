using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Expressions;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>
/// What the links of a write's records lead to: the records referred to (two hops where expressions read that far), users,
/// departments and files. Loaded in one round trip per hop.
/// </summary>
internal sealed class LinkTargets(IFormCatalog catalog, IDirectory directory, IRecordGate gate, Caller caller) : ILinkTargets
{
    private const int Hops = 2;

    private static readonly ConditionalWeakTable<Form, FrozenSet<string>> ReadThroughs = [];

    private readonly Dictionary<RecordKey, StoredRecord> _records = [];
    private readonly HashSet<RecordKey> _coming = [];
    private readonly HashSet<RecordKey> _trusted = [];
    private readonly Dictionary<Guid, StoredFile> _files = [];

    /// <param name="trusting">
    /// Leaves out records that nothing is read of and takes them for alive: the write must hold them, and be tried again if one is not.
    /// </param>
    public static async Task<LinkTargets> LoadAsync(
        NpgsqlConnection connection, IFormCatalog catalog, IDirectory directory, IRecordGate gate, Caller caller, IReadOnlyList<RecordDraft> drafts, bool trusting,
        CancellationToken ct)
    {
        var targets = new LinkTargets(catalog, directory, gate, caller);
        var records = new HashSet<RecordKey>();
        var files = new HashSet<Guid>();
        var isDeep = drafts.Any(draft => ReadsTwoHops(draft.Form));
        foreach (var draft in drafts)
        {
            if (draft.Op is RevisionOp.Create or RevisionOp.Restore) targets._coming.Add(new RecordKey(draft.Form.Number, draft.Id));
            if (draft.Op is RevisionOp.Delete) continue;
            foreach (var (field, value) in draft.LinkingValues())
            {
                var isRead = ReadThrough(draft.Form).Contains(field.Key) || (isDeep && draft.Op is RevisionOp.Create && drafts.Count > 1);
                var into = trusting && draft.Op is RevisionOp.Create or RevisionOp.Update && !isRead ? targets._trusted : records;
                foreach (var link in field.Type.LinksIn(value, field)) targets.Note(link, into, files);
            }
            if (draft.Before is { } before) targets.NoteReadThrough(draft.Form, before.Data, records);
        }

        for (var hop = 1; records.Count > 0; hop++)
        {
            foreach (var (key, record) in await RecordRows.LoadAsync(connection, records, ct)) targets._records[key] = record;
            var loaded = records.Where(targets._records.ContainsKey).ToList();
            records.Clear();
            if (hop == Hops) break;
            foreach (var key in loaded)
            {
                if (catalog.ByNumber(key.Form) is { } form) targets.NoteReadThrough(form, targets._records[key].Data, records, all: true);
            }
            records.RemoveWhere(targets._records.ContainsKey);
            if (!isDeep) break;
        }
        if (files.Count > 0) await targets.LoadFilesAsync(connection, files, [.. drafts.SelectMany(FilesBefore)], ct);
        return targets;
    }

    private static IEnumerable<Guid> FilesBefore(RecordDraft draft) => draft.Before is not { } before ? [] : draft.Form.Fields
        .Where(field => before.Data.ContainsKey(field.Id))
        .SelectMany(field => field.Type.LinksIn(before.Data[field.Id], field))
        .Where(link => link.Kind is LinkKind.File)
        .Select(link => link.Id);

    public Guid? Named(LinkKind kind, string name) => directory.Find(kind, name);

    public bool Exists(LinkKind kind, Guid id, Field field) => kind switch
    {
        LinkKind.Record => FormOf(field) is { } form && IsAlive(new RecordKey(form.Number, id)),
        LinkKind.User or LinkKind.Department => directory.Title(kind, id) is not null,
        LinkKind.File => _files.ContainsKey(id),
        LinkKind.None => false,
    };

    public StoredFile? File(Guid id) => _files.GetValueOrDefault(id);

    /// <summary>The form that a reference field points at.</summary>
    public Form? FormOf(Field field) => References.Target(field) is { } key ? catalog.Find(key) : null;

    /// <summary>The target as it lies in its table, also from the recycle bin; null if there is none (any more).</summary>
    public StoredRecord? Record(RecordKey key) => _records.GetValueOrDefault(key);

    /// <summary>A record that the same write creates can be read through from here on.</summary>
    public void Add(StoredRecord created) => _records[new RecordKey(created.Form, created.Id)] = created;

    /// <summary>Whether the caller may be told which record of a form it is.</summary>
    public bool MayName(Form form) => gate.MayName(caller, form);

    /// <summary>Whether records were taken for alive without a look.</summary>
    public bool HasTrusted => _trusted.Count > 0;

    public bool IsAlive(RecordKey key) => _coming.Contains(key) || _trusted.Contains(key) || (_records.TryGetValue(key, out var record) && record.DeletedAt is null);

    /// <summary>The fields, by key, of the record that a reference points at, as values for expressions; null if there is none.</summary>
    public Func<string, Value>? Fields(Field field, Guid id)
    {
        if (field.Type.Links is not LinkKind.Record || FormOf(field) is not { } form) return null;
        return Record(new RecordKey(form.Number, id)) is { DeletedAt: null } record ? key => ValueOf(form, record, key) : null;
    }

    private Value ValueOf(Form form, StoredRecord record, string key)
    {
        if (form[key] is not { } field || !record.Data.TryGetValue(field.Id, out var value)) return Value.Empty;
        if (field.Type.Links is LinkKind.Record && value.ValueKind is JsonValueKind.String && Guid.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var id))
            return Fields(field, id) is { } fields ? new Value.Row(id.ToString(), fields) : Value.Empty;
        return field.Type.ToValue(value, field);
    }

    private void Note(Link link, HashSet<RecordKey> records, HashSet<Guid> files)
    {
        if (link.Kind is LinkKind.File) files.Add(link.Id);
        else if (link.Kind is LinkKind.Record && FormOf(link.Field) is { } form) records.Add(new RecordKey(form.Number, link.Id));
    }

    /// <summary>The references of a record through which its form's expressions read.</summary>
    private void NoteReadThrough(Form form, IReadOnlyDictionary<string, JsonElement> data, HashSet<RecordKey> records, bool all = false)
    {
        foreach (var field in form.Fields)
        {
            if (field.Type.Links is not LinkKind.Record || !data.TryGetValue(field.Id, out var value)) continue;
            if (!all && !ReadThrough(form).Contains(field.Key)) continue;
            foreach (var link in field.Type.LinksIn(value, field)) Note(link, records, []);
        }
    }

    /// <summary>The keys of the fields that expressions of a form read something of: <c>customer</c> in <c>customer.level</c>.</summary>
    private static FrozenSet<string> ReadThrough(Form form) => ReadThroughs.GetValue(
        form, static form => Reads(form).Where(path => path.Count > 1).Select(path => path[0]).ToFrozenSet());

    private static bool ReadsTwoHops(Form form) => Reads(form).Any(path => path.Count > 2);

    private static IEnumerable<IReadOnlyList<string>> Reads(Form form) => form.Logic.Formulas.Concat(form.Logic.Defaults)
        .SelectMany(each => each.Expression.Reads)
        .Concat(form.Logic.Rules.SelectMany(rule => rule.When.Reads.Concat(rule.Actions.SelectMany(action => action.Value?.Reads ?? []))))
        .Select(path => LookupField.Path(form, path));

    /// <summary>Only files that the caller uploaded or may read already: to link a file is to let readers of the record read it.</summary>
    /// <param name="kept">Files that the records hold already.</param>
    private async Task LoadFilesAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<Guid> kept, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, name, size, mime, encode(sha256, 'hex') from files
            where id = any($1) and (uploaded_by = $2 or id = any($4) or exists (select from file_links where file = files.id and form = any($3)))
            """,
            connection)
        {
            Parameters =
            {
                WriteStatements.Uuids(ids), WriteStatements.Uuid(caller.Id),
                new NpgsqlParameter<int[]>
                {
                    TypedValue = [.. catalog.All.Where(form => gate.IsWhole(caller, form)).Select(form => form.Number)],
                },
                WriteStatements.Uuids(kept),
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var file = new StoredFile(reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4));
            _files.Add(file.Id, file);
        }
    }
}
