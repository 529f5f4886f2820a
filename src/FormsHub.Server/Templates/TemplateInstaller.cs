using System.Buffers;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Querying.History;
using FormsHub.Server.Audit;
using FormsHub.Server.Hosting;
using FormsHub.Server.People;
using FormsHub.Storage.Forms;
using FormsHub.Storage.Records;
using Npgsql;

namespace FormsHub.Server.Templates;

/// <summary>
/// Installs a template: roles, application, forms, published together because they refer to each other, and the sample records as
/// one change set. One installation runs at a time on all servers; one that was cut off is taken up again by the next try.
/// </summary>
public sealed class TemplateInstaller(
    TemplateFolder templates,
    AppStore apps,
    FormStore forms,
    FormPublisher publisher,
    RecordStore records,
    RevisionReader revisions,
    UnfinishedInstallations unfinished,
    Catalog catalog,
    PeopleDirectory directory,
    NpgsqlDataSource source,
    IAudit audit,
    TimeZoneInfo zone,
    TimeProvider clock)
{
    private const long Lock = 0x54656d706c617465;

    /// <summary>What an installation made.</summary>
    public sealed record Installed(string App, IReadOnlyList<string> Forms, int Records, Guid? ChangeSet);

    public async Task<Result<Installed>> InstallAsync(string template, bool sampleData, Caller caller, CancellationToken ct)
    {
        if (!templates.Keys.Contains(template)) return TemplateProblems.NotFound(template);
        var read = await templates.ReadAppAsync(template, ct);
        if (read.Failed) return read.Problem;
        var app = read.Value;
        var roles = await templates.ReadRolesAsync(template, ct);
        if (roles.Failed) return roles.Problem;
        if (roles.Value.Select(role => role.Check()).FirstOrDefault(wrong => wrong is not null) is { } broken) return broken;

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var take = connection.Command("select pg_advisory_xact_lock($1)", Lock)) await take.ExecuteNonQueryAsync(ct);

        var there = (await forms.ListAsync(ct)).Where(row => app.Forms.Contains(row.Key)).ToDictionary(row => row.Key);
        var foreign = there.Values.Where(row => row.Definition.App != app.Key).Select(row => row.Key).ToList();
        if (foreign.Count > 0) return TemplateProblems.FormsExist(app.Key, foreign);
        var missing = app.Forms.Where(form => !there.ContainsKey(form)).ToList();
        var drafts = app.Forms.Where(form => !there.TryGetValue(form, out var row) || !row.IsPublished).ToList();
        if (drafts.Count is 0 && !(await unfinished.ListAsync(ct)).Contains(template)) return TemplateProblems.AlreadyInstalled(app.Key, app.Forms);

        var firstSample = await unfinished.BeginAsync(template, ct);
        foreach (var role in roles.Value) await role.EnsureAsync(source, caller.Id, ct);
        directory.Forget();
        // An application that is there already keeps its name.
        await apps.CreateAsync(new App(app.Key, app.Title, app.Description, app.Icon, template, 0), caller.Id, ct);
        var made = drafts.Count is 0 ? 0 : await MakeFormsAsync(template, app, missing, drafts, caller, ct);
        if (made.Failed) return made.Problem;
        if (roles.Value.Select(role => role.Check(catalog, directory)).FirstOrDefault(wrong => wrong is not null) is { } unfit) return unfit;
        var written = sampleData ? await WriteSamplesAsync(template, app, firstSample, caller, ct) : (0, null);
        if (written.Failed) return written.Problem;

        await unfinished.EndAsync(template, ct);
        var entry = AuditEntry.Of(AuditAction.TemplateInstalled, clock.GetUtcNow(), caller) with { ChangeSet = written.Value.ChangeSet };
        await audit.WriteAsync(entry.With(("key", template), ("forms", app.Forms), ("roles", roles.Value.Select(role => role.Key)), ("records", written.Value.Records)), required: false, ct);
        return new Installed(app.Key, app.Forms, written.Value.Records, written.Value.ChangeSet);
    }

    private async Task<Result<int>> MakeFormsAsync(
        string template, TemplateFolder.Application app, List<string> missing, List<string> drafts, Caller caller, CancellationToken ct)
    {
        foreach (var form in missing)
        {
            var definition = await templates.ReadFormAsync(template, form, ct);
            if (definition.Failed) return definition.Problem;
            var created = await forms.CreateAsync(definition.Value with { App = app.Key }, caller.Id, ct);
            if (created.Failed) return TemplateProblems.Broken($"forms/{form}.json", created.Problem);
        }
        var published = await publisher.PublishAsync(drafts, $"Template {template}", null, caller.Id, ct);
        return published.Failed ? TemplateProblems.Broken("forms", published.Problem) : drafts.Count;
    }

    private async Task<Result<(int Records, Guid? ChangeSet)>> WriteSamplesAsync(
        string template, TemplateFolder.Application app, Guid first, Caller caller, CancellationToken ct)
    {
        List<(TemplateFolder.Sample Sample, Guid Id)> samples = [];
        foreach (var form in app.Forms)
        {
            var read = await templates.ReadSamplesAsync(template, form, ct);
            if (read.Failed) return read.Problem;
            samples.AddRange(read.Value.Select(sample => (sample, Guid.CreateVersion7())));
        }
        if (samples.Count is 0) return (0, null);
        samples[0] = (samples[0].Sample, first);
        if (await ChangeSetOfAsync(samples[0].Sample.Form, first, caller, ct) is { } earlier) return (samples.Count, earlier);

        var references = samples.Where(each => each.Sample.Ref is not null).ToDictionary(each => $"{each.Sample.Form}:{each.Sample.Ref}", each => each.Id);
        var data = new SampleData(references, caller.Id, clock.GetUtcNow(), zone);
        var operations = samples.Select(each =>
            (RecordOperation)new RecordOperation.Create(catalog.Find(each.Sample.Form)!.Number, data.Resolve(each.Sample.Data), each.Id)).ToList();

        var summary = new Message($"Sample data of the template \"{template}\"", $"模板“{template}”的示例数据");
        var written = await records.WriteAsync(new WriteRequest(caller, Via.Ui, operations) { Summary = summary }, ct);
        if (written.Failed) return TemplateProblems.Broken("samples", written.Problem);
        var refused = written.Value.Results.Select((result, at) => (result.Problem, samples[at].Sample)).FirstOrDefault(each => each.Problem is not null);
        return refused.Problem is null
            ? (written.Value.Results.Count, written.Value.ChangeSet)
            : TemplateProblems.Broken($"samples/{refused.Sample.Form}.json, \"{refused.Sample.Ref}\"", refused.Problem);
    }

    /// <summary>The change set that created a record; null if there is no such record.</summary>
    private async Task<Guid?> ChangeSetOfAsync(string form, Guid record, Caller caller, CancellationToken ct)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        var read = await revisions.ListAsync(caller, catalog.Find(form)!, record, 1, before: 2, buffer, ct);
        return !read.Failed && JsonElement.Parse(buffer.WrittenSpan).GetProperty("items").EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } created
            ? created.GetProperty("changeSet").GetGuid()
            : null;
    }
}
