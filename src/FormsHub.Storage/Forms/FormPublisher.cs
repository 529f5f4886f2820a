using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Encryption;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Forms.Publishing;
using FormsHub.Core.Results;
using FormsHub.Storage.Audit;
using Npgsql;
using NpgsqlTypes;

namespace FormsHub.Storage.Forms;

/// <summary>
/// Makes drafts the version that new records use. No record is rewritten: partitions and the indexes of small forms are made at once,
/// the rest is left to <see cref="Upkeep"/>.
/// </summary>
public sealed class FormPublisher(NpgsqlDataSource source, Catalog catalog, IExpressionLanguage? language, IDirectory? directory = null)
{
    private const int MaxAttempts = 4;

    private readonly FormCompiler _compiler = new(language, directory);

    /// <summary>A version as it would be or has been published.</summary>
    public sealed record Publication(FormRow Row, Form Form, IReadOnlyList<FormChange> Changes, RecordReport Records)
    {
        /// <summary>New field ids by the old ones they stand for.</summary>
        public IReadOnlyDictionary<string, string> Replaced { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>What publishing the draft would do.</summary>
    public async Task<Result<Publication>> ReportAsync(string key, CancellationToken ct)
    {
        await catalog.RefreshAsync(ct);
        var prepared = await PrepareAsync([key], ct);
        return prepared.Failed ? prepared.Problem : prepared.Value[0];
    }

    /// <summary>Publishes one draft; with a given rev only if it still is the one that the caller has seen.</summary>
    public async Task<Result<Publication>> PublishAsync(string key, string? note, int? rev, Guid by, CancellationToken ct)
    {
        var published = await PublishAsync([key], note, rev, by, ct);
        return published.Failed ? published.Problem : published.Value[0];
    }

    /// <summary>Publishes several drafts that need each other, all or none.</summary>
    public async Task<Result<IReadOnlyList<Publication>>> PublishAsync(
        IReadOnlyList<string> keys, string? note, int? rev, Guid by, CancellationToken ct)
    {
        await catalog.RefreshAsync(ct);
        for (var attempt = 1; ; attempt++)
        {
            var prepared = await PrepareAsync(keys, ct);
            if (prepared.Failed) return prepared.Problem;
            if (prepared.Value.Any(publication => publication.Form.Encrypted.Count > 0))
            {
                if (catalog.Keys is not { } ring) throw new KeysMissingException([]);
                await ring.EnsureAsync(ct);
            }
            if (rev is { } given && prepared.Value[0].Row is var row && row.DraftRev != given)
                return FormProblems.Stale(row.DraftRev, JsonElement.Parse(FormDefinitionJson.Write(row.Definition)));

            if (await TryWriteAsync(prepared.Value, note, by, ct) is { } done)
            {
                if (done.Failed) return done.Problem;
                await catalog.RefreshAsync(ct);
                return done;
            }
            if (attempt == MaxAttempts) return FormProblems.Busy(keys[0]);
        }
    }

    /// <summary>Tells all servers, at commit, that a form has changed.</summary>
    internal static async Task TellAsync(NpgsqlConnection connection, int number, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select pg_notify($1, $2)", connection)
        {
            Parameters = { new() { Value = Catalog.Channel }, new() { Value = number.ToString(CultureInfo.InvariantCulture) } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<Result<IReadOnlyList<Publication>>> PrepareAsync(IReadOnlyList<string> keys, CancellationToken ct)
    {
        var drafts = new List<Publication>();
        await using (var connection = await source.OpenConnectionAsync(ct))
        {
            foreach (var key in keys)
            {
                if (await FormStore.FindAsync(connection, key, forUpdate: false, ct) is not { } row) return FormProblems.NotFound(key);
                if (row.Draft is null) return FormProblems.NoDraft(row.Key);
                drafts.Add(Next(row, catalog.ByNumber(row.Number)));
            }
        }

        if (drafts.SelectMany(OfOtherType).ToList() is { Count: > 0 } refused) return FormProblems.Invalid(refused);
        var beside = new CatalogWith(catalog, [.. drafts.Select(draft => draft.Form)]);
        var publications = new List<Publication>(drafts.Count);
        foreach (var draft in drafts)
        {
            var compiled = _compiler.Compile(draft.Form.Id, draft.Form.Number, draft.Form.Version, draft.Form.Definition, beside);
            if (compiled.Failed)
            {
                return keys.Count is 1 ? compiled.Problem : compiled.Problem with
                {
                    Errors = [.. compiled.Problem.Errors.Select(error => error.Under("/" + draft.Form.Key))],
                };
            }
            publications.Add(await DescribeAsync(draft with { Form = compiled.Value }, ct));
        }
        return BreaksOthers(publications) is { } breaks ? breaks : publications;
    }

    /// <summary>The draft as the next version: former keys kept, new ids where the stored values do not fit the new type.</summary>
    private static Publication Next(FormRow row, Form? now)
    {
        var definition = row.Draft!;
        if (row.Published is not { } published)
            return new Publication(row, FormCompiler.Fields(row.Id, row.Number, 1, definition), [], RecordReport.Nothing);

        var before = FormCompiler.Fields(row.Id, row.Number, row.Version, published);
        var after = FormCompiler.Fields(row.Id, row.Number, row.Version + 1, definition);
        var next = row.NextField;
        var newIds = new Dictionary<string, string>();
        var old = WithColumns(before).ToDictionary(field => field.Id);
        foreach (var field in WithColumns(after))
        {
            if (old.TryGetValue(field.Id, out var was) && !FormChanges.KeepsValues(was, field))
                newIds.Add(field.Id, string.Create(CultureInfo.InvariantCulture, $"f{next++}"));
        }
        definition = FieldIds.Replace(Aliases.Keep(published, definition), newIds);
        return new Publication(row with { NextField = next }, FormCompiler.Fields(row.Id, row.Number, row.Version + 1, definition, now is null ? null : now.OptionsEver), [], RecordReport.Nothing)
        {
            Replaced = newIds.ToDictionary(pair => pair.Value, pair => pair.Key),
        };
    }

    /// <summary>Encrypted fields that would get another kind of value: a copy of what they hold, or held, would stay behind.</summary>
    private static IEnumerable<FieldError> OfOtherType(Publication draft)
    {
        if (draft.Row.Published is not { } published) yield break;
        var before = published.Fields.Where(field => field.Sensitive is "encrypt").Select(field => field.Id).ToHashSet();
        foreach (var (now, old) in draft.Replaced)
        {
            var at = draft.Form.Definition.Fields.ToList().FindIndex(field => field.Id == now);
            if (at < 0 || (!before.Contains(old) && draft.Form.Definition.Fields[at].Sensitive is not "encrypt")) continue;
            var key = draft.Form.Definition.Fields[at].Key;
            yield return new FieldError($"/fields/{at}/type", "encrypted_field", new Message(
                $"\"{key}\" cannot change to this type while it is or becomes encrypted; publish the one change before the other.",
                $"“{key}”加密保存时不能改为该类型，请分两次发布。"));
        }
    }

    private async Task<Publication> DescribeAsync(Publication draft, CancellationToken ct)
    {
        if (draft.Row.Published is not { } published) return draft;
        var before = FormCompiler.Fields(draft.Row.Id, draft.Row.Number, draft.Row.Version, published).With(FormLogic.None, keys: catalog.Keys?.Ring);
        var changes = FormChanges.Between(before, draft.Form, draft.Replaced);
        return draft with { Changes = changes, Records = await RecordReport.MakeAsync(source, before, changes, draft.Form.Encrypted, ct) };
    }

    /// <summary>Other published forms whose lookups, rollups, formulas or filters need what is going away.</summary>
    private Problem? BreaksOthers(IReadOnlyList<Publication> publications)
    {
        var errors = new List<FieldError>();
        var beside = new CatalogWith(catalog, [.. publications.Select(publication => publication.Form)]);
        foreach (var form in ReadersOf(publications.Select(publication => publication.Row.Number)))
        {
            var then = _compiler.Compile(form.Id, form.Number, form.Version, form.Definition, beside);
            if (!then.Failed || _compiler.Compile(form.Id, form.Number, form.Version, form.Definition, catalog).Failed) continue;
            var first = then.Problem.Errors[0];
            errors.Add(new FieldError("/fields", "breaks_form", new Message(
                $"The form \"{form.Key}\" would no longer work, at {first.Path}: {first.Message.In(Language.English)}",
                $"表单“{form.Key}”将无法继续使用（{first.Path}）：{first.Message.In(Language.Chinese)}")));
        }
        return errors.Count is 0 ? null : FormProblems.Invalid(errors);
    }

    /// <summary>The other forms that may read one of those, however many references and rollups away.</summary>
    private List<Form> ReadersOf(IEnumerable<int> numbers)
    {
        var reached = numbers.ToHashSet();
        List<Form> readers = [], unread = [.. catalog.All.Where(form => !reached.Contains(form.Number))];
        while (unread.Where(form => WithColumns(form).Any(field => Reads(field, reached))).ToList() is { Count: > 0 } found)
        {
            readers.AddRange(found);
            reached.UnionWith(found.Select(form => form.Number));
            unread.RemoveAll(found.Contains);
        }
        return readers;
    }

    private bool Reads(Field field, HashSet<int> numbers) =>
        Text(field, "target") is { } target && catalog.Find(target) is { } to && numbers.Contains(to.Number)
        || Text(field, "source") is { } other && catalog.Find(other) is { } from && numbers.Contains(from.Number);

    private static string? Text(Field field, string option) =>
        field.Definition.Options[option] is { } node && node.GetValueKind() is JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>Null where somebody changed a draft meanwhile: then all is to be prepared again.</summary>
    private async Task<Result<IReadOnlyList<Publication>>?> TryWriteAsync(
        IReadOnlyList<Publication> publications, string? note, Guid by, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var byNumber = publications.OrderBy(publication => publication.Row.Number).ToList();
        await FormReferences.HoldAsync(connection, [.. byNumber.Select(publication => publication.Form)], catalog, ct);
        foreach (var publication in byNumber)
        {
            if (await FormStore.FindAsync(connection, publication.Row.Key, forUpdate: true, ct) is not { } now) return FormProblems.NotFound(publication.Row.Key);
            if (now.Number != publication.Row.Number || now.DraftRev != publication.Row.DraftRev || now.Version != publication.Row.Version) return null;
        }

        foreach (var publication in byNumber)
        {
            if (await FormStore.NameTakenAsync(connection, publication.Row.Number, publication.Form.Definition, ct) is { } taken) return taken;
        }

        List<Publication> written = [];
        try
        {
            foreach (var publication in byNumber) written.Add(await WriteAsync(connection, transaction, publication, note, by, ct));
            await transaction.CommitAsync(ct);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.UniqueViolation && exception.ConstraintName is "forms_key")
        {
            return FormProblems.KeyTaken(byNumber[0].Form.Key, byNumber[0].Form.Key);
        }
        return (Result<IReadOnlyList<Publication>>)publications
            .Select(publication => written.First(each => each.Row.Number == publication.Row.Number)).ToList();
    }

    private static async Task<Publication> WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Publication publication, string? note, Guid by, CancellationToken ct)
    {
        var (row, form) = (publication.Row, publication.Form);
        var definition = form.Definition;
        await FormStore.EnsureAppAsync(connection, definition.App, by, ct);
        await using (var batch = new NpgsqlBatch(connection))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                "insert into form_versions (form, version, definition, note, changes, published_by) values ($1, $2, $3, $4, $5, $6)")
            {
                Parameters =
                {
                    new() { Value = row.Number }, new() { Value = form.Version }, FormStore.Json(definition), FormStore.Text(note),
                    new() { Value = FormChangeJson.Write(publication.Changes), NpgsqlDbType = NpgsqlDbType.Jsonb }, new() { Value = by },
                },
            });
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                update forms set version = $2, draft = null, draft_rev = draft_rev + 1, next_field = $3, key = $4, plural = $5, app = $6
                where number = $1
                """)
            {
                Parameters =
                {
                    new() { Value = row.Number }, new() { Value = form.Version }, new() { Value = row.NextField }, new() { Value = definition.Key },
                    FormStore.Text(definition.Plural), FormStore.Text(definition.App),
                },
            });
            batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from form_aliases where alias = $1") { Parameters = { new() { Value = definition.Key } } });
            if (row.IsPublished && row.Key != definition.Key)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(
                    "insert into form_aliases (alias, form) values ($1, $2) on conflict (alias) do update set form = excluded.form")
                {
                    Parameters = { new() { Value = row.Key }, new() { Value = row.Number } },
                });
            }
            if (row.Published?.Plural is { } plural && plural != definition.Plural)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand("insert into form_plurals (form, plural) values ($1, $2) on conflict do nothing")
                {
                    Parameters = { new() { Value = row.Number }, new() { Value = plural } },
                });
            }
            FormReferences.Add(batch, form);
            batch.BatchCommands.Add(AuditInbox.Insert((AuditEntry.Of(AuditAction.FormPublished) with { Actor = by, Form = row.Number })
                .With(("key", definition.Key), ("version", form.Version), ("changes", publication.Changes.Count))));
            await batch.ExecuteNonQueryAsync(ct);
        }

        if (!row.IsPublished) await FormPartition.CreateAsync(connection, row.Number, ct);
        await FormIndexes.PlanAsync(connection, transaction, form, ct);
        await Conversions.PlanAsync(connection, publication, ct);
        await TellAsync(connection, row.Number, ct);
        return publication with
        {
            Row = row with { Key = definition.Key, Version = form.Version, DraftRev = row.DraftRev + 1, Draft = null, Published = definition },
        };
    }

    private static IEnumerable<Field> WithColumns(Form form) => form.AllFields.SelectMany(field => field.Columns.Prepend(field));
}
