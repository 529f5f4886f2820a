using System.Net;
using System.Text;
using FormsHub.Server.People.SecondFactors;
using FormsHub.Testing;
using Npgsql;

namespace FormsHub.Server.Tests.People;

/// <summary>A second factor: asked where it is set up, set up where it is needed, and never worth anything twice.</summary>
public sealed class SecondFactorTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Password = "Another-horse-8-battery";

    private static long Now => TimeCode.Step(TimeProvider.System.GetUtcNow());

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code)
    {
        var secret = Encoding.ASCII.GetBytes("12345678901234567890");

        Assert.Equal(code, TimeCode.Of(secret, TimeCode.Step(DateTimeOffset.FromUnixTimeSeconds(seconds))));
    }

    [Fact]
    public void Base32_is_that_of_RFC_4648() => Assert.Equal("MZXW6YTBOI", TimeCode.Base32("foobar"u8));

    [Fact]
    public async Task Who_has_one_signs_in_in_two_steps()
    {
        var (person, secret, _) = await WithSecondFactorAsync("twosteps");
        using var later = person;
        using var browser = server.Anonymous();

        var first = (await browser.PostAsync("/auth/login", new { userName = "twosteps", password = Password })).Succeeded();
        Assert.True(first["secondFactor"].GetBoolean());
        Assert.False(first.Json.TryGetProperty("user", out var user) && user.ValueKind is not System.Text.Json.JsonValueKind.Null);
        (await browser.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized);
        (await browser.PostAsync("/auth/login/second-factor", new { code = "000000" })).Refused(HttpStatusCode.Unauthorized, "wrong_code");

        var second = (await browser.PostAsync("/auth/login/second-factor", new { code = TimeCode.Of(secret, Now + 1) })).Succeeded();

        Assert.Equal("twosteps", second["user"].GetProperty("userName").GetString());
        (await browser.GetAsync("/auth/me")).Succeeded();
    }

    [Fact]
    public async Task A_code_works_once_and_none_before_it_afterwards()
    {
        var (person, secret, _) = await WithSecondFactorAsync("replayed");
        using var later = person;
        var code = TimeCode.Of(secret, Now + 1);
        using var one = await FirstStepAsync("replayed");
        using var other = await FirstStepAsync("replayed");

        (await one.PostAsync("/auth/login/second-factor", new { code })).Succeeded();

        (await other.PostAsync("/auth/login/second-factor", new { code })).Refused(HttpStatusCode.Unauthorized, "wrong_code");
        (await other.PostAsync("/auth/login/second-factor", new { code = TimeCode.Of(secret, Now) })).Refused(HttpStatusCode.Unauthorized, "wrong_code");
        (await other.PostAsync("/auth/login/second-factor", new { code = TimeCode.Of(secret, Now + 5) })).Refused(HttpStatusCode.Unauthorized, "wrong_code");
    }

    [Fact]
    public async Task Of_the_same_code_sent_many_times_at_once_one_is_taken()
    {
        var (person, secret, _) = await WithSecondFactorAsync("racing");
        using var later = person;
        List<ApiClient> browsers = [];
        for (var i = 0; i < 4; i++) browsers.Add(await FirstStepAsync("racing"));
        var code = TimeCode.Of(secret, Now + 1);

        var answers = await Task.WhenAll(browsers.Select(browser => browser.PostAsync("/auth/login/second-factor", new { code })));

        Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_and_a_right_password_in_between_does_not_help()
    {
        var (person, secret, _) = await WithSecondFactorAsync("guessed");
        using var later = person;
        for (var i = 0; i < 5; i++)
        {
            using var browser = await FirstStepAsync("guessed");
            (await browser.PostAsync("/auth/login/second-factor", new { code = "000000" })).Refused(HttpStatusCode.Unauthorized, "wrong_code");
        }
        using var again = server.Anonymous();

        (await again.PostAsync("/auth/login", new { userName = "guessed", password = Password })).Refused(HttpStatusCode.TooManyRequests, "too_many_attempts");
    }

    [Fact]
    public async Task A_recovery_code_works_once_and_all_are_replaced_by_new_ones()
    {
        var (person, _, codes) = await WithSecondFactorAsync("recovering");
        using var later = person;
        Assert.Equal(10, codes.Count);
        using var browser = await FirstStepAsync("recovering");
        (await browser.PostAsync("/auth/login/second-factor", new { recoveryCode = " " + codes[3].ToUpperInvariant().Replace('-', ' ') })).Succeeded();
        Assert.Equal(9, (await browser.GetAsync("/auth/second-factor"))["recoveryCodesLeft"].GetInt32());

        using var other = await FirstStepAsync("recovering");
        (await other.PostAsync("/auth/login/second-factor", new { recoveryCode = codes[3] })).Refused(HttpStatusCode.Unauthorized, "wrong_code");
        (await browser.PostAsync("/auth/second-factor/recovery-codes", new { password = "not it at all" })).Refused(HttpStatusCode.BadRequest);
        var fresh = (await browser.PostAsync("/auth/second-factor/recovery-codes", new { password = Password })).Succeeded();

        (await other.PostAsync("/auth/login/second-factor", new { recoveryCode = codes[4] })).Refused(HttpStatusCode.Unauthorized, "wrong_code");
        (await other.PostAsync("/auth/login/second-factor", new { recoveryCode = fresh["recoveryCodes"][0].GetString() })).Succeeded();
        Assert.Contains("recoveryCodeUsed", await ActionsOfAsync("recovering"));
    }

    [Fact]
    public async Task Secrets_and_recovery_codes_are_not_in_the_database_as_they_are()
    {
        var (person, secret, codes) = await WithSecondFactorAsync("atrest");
        using var later = person;
        await using var source = NpgsqlDataSource.Create(server.Database.ConnectionString);
        await using var command = source.CreateCommand(
            "select (select coalesce(secret, next_secret) from second_factors join users on users.id = user_id where user_name = 'atrest'), (select string_agg(encode(hash, 'escape'), ' ') from recovery_codes)");
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await reader.ReadAsync(TestContext.Current.CancellationToken);
        var stored = reader.GetFieldValue<byte[]>(0);

        Assert.True(stored.AsSpan().IndexOf(secret) < 0);
        Assert.DoesNotContain(codes[0], reader.GetString(1), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Setting_it_up_asks_the_password_again_ends_other_sessions_and_is_audited()
    {
        using var here = await server.AsAsync("settingup");
        using var elsewhere = await server.Anonymous().SignInAsync("settingup", Password);
        (await here.PostAsync("/auth/second-factor/begin", new { })).Refused(HttpStatusCode.BadRequest);
        (await here.PostAsync("/auth/second-factor/begin", new { password = "not it at all" })).Refused(HttpStatusCode.BadRequest);
        var begun = (await here.PostAsync("/auth/second-factor/begin", new { password = Password })).Succeeded();
        Assert.StartsWith("otpauth://totp/FormsHub:settingup?secret=" + begun["secret"].GetString(), begun["address"].GetString(), StringComparison.Ordinal);
        Assert.StartsWith("data:image/svg+xml;base64,", begun["picture"].GetString(), StringComparison.Ordinal);
        (await here.PostAsync("/auth/second-factor/confirm", new { text = "000000" })).Refused(HttpStatusCode.BadRequest, "invalid");
        (await elsewhere.GetAsync("/auth/me")).Succeeded();

        (await here.PostAsync("/auth/second-factor/confirm", new { text = TimeCode.Of(FromBase32(begun["secret"].GetString()!), Now) })).Succeeded();

        (await elsewhere.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "session_ended");
        Assert.NotEqual(default, (await here.GetAsync("/auth/second-factor"))["since"].GetDateTimeOffset());
        (await here.PostAsync("/auth/second-factor/remove", new { password = Password })).Succeeded();
        (await here.GetAsync("/auth/me")).Succeeded();
        var actions = await ActionsOfAsync("settingup");
        Assert.Contains("secondFactorSet", actions);
        Assert.Contains("secondFactorRemoved", actions);
    }

    [Fact]
    public async Task Who_needs_one_does_nothing_else_until_it_is_set_up()
    {
        await using var own = await TestServer.StartAsync();
        (await own.Administrator.PostAsync("/roles", new { key = "careful", title = new { en = "Careful" }, grants = Array.Empty<object>() })).Succeeded();
        using var person = await own.AsAsync("needing", "careful");
        (await own.Administrator.PutAsync("/settings/sign-in", new { secondFactor = new[] { "nobody" } })).Refused(HttpStatusCode.BadRequest, "invalid");
        (await own.Administrator.PutAsync("/settings/sign-in", new { secondFactor = new[] { "careful" } })).Succeeded();

        (await person.GetAsync("/forms")).Refused(HttpStatusCode.Forbidden, "second_factor_needed");
        Assert.True((await person.GetAsync("/auth/me"))["secondFactorMissing"].GetBoolean());
        var secret = await SetUpAsync(person);

        (await person.GetAsync("/forms")).Succeeded();
        Assert.False((await person.GetAsync("/auth/me"))["secondFactorMissing"].GetBoolean());
        (await person.PostAsync("/auth/second-factor/remove", new { password = Password })).Refused(HttpStatusCode.Conflict, "second_factor_stays");
        (await own.Administrator.GetAsync("/forms")).Succeeded();
        Assert.NotEmpty(secret.Secret);
    }

    [Fact]
    public async Task An_administrator_resets_it_for_who_lost_everything()
    {
        var (person, _, _) = await WithSecondFactorAsync("unlucky");
        using var later = person;
        var id = (await person.GetAsync("/auth/me"))["user"].GetProperty("id").GetString();
        using var other = await server.AsAsync("busybody");
        (await other.DeleteAsync($"/users/{id}/second-factor")).Refused(HttpStatusCode.Forbidden, "administrators_only");
        Assert.True((await server.Administrator.GetAsync("/users/" + id))["secondFactor"].GetBoolean());

        (await server.Administrator.DeleteAsync($"/users/{id}/second-factor")).Succeeded();

        (await person.GetAsync("/auth/me")).Refused(HttpStatusCode.Unauthorized, "session_ended");
        using var again = await server.Anonymous().SignInAsync("unlucky", Password);
        (await again.GetAsync("/auth/me")).Succeeded();
        (await server.Administrator.DeleteAsync($"/users/{id}/second-factor")).Refused(HttpStatusCode.Conflict, "no_second_factor");
    }

    [Fact]
    public async Task A_step_that_nobody_began_is_refused()
    {
        using var stranger = server.Anonymous();
        (await stranger.PostAsync("/auth/login/second-factor", new { code = "123456" })).Refused(HttpStatusCode.Unauthorized, "sign_in_expired");
        stranger.Http.DefaultRequestHeaders.Add("Cookie", "formshub-step=made-up");
        (await stranger.PostAsync("/auth/login/second-factor", new { code = "123456" })).Refused(HttpStatusCode.Unauthorized, "sign_in_expired");
    }

    private async Task<(ApiClient Person, byte[] Secret, IReadOnlyList<string> Codes)> WithSecondFactorAsync(string userName)
    {
        var person = await server.AsAsync(userName);
        var (secret, codes) = await SetUpAsync(person);
        return (person, secret, codes);
    }

    private static async Task<(byte[] Secret, IReadOnlyList<string> Codes)> SetUpAsync(ApiClient person)
    {
        var begun = (await person.PostAsync("/auth/second-factor/begin", new { password = Password })).Succeeded();
        var secret = FromBase32(begun["secret"].GetString()!);
        var made = (await person.PostAsync("/auth/second-factor/confirm", new { text = TimeCode.Of(secret, Now) })).Succeeded();
        return (secret, [.. made["recoveryCodes"].EnumerateArray().Select(code => code.GetString()!)]);
    }

    private async Task<ApiClient> FirstStepAsync(string userName)
    {
        var browser = server.Anonymous();
        Assert.True((await browser.PostAsync("/auth/login", new { userName, password = Password })).Succeeded()["secondFactor"].GetBoolean());
        return browser;
    }

    private async Task<List<string?>> ActionsOfAsync(string userName) =>
        [.. (await server.Administrator.GetAsync("/audit?first=200&by=" + userName)).Succeeded()["items"].EnumerateArray().Select(item => item.GetProperty("action").GetString())];

    private static byte[] FromBase32(string text)
    {
        List<byte> bytes = [];
        int buffer = 0, bits = 0;
        foreach (var letter in text)
        {
            buffer = ((buffer << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal)) & 0xFFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(buffer >> bits));
        }
        return [.. bytes];
    }
}
