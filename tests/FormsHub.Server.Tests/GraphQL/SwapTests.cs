using System.Diagnostics;
using System.Globalization;
using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>Forms are published while they are asked: no request fails, and none waits.</summary>
public sealed class SwapTests(TestServer server, ITestOutputHelper output) : IClassFixture<TestServer>
{
    private const int Clients = 8;
    private const int Publications = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_request_fails_and_none_waits_while_a_form_is_published_again_and_again()
    {
        await server.Administrator.PublishFormAsync(Definition(0));
        for (var i = 0; i < 40; i++) await server.Administrator.CreateAsync("swapped", new { name = "n" + i, note = "x" });
        using var stop = new CancellationTokenSource();
        var asked = 0;
        var longest = new long[Clients];
        var failed = new List<string>();
        var clients = Enumerable.Range(0, Clients).Select(i => Task.Run(() => AskAsync(i), Ct)).ToList();

        List<double> swaps = [];
        for (var n = 1; n <= Publications; n++)
        {
            (await server.Administrator.PutAsync("/forms/swapped/draft", Definition(n))).Succeeded();
            var begun = Stopwatch.GetTimestamp();
            await server.Administrator.PublishAsync("swapped");
            var added = $"added{n}";
            var first = await server.Administrator.AskAsync("{ swappeds(first: 1) { nodes { name " + (n % 3 is 0 ? "" : added) + " } } }");
            swaps.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            first.Data();
        }
        await stop.CancelAsync();
        await Task.WhenAll(clients);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{asked} questions by {Clients} clients during {Publications} publications; longest {longest.Max()} ms; publication until the new field is answered: median {swaps.Order().ElementAt(Publications / 2):F0} ms, longest {swaps.Max():F0} ms"));
        Assert.Empty(failed);
        Assert.True(asked > Clients * Publications, $"Only {asked} questions were asked.");
        Assert.All(longest, each => Assert.InRange(each, 0, 5000));

        async Task AskAsync(int i)
        {
            using var client = await server.Anonymous().SignInAsync("admin", TestServer.AdministratorPassword);
            while (!stop.IsCancellationRequested)
            {
                var begun = Stopwatch.GetTimestamp();
                // "label" is renamed and "note" removed on the way; both are answered before and after.
                var answer = await client.AskAsync("""query Asked($w: SwappedFilter) { swappeds(where: $w, first: 20) { totalCount nodes { id name label note } } }""", new { w = new { name = new { startsWith = "n" } } });
                longest[i] = Math.Max(longest[i], (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                Interlocked.Increment(ref asked);
                if (answer.Status is HttpStatusCode.OK && !answer.Json.TryGetProperty("errors", out _)) continue;
                lock (failed) failed.Add(answer.Text);
                return;
            }
        }
    }

    /// <summary>Each version adds a field or takes the last one away; in the middle one is renamed, and one removed.</summary>
    private static string Definition(int n)
    {
        var added = n is 0 || n % 3 is 0 ? "" : $$$""", {"key": "added{{{n}}}", "type": "text", "label": {"en": "Added"}}""";
        var note = n < 10 ? """, {"id": "f3", "key": "note", "type": "text", "label": {"en": "Note"}}""" : "";
        return $$$"""
            {"key": "swapped", "plural": "swappeds", "title": {"en": "Swapped"}, "titleField": "name", "fields": [
              {"id": "f1", "key": "name", "type": "text", "label": {"en": "Name"}},
              {"id": "f2", "key": "{{{(n < 7 ? "label" : "caption")}}}", "type": "text", "label": {"en": "Label"}}{{{note}}}{{{added}}}]}
            """;
    }
}
