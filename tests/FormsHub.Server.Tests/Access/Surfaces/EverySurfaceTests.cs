using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access.Surfaces;

/// <summary>
/// Generated forms, rules and records; people with those rules then ask everything that the API offers. Whatever is said, in whatever
/// shape, holds only values that the rules give. A new endpoint fails here until it is asked too, or said to answer no records. For
/// hours: FORMSHUB_ACCESS_MINUTES.
/// </summary>
public sealed class EverySurfaceTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task No_answer_holds_a_value_that_the_rules_do_not_give(int seed)
    {
        var most = TimeSpan.FromMinutes(int.Parse(Environment.GetEnvironmentVariable("FORMSHUB_ACCESS_MINUTES") ?? "0", CultureInfo.InvariantCulture));
        var begun = TimeProvider.System.GetTimestamp();
        do
        {
            var world = new MarkedWorld(server.Administrator, seed);
            var roles = new List<(string User, string[] Roles, ApiClient Client)>();
            await world.MakeAsync(async (user, held) => roles.Add((user, held, await server.AsAsync(user, held))));
            foreach (var (user, held, client) in roles)
            {
                using (client) await new Run(world, world.Reader(user, held), client, $"seed {seed}, {user} with {string.Join(", ", held)}").AskAsync(server.Administrator);
            }
            foreach (var (token, rule) in world.Links)
            {
                using var guest = server.Anonymous();
                guest.Http.DefaultRequestHeaders.Add("Authorization", "Link " + token);
                await new Run(world, world.Guest(rule), guest, $"seed {seed}, by link").AskAsync(server.Administrator);
            }
            seed += 1000;
        }
        while (TimeProvider.System.GetElapsedTime(begun) < most);
    }

    private sealed class Run(MarkedWorld world, Reader reader, ApiClient client, string name)
    {
        private readonly HashSet<string> _shown = reader.Shown(world.Records);
        private readonly HashSet<string> _asked = [];

        public async Task AskAsync(ApiClient admin)
        {
            await ReadAllAsync(await PathsAsync(admin));
            foreach (var form in world.Forms) await QueryAsync(form);
            foreach (var form in world.Forms) await WritesAsync(form);
            foreach (var set in world.ChangeSets) await CheckAsync(HttpMethod.Post, $"/change-sets/{set}/undo", new { dryRun = true });
            await GraphAsync();
            await GuessAsync();
            await CompleteAsync();
            await RevealAsync();
            await CheckAsync(HttpMethod.Get, "/notices?first=100");
        }

        private static async Task<List<string>> PathsAsync(ApiClient admin) =>
            [.. (await admin.GetAsync("/openapi.json")).Succeeded()["paths"].EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)).Select(path => path.Name)];

        /// <summary>Every GET with every id that there is.</summary>
        private async Task ReadAllAsync(List<string> paths)
        {
            foreach (var path in paths.Where(path => path.StartsWith("/api/v1/", StringComparison.Ordinal)).Select(path => path["/api/v1".Length..]))
            {
                if (path.Contains("/records/{id}", StringComparison.Ordinal))
                {
                    foreach (var record in world.Records) await EachAsync(path.Replace("{form}", record.Form.Key, StringComparison.Ordinal).Replace("{id}", record.Id, StringComparison.Ordinal));
                }
                else if (path.StartsWith("/forms/{form}", StringComparison.Ordinal))
                {
                    foreach (var form in world.Forms) await EachAsync(path.Replace("{form}", form.Key, StringComparison.Ordinal));
                }
                else if (path.StartsWith("/change-sets/{id}", StringComparison.Ordinal))
                {
                    foreach (var set in world.ChangeSets) await EachAsync(path.Replace("{id}", set, StringComparison.Ordinal));
                }
                else if (path.StartsWith("/files/{id}", StringComparison.Ordinal))
                {
                    foreach (var file in world.Records.SelectMany(record => record.Cells.Values).SelectMany(cell => cell.Files)) await EachAsync(path.Replace("{id}", file, StringComparison.Ordinal));
                }
                else
                {
                    await EachAsync(path.Replace("{id}", world.Records[0].Id, StringComparison.Ordinal));
                }
            }
            foreach (var form in world.Forms) await CheckAsync(HttpMethod.Get, $"/recycle-bin?form={form.Key}");
        }

        private async Task EachAsync(string path)
        {
            string[] queries = path switch
            {
                _ when path.EndsWith("/diff", StringComparison.Ordinal) => ["?from=1&to=2", "?from=2&to=1"],
                "/search" => ["?q=137", "?q=t13", "?q=m137"],
                _ => [""],
            };
            foreach (var query in queries)
            {
                foreach (var number in path.Contains("{rev}", StringComparison.Ordinal) || path.Contains("{version}", StringComparison.Ordinal) ? new[] { "1", "2", "3" } : ["1"])
                    await CheckAsync(HttpMethod.Get, path.Replace("{rev}", number, StringComparison.Ordinal).Replace("{version}", number, StringComparison.Ordinal).Replace("{view}", "all", StringComparison.Ordinal) + query);
            }
        }

        /// <summary>Everything that the schema offers this person; the schema itself names what they may know.</summary>
        private async Task GraphAsync()
        {
            await CheckAsync(HttpMethod.Post, "//graphql", new { query = GraphSurface.Introspection });
            await CheckAsync(HttpMethod.Get, "//graphql/schema.graphql");
            var answer = await client.PostAsync("//graphql", new { query = GraphSurface.Introspection });
            if (!answer.Response.IsSuccessStatusCode) return;
            var surface = new GraphSurface(answer["data"].GetProperty("__schema"));
            List<string> ids = [.. world.Records.Select(record => record.Id), .. world.ChangeSets.Take(3)];
            foreach (var question in surface.Queries(ids, world.Moments))
            {
                var answered = await client.PostAsync("//graphql", new { query = question });
                Assert.True(answered.Json.TryGetProperty("data", out _) || question.Contains("asOf", StringComparison.Ordinal) || question.StartsWith("{ deleted", StringComparison.Ordinal), $"{name}\n{question}\n{answered.Text}");
                Scan(answered);
            }
            foreach (var question in surface.Mutations(ids)) await CheckAsync(HttpMethod.Post, "//graphql", new { query = question });
        }

        private async Task QueryAsync(MarkedForm form)
        {
            var (query, aggregate) = ($"/forms/{form.Key}/records/query", $"/forms/{form.Key}/records/aggregate");
            await CheckAsync(HttpMethod.Post, query, new { first = 1000, count = true });
            await CheckAsync(HttpMethod.Post, query, new { first = 1000, deleted = true });
            await CheckAsync(HttpMethod.Post, query, new { first = 1000, view = "all" });
            foreach (var moment in world.Moments) await CheckAsync(HttpMethod.Post, query, new { first = 1000, asOf = moment });
            foreach (var field in form.Fields)
            {
                await CheckAsync(HttpMethod.Post, query, new { first = 3, sort = new[] { field.Key } });
                await CheckAsync(HttpMethod.Post, query, new { first = 1000, select = new[] { field.Key } });
                await CheckAsync(HttpMethod.Post, aggregate, new { groupBy = new[] { field.Key } });
                foreach (var measure in new[] { "min", "max", "sum" })
                    await CheckAsync(HttpMethod.Post, aggregate, new JsonObject { ["groupBy"] = new JsonArray("id"), ["measures"] = new JsonArray(new JsonObject { [measure] = field.Key }) }.ToJsonString());
            }
        }

        /// <summary>Writes that change nothing, whose answers and refusals tell about records.</summary>
        private async Task WritesAsync(MarkedForm form)
        {
            foreach (var record in world.Records.Where(record => record.Form == form))
            {
                var path = $"/forms/{form.Key}/records/{record.Id}";
                await CheckAsync(HttpMethod.Patch, path, new { data = new { kind = "a" } }, ifMatch: "99");
                await CheckAsync(HttpMethod.Delete, path, null, ifMatch: "99");
                await CheckAsync(HttpMethod.Patch, path, new { data = new { kind = record.Kind } });
                await CheckAsync(HttpMethod.Patch, path, new { owner = record.Owner });
                await CheckAsync(HttpMethod.Post, path + "/revert", new { rev = 99 });
                await CheckAsync(HttpMethod.Post, path + "/reveal", new { field = "name", reason = "" });
                await CheckAsync(HttpMethod.Post, $"/forms/{form.Key}/records/batch", new { partial = true, update = new[] { new { id = record.Id, rev = 99, data = new { kind = "b" } } } });
                await CheckAsync(HttpMethod.Post, $"/forms/{form.Key}/records/batch", new { update = new[] { new { id = record.Id, data = new { kind = record.Kind } } } });
            }
            foreach (var field in form.Fields.Where(field => field.IsUnique))
            {
                foreach (var taken in world.Records.Where(record => record.Form == form).SelectMany(record => record.Cells.GetValueOrDefault(field.Key)?.Now ?? []))
                {
                    var refused = await client.PostAsync($"/forms/{form.Key}/records", new JsonObject { ["data"] = new JsonObject { [field.Key] = Marks.Value(field.Type, taken), ["kind"] = "none" } }.ToJsonString());
                    Assert.False(refused.Response.IsSuccessStatusCode, name);
                    Scan(refused, taken);
                }
            }
        }

        /// <summary>Who knows a value that is kept from them learns nothing by asking for it.</summary>
        private async Task GuessAsync()
        {
            foreach (var form in world.Forms.Where(form => reader.Rules.Any(rule => rule.Form == form && rule.Actions.Contains("read"))))
            {
                foreach (var field in form.Marked.Where(field => field.Type is not ("file" or "json" or "richText")))
                {
                    var hidden = world.Records.Where(record => record.Form == form)
                        .SelectMany(record => (record.Cells.GetValueOrDefault(field.Key)?.Now ?? []).Select(mark => (record, mark))).Where(each => !_shown.Contains(each.mark)).Take(2);
                    foreach (var (record, mark) in hidden)
                    {
                        await NothingAsync(form, mark, new JsonObject { ["search"] = mark }, mayBeRefused: false);
                        if (field.IsColumn) continue;
                        if (field.IsEncrypted && !reader.MayReveal(record, field)) await NothingAsync(form, mark, new JsonObject { ["filter"] = new JsonObject { [field.Key] = new JsonObject { ["endsWith"] = Tail(field, mark) } } }, mayBeRefused: true);
                        foreach (var by in field.Type is "number" or "currency" ? new[] { "eq", "gte" } : ["eq", "contains", "endsWith"])
                        {
                            if (by is "eq" && reader.MayReveal(record, field)) continue;
                            var value = by is "eq" ? Marks.Value(field.Type, mark) : by is "gte" ? Marks.Value("number", mark) : JsonValue.Create(mark);
                            var filter = new JsonObject { [field.Key] = new JsonObject { [by] = value } };
                            if (by is "gte") filter[field.Key]!["lte"] = value.DeepClone();
                            await NothingAsync(form, mark, new JsonObject { ["filter"] = filter }, mayBeRefused: true);
                        }
                    }
                }
            }
        }

        /// <summary>The last four letters or digits of a value.</summary>
        private static string Tail(MarkedField field, string mark) => field.Type is "email" ? "ecom" : mark[^4..];

        private async Task NothingAsync(MarkedForm form, string mark, JsonObject query, bool mayBeRefused)
        {
            query["count"] = true;
            var answer = await client.PostAsync($"/forms/{form.Key}/records/query", query.ToJsonString());
            if (mayBeRefused && answer.Status is HttpStatusCode.BadRequest) return;
            Assert.True(answer.Succeeded()["totalCount"].GetInt32() is 0, $"{name}\nfound by a value that is not to be seen: {query}\n{answer.Text}\n{Whose(mark)}\n{world.Describe(reader)}");
        }

        /// <summary>A value is revealed where a grant says so, and nowhere else.</summary>
        private async Task RevealAsync()
        {
            foreach (var (record, field) in world.Records.SelectMany(record => record.Form.Marked.Where(field => !field.IsColumn && record.Cells.ContainsKey(field.Key)).Select(field => (record, field))))
            {
                if (reader.SeesClear(record, field) || !(field.IsSensitive || reader.SeesMask(record, field))) continue;
                var answer = await client.PostAsync($"/forms/{record.Form.Key}/records/{record.Id}/reveal", new { field = field.Key, reason = "asked" });
                if (answer.Response.IsSuccessStatusCode) Assert.True(reader.MayReveal(record, field), $"{name}\nrevealed {Whose(record.Cells[field.Key].Now[0])}\n{world.Describe(reader)}");
                else Scan(answer);
            }
        }

        /// <summary>What the rules give is there: every record and every plain value, in the list and by itself.</summary>
        private async Task CompleteAsync()
        {
            foreach (var form in world.Forms.Where(form => reader.Rules.Any(rule => rule.Form == form && rule.Actions.Contains("read"))))
            {
                var items = (await client.QueryAsync(form.Key, new { first = 1000 }))["items"].EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!);
                foreach (var record in world.Records.Where(record => record.Form == form))
                {
                    var alone = await client.GetAsync($"/forms/{form.Key}/records/{record.Id}");
                    if (!alone.Response.IsSuccessStatusCode) Assert.False(items.ContainsKey(record.Id), $"{name}\n{record.Id} is in the list, not by itself");
                    if (!items.TryGetValue(record.Id, out var item)) continue;
                    Assert.True(reader.Sees(record), $"{name}\n{record.Id} is not to be seen\n{world.Describe(reader)}");
                    foreach (var field in form.Marked.Where(field => record.Cells.ContainsKey(field.Key) && field.Type is not "file"))
                    {
                        var isClear = reader.SeesClear(record, field);
                        foreach (var mark in record.Cells[field.Key].Now)
                            Assert.True(!isClear || item.GetRawText().Contains(mark, StringComparison.Ordinal), $"{name}\n{record.Id} lacks {field.Key}: {mark}\n{item}\n{world.Describe(reader)}");
                        if (isClear || field.IsColumn) continue;
                        Assert.True(item.GetProperty("data").TryGetProperty(field.Key, out _) == reader.SeesMask(record, field), $"{name}\n{record.Id} {field.Key}\n{item}\n{world.Describe(reader)}");
                    }
                }
                var missing = world.Records.Where(record => record.Form == form && reader.Sees(record) && !items.ContainsKey(record.Id)).ToList();
                foreach (var record in missing)
                    Assert.True(await IsDeletedAsync(record), $"{name}\n{record.Id} is to be seen and is not\n{world.Describe(reader)}");
            }
        }

        private async Task<bool> IsDeletedAsync(MarkedRecord record) =>
            (await client.GetAsync($"/forms/{record.Form.Key}/records/{record.Id}")) is var answer && (!answer.Response.IsSuccessStatusCode || answer["deletedAt"].ValueKind is not JsonValueKind.Null);

        private async Task CheckAsync(HttpMethod method, string path, object? body = null, string? ifMatch = null)
        {
            if (!_asked.Add($"{method} {path} {(body is string text ? text : JsonSerializer.Serialize(body))}")) return;
            var answer = await client.SendAsync(method, path, body, ifMatch);
            Assert.True((int)answer.Status < 500, $"{name}\n{answer.Request}: {answer.Text}");
            Scan(answer);
        }

        private void Scan(ApiAnswer answer, string? given = null)
        {
            var said = answer.Text + string.Join(' ', answer.Response.Headers.Concat(answer.Response.Content.Headers).SelectMany(header => header.Value));
            foreach (var mark in world.Marks.In(said).Where(mark => mark != given && !_shown.Contains(mark)))
                Assert.Fail($"{name}\n{answer.Request} told {Whose(mark)}\n{world.Describe(reader)}\n{answer.Text}");
        }

        private string Whose(string mark)
        {
            foreach (var form in world.Forms)
            {
                if (form.Fields.FirstOrDefault(field => field.Label == mark) is { } labelled) return $"{mark}: the label of {form.Key}.{labelled.Key}";
            }
            var (record, cell) = world.Records.SelectMany(record => record.Cells.Select(cell => (record, cell))).First(each => each.cell.Value.Now.Contains(mark) || each.cell.Value.Before.Contains(mark));
            return $"{mark}: {record.Form.Key} {record.Id} {cell.Key}, {(cell.Value.Now.Contains(mark) ? "now" : "before")}; kind {record.Kind}, owner {record.Owner}, client {record.Client?.Id} ({record.Client?.Kind}, {record.Client?.Owner})";
        }
    }
}
