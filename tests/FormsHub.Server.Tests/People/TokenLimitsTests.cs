using System.Net;
using System.Net.Http.Headers;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.People;

/// <summary>A token's own limit: what it may ask in a minute, whatever its person and other tokens do.</summary>
public sealed class TokenLimitsTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_token_that_asks_more_than_it_may_is_told_when_to_come_again_and_nobody_else_is()
    {
        using var person = await server.AsAsync("limited");
        var made = (await person.PostAsync("/tokens", new { name = "slow", requestsPerMinute = 5 })).Succeeded();
        Assert.Equal(5, made["requestsPerMinute"].GetInt32());
        Assert.Equal(5, (await person.GetAsync("/tokens"))["items"][0].GetProperty("requestsPerMinute").GetInt32());
        using var slow = With(made["token"].GetString()!);
        using var free = With((await person.PostAsync("/tokens", new { name = "free" }))["token"].GetString()!);

        List<ApiAnswer> answers = [];
        for (var i = 0; i < 12; i++) answers.Add(await slow.GetAsync("/auth/me"));

        // The minute may turn once in between.
        Assert.InRange(answers.Count(answer => answer.Status is HttpStatusCode.OK), 5, 10);
        var refused = answers.First(answer => answer.Status is not HttpStatusCode.OK).Refused(HttpStatusCode.TooManyRequests, "too_many_requests");
        Assert.InRange(refused.Response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        for (var i = 0; i < 12; i++) (await free.GetAsync("/auth/me")).Succeeded();
        (await person.GetAsync("/auth/me")).Succeeded();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(2_000_000_000)]
    public async Task A_limit_is_a_number_that_makes_sense(int requestsPerMinute)
    {
        var answer = await server.Administrator.PostAsync("/tokens", new { name = "odd", requestsPerMinute });

        answer.Refused(HttpStatusCode.BadRequest, "invalid");
        Assert.Equal("/requestsPerMinute", answer["errors"][0].GetProperty("path").GetString());
    }

    private ApiClient With(string token)
    {
        var client = server.Anonymous();
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
