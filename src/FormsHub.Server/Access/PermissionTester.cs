using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.Hosting;
using FormsHub.Server.People;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Server.Access;

/// <summary>Runs the permission tests by asking the gate: with the rules as they are, or as a transaction is about to make them.</summary>
public sealed class PermissionTester(RecordSights sights, Catalog catalog, TimeProvider clock)
{
    /// <summary>How long a saving of rules waits for its tests at most.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    internal sealed record Ran(Guid Id, PermissionTest Test, TestOutcome Outcome)
    {
        public bool IsFailing => Outcome.IsFailing;
    }

    /// <summary>Runs all tests within the connection's transaction, if it has one, and keeps how they came out.</summary>
    internal async Task<IReadOnlyList<Ran>> RunAllAsync(NpgsqlConnection connection, CancellationToken ct, Guid? only = null)
    {
        var tests = await ReadAsync(connection, only, ct);
        if (tests.Count is 0) return [];
        var people = await PeopleDirectory.WithinAsync(connection, ct);
        var (begun, ran) = (clock.GetTimestamp(), new List<Ran>());
        foreach (var (id, test) in tests)
            ran.Add(new Ran(id, test, clock.GetElapsedTime(begun) > Longest ? new TestOutcome(TestState.NotRun) : await RunAsync(test, people, ct)));
        await using var keep = connection.Command(
            "update permission_tests set outcome = o.outcome, ran_at = $3 from (select unnest($1::uuid[]) as id, unnest($2::jsonb[]) as outcome) o where o.id = permission_tests.id",
            ran.Select(each => each.Id).ToArray(), ran.Select(each => JsonSerializer.Serialize(each.Outcome, Json.Options)).ToArray(), clock.GetUtcNow());
        await keep.ExecuteNonQueryAsync(ct);
        return ran;
    }

    /// <summary>What a version of the rules keeps of them; null without tests.</summary>
    internal static string? Summary(IReadOnlyList<Ran> tests) => tests.Count is 0 ? null : JsonSerializer.Serialize(tests.Select(Told), Json.Options);

    /// <summary>Refuses to save rules with which tests fail, unless that is what is wanted.</summary>
    internal static Problem Fail(IReadOnlyList<Ran> tests)
    {
        var failing = tests.Where(test => test.IsFailing).ToList();
        return Problem.Conflict(
            "permission_tests_fail",
            $"With these rules {failing.Count} permission tests fail. Nothing was saved. Save with \"acceptFailing=true\" if that is intended.",
            $"按这些规则将有 {failing.Count} 个权限测试不通过，未保存任何更改。如确需保存，请使用“acceptFailing=true”。") with
        {
            Details = new Dictionary<string, object?> { ["failing"] = failing.Select(Told).ToList() },
        };
    }

    private static object Told(Ran test) => new { test.Id, test.Test.Title, test.Outcome.State, test.Outcome.Broken };

    private static async Task<List<(Guid Id, PermissionTest Test)>> ReadAsync(NpgsqlConnection connection, Guid? only, CancellationToken ct)
    {
        await using var command = connection.Command("select id, test::text from permission_tests where $1 is null or id = $1 order by created_at, id", DatabaseReading.Id(only));
        await using var row = await command.ExecuteReaderAsync(ct);
        List<(Guid, PermissionTest)> tests = [];
        while (await row.ReadAsync(ct)) tests.Add((row.GetGuid(0), JsonSerializer.Deserialize<PermissionTest>(row.GetString(1), Json.Options)!));
        return tests;
    }

    private async Task<TestOutcome> RunAsync(PermissionTest test, DirectorySnapshot people, CancellationToken ct)
    {
        var (caller, missing) = test.Find(people);
        if (missing) return new TestOutcome(TestState.Broken, Broken: "who");
        if (await catalog.FindAsync(test.Form, ct) is not { } form) return new TestOutcome(TestState.Broken, Broken: "form");
        var field = test.Field is { } key ? form.FieldNamed(key) : null;
        if (test.Field is not null && field is null) return new TestOutcome(TestState.Broken, Broken: "field");
        // Who may not even sign in is refused everything.
        caller ??= new Caller(Guid.Empty, "", "", null, null, [], new HashSet<string>());
        var question = new AccessQuestion(form, test.Action, Field: field);
        var isAboutRecords = test.Expect is Expected.Rows || test.Rows is { ValueKind: not JsonValueKind.Null };
        if (!isAboutRecords) return new TestOutcome(Fits(test.Expect, await sights.DecideAsync(caller, question, ct)) ? TestState.Passed : TestState.Failed);

        if (await sights.DecideAllAsync(caller, question, test.Rows, ct) is not { } decided) return new TestOutcome(TestState.Broken, Broken: "rows");
        var records = decided.Sum(each => each.Count);
        var fitting = decided.Where(each => Fits(test.Expect, each.Decision)).Sum(each => each.Count);
        var example = decided.FirstOrDefault(each => !Fits(test.Expect, each.Decision))?.Example;
        if (test.Expect is Expected.Rows)
            return new TestOutcome(fitting >= (test.AtLeast ?? 0) && fitting <= (test.AtMost ?? long.MaxValue) ? TestState.Passed : TestState.Failed, records, fitting);
        return new TestOutcome(records is 0 ? TestState.NoRecords : fitting == records ? TestState.Passed : TestState.Failed, records, fitting, example);
    }

    private static bool Fits(Expected expected, AccessDecision decision) => expected switch
    {
        Expected.Refused => !decision.IsAllowed,
        Expected.Masked => decision.Sees is Sight.Masked,
        // Of a record that is not seen, no field is.
        Expected.Hidden => decision.Sees is Sight.Nothing || (decision.Sees is null && !decision.IsAllowed),
        Expected.Allowed or Expected.Rows => decision.IsAllowed,
    };
}
