using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Querying.Graph;
using FormsHub.Server.People;
using FormsHub.Server.Records;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>
/// Tells, before a form or a right is changed, which of the operations that programs ask would be refused then: each is checked by the schema
/// of its token's caller as it is and as it would be.
/// </summary>
public sealed class ContractGuard(GraphReader reader, KeptOperations kept, Catalog catalog, PeopleDirectory directory, TimeProvider clock)
{
    private const int MostLookedAt = 5000;
    private const int MostTold = 200;
    private const int MostMessages = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>What would break if a form were published as that.</summary>
    public async Task<ContractReport> BeforeAsync(Form next, CancellationToken ct)
    {
        var people = await directory.CurrentAsync(ct);
        var then = catalog.ByNumber(next.Number) is { } now ? next.After(now, clock.GetUtcNow(), field => IsGuarded(now, field, people.Rules)) : next;
        return await CompareAsync(people, people, catalog, new CatalogWith(catalog, then), ct);
    }

    /// <summary>What has broken since a form was published anew; null: it was no form yet.</summary>
    public async Task<ContractReport> SinceAsync(Form? before, CancellationToken ct)
    {
        if (before is null) return new ContractReport([], 0, 0, IsCut: false);
        var people = await directory.CurrentAsync(ct);
        return await CompareAsync(people, people, new CatalogWith(catalog, before), catalog, ct);
    }

    /// <summary>What would break if a form were not there.</summary>
    public async Task<ContractReport> WithoutAsync(int form, CancellationToken ct)
    {
        if (catalog.ByNumber(form) is null) return new ContractReport([], 0, 0, IsCut: false);
        var people = await directory.CurrentAsync(ct);
        return await CompareAsync(people, people, catalog, new CatalogWithout(catalog, form), ct);
    }

    internal Task<ContractReport> OfRulesAsync(DirectorySnapshot now, DirectorySnapshot then, CancellationToken ct) => CompareAsync(now, then, catalog, catalog, ct);

    /// <summary>What is wrong with operations of one token today, and what they use that is deprecated.</summary>
    internal List<ContractCheck> Today(IReadOnlyList<KeptOperation> operations, DirectorySnapshot people)
    {
        if (operations.Count is 0 || Caller(people, operations[0].User, operations[0].Token) is not { } caller) return [.. operations.Select(_ => ContractCheck.Nothing)];
        var schema = reader.SchemaFor(caller);
        return [.. operations.Select(operation => ContractCheck.Of(operation, schema).First(MostMessages))];
    }

    /// <summary>What is wrong today with documents that a token is to run, in their order.</summary>
    internal async Task<List<ContractCheck>> TodayAsync(Guid user, Token token, IEnumerable<string> documents, CancellationToken ct)
    {
        var caller = Caller(await directory.CurrentAsync(ct), user, token);
        var schema = caller is null ? null : reader.SchemaFor(caller);
        return [.. documents.Select(document => schema is null ? ContractCheck.Nothing : ContractCheck.Of(document, [], schema).First(MostMessages))];
    }

    private async Task<ContractReport> CompareAsync(DirectorySnapshot people, DirectorySnapshot peopleThen, IFormCatalog forms, IFormCatalog formsThen, CancellationToken ct)
    {
        var (found, begun, looked, isCut) = (new List<ContractReport.Operation>(), clock.GetTimestamp(), 0, false);
        var callers = new Dictionary<Guid, (Caller? Now, Caller? Then)>();
        await foreach (var operation in kept.ReadAllAsync(MostLookedAt + 1, ct))
        {
            if (++looked > MostLookedAt || clock.GetElapsedTime(begun) > Longest)
            {
                isCut = true;
                break;
            }
            if (!callers.TryGetValue(operation.Token.Id, out var caller)) callers.Add(operation.Token.Id, caller = (Caller(people, operation.User, operation.Token), Caller(peopleThen, operation.User, operation.Token)));
            if (caller is not ({ } was, { } willBe)) continue;
            var (now, then) = (reader.SchemaFor(was, forms), reader.SchemaFor(willBe, formsThen));
            if (now == then) continue;
            var check = ContractCheck.Of(operation, then, now);
            if (check.Errors.Count + check.Deprecated.Count is 0) continue;
            if (check.Since(ContractCheck.Of(operation, now)) is { } since && since.Errors.Count + since.Deprecated.Count > 0) found.Add(Told(operation, people, since.First(MostMessages)));
        }
        var breaking = found.Count(each => each.Errors.Count > 0);
        return new ContractReport([.. found.OrderBy(each => each.Errors.Count is 0).Take(MostTold)], breaking, found.Count - breaking, isCut);
    }

    private static ContractReport.Operation Told(KeptOperation operation, DirectorySnapshot people, ContractCheck since) => new(
        operation.Name, operation.Kind, new RecordShapes.Link(operation.Token.Id, operation.Token.Name), new RecordShapes.Link(operation.User, people.Users.GetValueOrDefault(operation.User)?.DisplayName),
        operation.LastUsedAt, operation.Uses, since.Errors, since.Deprecated, since.Findings);

    private static bool IsGuarded(Form form, Field field, AccessRules rules) => rules.Roles.SelectMany(rules.GrantsOf).Where(grant => grant.Form is Grant.All || form.IsCalled(grant.Form))
        .Any(grant => RemovedField.NamesInRights(field).Any(name => grant.Fields.TryGetValue(name, out var right) && right.Sees is not Sight.Clear));

    /// <summary>The token's caller as far as the schema depends on it: none that requests go by.</summary>
    private static Caller? Caller(DirectorySnapshot people, Guid user, Token token) => people.Caller(user) is { } person ? person with { Token = token } : null;
}
