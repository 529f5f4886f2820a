using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Hosting;

/// <summary>One caller who asks too much is slowed down, and nobody else.</summary>
public class CallerLimitsTests
{
    private const int Limit = 30;

    [Fact]
    public async Task Who_asks_too_much_is_told_to_wait_and_others_are_not()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RateLimit = Limit });
        using var greedy = await server.AsAsync("greedy");
        using var other = await server.AsAsync("other");

        var answers = new List<ApiAnswer>();
        for (var i = 0; i <= Limit; i++) answers.Add(await greedy.GetAsync("/auth/me"));

        Assert.Contains(answers, answer => answer.Status is HttpStatusCode.OK);
        var refused = answers.First(answer => answer.Status is not HttpStatusCode.OK).Refused(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
        (await other.GetAsync("/auth/me")).Succeeded();
        (await greedy.GetAsync("//health/ready")).Succeeded();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("fh_unknown")]
    [InlineData("fh_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task Who_is_refused_too_often_is_told_to_wait_and_who_is_signed_in_at_the_same_address_is_not(string? token)
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RateLimit = Limit });
        using var other = await server.AsAsync("other");
        using var stranger = server.Anonymous();
        if (token is not null) stranger.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        var answers = new List<ApiAnswer>();
        for (var i = 0; i <= 2 * Limit; i++) answers.Add(await stranger.GetAsync("/forms"));

        Assert.Equal(HttpStatusCode.Unauthorized, answers[0].Status);
        var refused = answers.First(answer => answer.Status is not HttpStatusCode.Unauthorized).Refused(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
        (await other.GetAsync("/forms")).Succeeded();
    }

    [Fact]
    public async Task Without_a_limit_nobody_is_told_to_wait()
    {
        await using var server = await TestServer.StartAsync(settings => settings with { RateLimit = 0 });

        for (var i = 0; i <= Limit; i++) (await server.Administrator.GetAsync("/auth/me")).Succeeded();
    }
}
