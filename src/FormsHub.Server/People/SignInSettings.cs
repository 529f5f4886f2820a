using System.Text.Json;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People;

/// <summary>GET and PUT /api/v1/settings/sign-in: whose sign-in needs a second factor.</summary>
public static class SignInSettings
{
    /// <summary>Among the roles: all people, whatever their roles.</summary>
    public const string Everybody = "*";

    internal const string Load = "select value::text from settings where key = 'signIn'";

    /// <param name="SecondFactor">Keys of roles whose people need a second factor; "*" for all people.</param>
    public sealed record Settings(IReadOnlyList<string> SecondFactor);

    internal static readonly Settings None = new([]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/settings/sign-in", ReadAsync).RequireAdministrator().WithTags("Sign-in").WithSummary("Read the settings of sign-in");
        routes.MapPut("/api/v1/settings/sign-in", WriteAsync).RequireAdministrator().WithTags("Sign-in").WithSummary("Change the settings of sign-in");
    }

    internal static Settings Read(string json) => JsonSerializer.Deserialize<Settings>(json, JsonSerializerOptions.Web) ?? None;

    internal static async Task<Ok<Settings>> ReadAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.Command(Load);
        return TypedResults.Ok(await command.ExecuteScalarAsync(ct) is string json ? Read(json) : None);
    }

    internal static async Task<Results<Ok<Settings>, ProblemResult>> WriteAsync(
        Settings request, NpgsqlDataSource source, PeopleDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        var wanted = request.SecondFactor.Distinct().ToList();
        if (await UnknownAsync(source, wanted, ct) is { Count: > 0 } unknown) return PeopleProblems.Invalid(unknown).ToHttp();
        var settings = new Settings(wanted);
        await using var command = source.Command(
            $"""
            with kept as (insert into settings (key, value) values ('signIn', $1) on conflict (key) do update set value = excluded.value returning key)
            insert into {AuditInbox.Table} (entry) select $2 from kept
            """,
            DatabaseReading.Jsonb(JsonSerializer.Serialize(settings, JsonSerializerOptions.Web)),
            AuditInbox.Parameter(AuditEntry.Of(AuditAction.SignInSettingsChanged, clock.GetUtcNow()).With(("secondFactor", wanted))));
        await command.ExecuteNonQueryAsync(ct);
        directory.Forget();
        return TypedResults.Ok(settings);
    }

    private static async Task<List<FieldError>> UnknownAsync(NpgsqlDataSource source, List<string> wanted, CancellationToken ct)
    {
        await using var command = source.Command("select array(select key from roles where key = any($1))", new NpgsqlParameter { Value = wanted.ToArray() });
        var known = (string[])(await command.ExecuteScalarAsync(ct))!;
        return [.. wanted.Index()
            .Where(each => each.Item != Everybody && !known.Contains(each.Item))
            .Select(each => PersonRules.UnknownRole(each.Index, each.Item) with { Path = $"/secondFactor/{each.Index}" })];
    }
}
