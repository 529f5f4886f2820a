using System.Diagnostics;
using System.Text;
using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>Whatever is sent to /graphql, within a fixed budget: it is answered in the shape of GraphQL with 2xx or 4xx, and memory stays bounded.</summary>
public class EndpointFuzzTests
{
    private const int Seed = 20260911;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anything_is_answered_with_an_error_or_with_data()
    {
        await using var server = await TestServer.StartAsync();
        await server.Administrator.PublishFormAsync("""
            {"key": "contact", "plural": "contacts", "title": {"en": "Contact"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "amount", "type": "number", "label": {"en": "Amount"}},
              {"key": "day", "type": "date", "label": {"en": "Day"}}, {"key": "boss", "type": "reference", "target": "contact", "label": {"en": "Boss"}},
              {"key": "level", "type": "select", "label": {"en": "Level"}, "options": [{"key": "a", "label": {"en": "A"}}]},
              {"key": "calls", "type": "table", "label": {"en": "Calls"}, "fields": [{"key": "minutes", "type": "number", "label": {"en": "Minutes"}}]}]}
            """);
        for (var i = 0; i < 20; i++) await server.Administrator.CreateAsync("contact", new { name = "Zhang " + i, amount = i, level = "a", calls = new[] { new { minutes = i } } });
        var random = new Random(Seed);
        var before = await MemoryAsync();
        var clock = Stopwatch.StartNew();
        var asked = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 4).Select(_ => new Random(random.Next())), Ct, async (own, ct) =>
        {
            while (clock.Elapsed < Budget)
            {
                var body = Body(own);
                await SendAsync(server, body, own, ct);
                Interlocked.Increment(ref asked);
            }
        });

        (await server.Administrator.AskAsync("{ contacts { totalCount } }")).Data();
        Assert.True(asked > 200, $"Only {asked} requests were sent.");
        Assert.InRange(await MemoryAsync() - before, long.MinValue, 300L * 1024 * 1024);
        TestContext.Current.TestOutputHelper?.WriteLine($"{asked} requests");
    }

    private static async Task SendAsync(TestServer server, byte[] body, Random random, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (random.Next(4) is 0) request.Headers.Add("Accept", GraphQLClient.Response);
        using var answer = await server.Administrator.Http.SendAsync(request, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        var type = answer.Content.Headers.ContentType?.MediaType;
        Assert.True((int)answer.StatusCode is (>= 200 and < 300) or (>= 400 and < 500) && type is "application/json" or GraphQLClient.Response, $"{(int)answer.StatusCode} {type} to {Shown(body)}: {text}");
        var json = JsonElement.Parse(text);
        Assert.True(json.TryGetProperty("data", out _) || json.GetProperty("errors").GetArrayLength() > 0, $"{text} to {Shown(body)}");
    }

    private static byte[] Body(Random random) => random.Next(12) switch
    {
        0 => Bytes(random, random.Next(2_000)),
        1 => Mutated(random, Encoding.UTF8.GetBytes(Json(Document(random)))),
        2 => Mutated(random, Encoding.UTF8.GetBytes(Json(Document(random)))),
        3 => Encoding.UTF8.GetBytes(Json(Encoding.UTF8.GetString(Mutated(random, Encoding.UTF8.GetBytes(Document(random)))))),
        4 => Encoding.UTF8.GetBytes(Json(Encoding.UTF8.GetString(Mutated(random, Encoding.UTF8.GetBytes(Document(random)))))),
        5 => Encoding.UTF8.GetBytes(Json("query ($v: ContactFilter) { contacts(where: $v) { totalCount } }", Value(random, 0))),
        6 => Encoding.UTF8.GetBytes(Json("query ($v: String) { contacts(search: $v) { totalCount } }", new string('字', random.Next(200_000)))),
        7 => Encoding.UTF8.GetBytes(Json(Bomb(random))),
        8 => Encoding.UTF8.GetBytes(Json("query ($v: String) { contacts(after: $v, first: 2) { nodes { name } pageInfo { endCursor } } }", Convert.ToBase64String(Bytes(random, random.Next(60))))),
        9 => Encoding.UTF8.GetBytes(Json(Document(random), Value(random, 0), Value(random, 0))),
        _ => Encoding.UTF8.GetBytes(Json(Document(random), Value(random, 0))),
    };

    private static string Json(string query, object? v = null, object? operationName = null) => operationName is null
        ? JsonSerializer.Serialize(new { query, variables = new { v } })
        : JsonSerializer.Serialize(new { query, variables = v, operationName, extensions = operationName });

    /// <summary>A question that is right, but for what its arguments hold.</summary>
    private static string Document(Random random)
    {
        var arguments = string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(9) switch
        {
            0 => $"first: {random.Next(-2, 1100)}",
            1 => $"last: {random.NextInt64(-5_000_000_000, 5_000_000_000)}",
            2 => $"after: \"{Convert.ToBase64String(Bytes(random, random.Next(40)))}\"",
            3 => $"where: {{name: {{contains: \"{random.Next()}\"}}, amount: {{gt: {random.NextDouble() * 1e20}}}}}",
            4 => "orderBy: [{amount: DESC}, {name: ASC}]",
            5 => $"search: \"{(char)random.Next(0x20, 0x7f)}张\"".Replace("\\", "", StringComparison.Ordinal),
            6 => $"asOf: \"{random.Next(1, 9999):D4}-{random.Next(0, 14):D2}-01T00:00:00Z\"",
            7 => "where: {or: [{not: {calls: {some: {minutes: {gt: 3}}}}}, {boss: {name: {eq: null}}}]}",
            _ => "before: \"\"",
        }));
        var list = arguments.Length is 0 ? "" : $"({arguments})";
        return random.Next(10) switch
        {
            8 => $"query ($v: String!) {{ search(query: $v, first: {random.Next(-1, 120)}) {{ form id title text record {{ id }} }} }}",
            9 => $"{{ changeSets(first: {random.Next(-1, 20)}) {{ id via summary }} changeSet(id: \"{random.Next()}\") {{ id }} }}",
            0 => $"{{ contacts{list} {{ totalCount nodes {{ id name boss {{ name }} calls {{ minutes }} }} }} }}",
            1 => $"query Q {{ a: contacts{list} {{ edges {{ cursor node {{ ...F }} }} pageInfo {{ hasNextPage endCursor startCursor }} }} __typename }} fragment F on Contact {{ name level revisions {{ rev changes {{ field }} }} }}",
            2 => $"{{ contact(id: \"{Guid.CreateVersion7()}\") {{ name }} node(id: \"{random.Next()}\") {{ id __typename }} }}",
            3 => $"query ($v: Int) {{ contacts(first: $v) {{ nodes {{ contacts{list} {{ nodes {{ name }} }} }} }} }}",
            4 => "{ contactsAggregate(groupBy: [level]) { count key { level } sum { amount } } __schema { types { name } } }",
            5 => "query ($v: Boolean!) { contacts { nodes { name @include(if: $v) amount @skip(if: $v) } } }",
            6 => $"{{ deletedContacts{list} {{ nodes {{ name deletedAt }} }} }}",
            _ => "query IntrospectionQuery { __schema { types { kind name fields(includeDeprecated: true) { name args { name defaultValue } type { kind name ofType { name } } } inputFields { name } enumValues { name } } } __type(name: \"Contact\") { name } }",
        };
    }

    private static string Bomb(Random random)
    {
        var size = random.Next(1, 4_000);
        return random.Next(8) switch
        {
            0 => $"{{ contacts {{ nodes {{ {string.Join(' ', Enumerable.Range(0, size).Select(i => $"a{i}: name"))} }} }} }}",
            1 => string.Concat(Enumerable.Repeat("{ a ", size)) + new string('}', size),
            2 => "{ contacts { nodes { ...A } } } fragment A on Contact { ...B } fragment B on Contact { ...A }",
            3 => "{ contacts { nodes { ...F0 } } } " + string.Concat(Enumerable.Range(0, 40).Select(i => $"fragment F{i} on Contact {{ boss {{ ...F{i + 1} }} b: boss {{ ...F{i + 1} }} }} ")) + "fragment F40 on Contact { name }",
            4 => $"{{ contacts(where: {string.Concat(Enumerable.Repeat("{not: ", size))}{{name: {{eq: \"a\"}}}}{new string('}', size)}) {{ totalCount }} }}",
            5 => $"query ({string.Join(' ', Enumerable.Range(0, size).Select(i => $"$v{i}: Int"))}) {{ __typename }}",
            6 => $"{{ contacts(where: {{or: [{string.Join(", ", Enumerable.Repeat("{name: {eq: \"a\"}}", size))}]}}) {{ totalCount }} }}",
            _ => $"{{ contacts {{ nodes {{ name {string.Concat(Enumerable.Repeat("@skip(if: false) ", size))} }} }} }}",
        };
    }

    private static object? Value(Random random, int depth) => random.Next(depth > 6 ? 6 : 9) switch
    {
        0 => null,
        1 => random.NextInt64(),
        2 => random.NextDouble() * 1e300,
        3 => random.Next(2) is 0,
        4 => new string((char)random.Next(0x20, 0xd7ff), random.Next(50)),
        5 => "2026-11-21",
        6 => Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1)).ToList(),
        _ => Enumerable.Range(0, random.Next(4)).Select(_ => Names[random.Next(Names.Length)]).Distinct().ToDictionary(name => name, _ => Value(random, depth + 1)),
    };

    private static readonly string[] Names =
        ["and", "or", "not", "name", "amount", "day", "boss", "level", "calls", "minutes", "eq", "ne", "in", "lt", "between", "contains", "isEmpty", "some", "none", "owner", "createdAt", "$now", "v", "__proto__"];

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Some bytes changed, left out, doubled or swapped with what means something.</summary>
    private static byte[] Mutated(Random random, byte[] bytes)
    {
        var changed = bytes.ToList();
        for (var i = random.Next(1, 6); i > 0 && changed.Count > 1; i--)
        {
            var at = random.Next(changed.Count);
            switch (random.Next(5))
            {
                case 0: changed[at] = (byte)random.Next(256); break;
                case 1: changed.RemoveRange(at, Math.Min(random.Next(1, 12), changed.Count - at)); break;
                case 2: changed.InsertRange(at, changed.GetRange(at, Math.Min(random.Next(1, 40), changed.Count - at))); break;
                case 3: changed[at] = (byte)"{}[]()\"\\:,$@!|&=#\0"[random.Next(18)]; break;
                default: changed.InsertRange(at, Encoding.UTF8.GetBytes(Names[random.Next(Names.Length)])); break;
            }
        }
        return [.. changed];
    }

    private static string Shown(byte[] body) => Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 2_000));

    private static async Task<long> MemoryAsync()
    {
        await Task.Delay(100, Ct);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
