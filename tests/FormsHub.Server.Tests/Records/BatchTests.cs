using System.Net;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Records;

/// <summary>Many records in one request: one change set, all or nothing unless partial.</summary>
public class BatchTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private ApiClient Admin => server.Administrator;
    private readonly string _form = "person" + Guid.CreateVersion7().ToString("N")[20..];

    public async ValueTask InitializeAsync() => await Admin.PublishFormAsync(RecordForms.Person(_form));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task All_operations_make_one_change_set()
    {
        var changed = (await Admin.CreateAsync(_form, new { name = "changed" })).GetProperty("id").GetString();
        var deleted = (await Admin.CreateAsync(_form, new { name = "deleted" })).GetProperty("id").GetString();
        var restored = (await Admin.CreateAsync(_form, new { name = "restored" })).GetProperty("id").GetString();
        (await Admin.DeleteAsync($"/forms/{_form}/records/{restored}")).Succeeded();

        var answer = await Admin.BatchAsync(_form, new
        {
            create = new[] { new { data = new { name = "new 1" } }, new { data = new { name = "new 2" } } },
            update = new[] { new { id = changed, rev = 1, data = new { age = 7 } } },
            delete = new[] { new { id = deleted } },
            restore = new[] { new { id = restored } },
        });

        var changeSet = answer["changeSet"].GetString();
        Assert.Equal(
            ["create 0 1", "create 1 1", "update 0 2", "delete 0 2", "restore 0 3"],
            answer["results"].EnumerateArray().Select(result => $"{result.GetProperty("op")} {result.GetProperty("index")} {result.GetProperty("rev")}"));
        var one = (await Admin.GetAsync($"/change-sets/{changeSet}")).Succeeded();
        Assert.Equal(5, one["records"].GetInt32());
    }

    [Fact]
    public async Task One_bad_item_refuses_all_and_is_named_by_its_index()
    {
        var refused = (await Admin.PostAsync($"/forms/{_form}/records/batch", new
        {
            create = new object[] { new { data = new { name = "good" } }, new { data = new { age = 1 } }, new { data = new { name = "bad", age = -1 } } },
        })).Refused(HttpStatusCode.BadRequest, "batch_refused");

        Assert.Equal(["/create/1/data/name", "/create/2/data/age"], refused["errors"].EnumerateArray().Select(error => error.GetProperty("path").GetString()));
        Assert.Empty((await Admin.QueryAsync(_form))["items"].EnumerateArray());
    }

    [Fact]
    public async Task A_partial_batch_writes_what_is_right()
    {
        var answer = await Admin.BatchAsync(_form, new
        {
            partial = true,
            create = new object[]
            {
                new { data = new { name = "a", code = "1" } }, new { data = new { age = 1 } },
                new { data = new { name = "b", code = "1" } }, new { data = new { name = "c", code = "2" } },
            },
        });

        var results = answer["results"].EnumerateArray().ToList();
        Assert.Equal([true, false, false, true], results.Select(result => result.TryGetProperty("rev", out _)));
        Assert.Equal("not_unique", results[2].GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal(2, (await Admin.QueryAsync(_form))["items"].GetArrayLength());
    }

    [Fact]
    public async Task Ten_thousand_records_go_in_at_once()
    {
        var answer = await Admin.BatchAsync(_form, new
        {
            create = Enumerable.Range(0, 10_000).Select(i => new { data = new { name = $"人员 {i}", code = $"n{i}", age = i % 100 } }),
        });

        Assert.Equal(10_000, answer["results"].GetArrayLength());
        Assert.Equal(10_000, (await Admin.QueryAsync(_form, new { count = true, first = 1 }))["totalCount"].GetInt32());
    }

    [Fact]
    public async Task Records_swap_their_unique_values()
    {
        var (a, b, c) = (await WithCodeAsync("x"), await WithCodeAsync("y"), await WithCodeAsync("z"));

        var answer = await Admin.BatchAsync(_form, new
        {
            create = new[] { new { data = new { name = "takes z", code = "z" } } },
            update = new[] { Code(a, "y"), Code(b, "x"), Code(c, "w") },
        });

        Assert.Equal(["y", "x", "w"], await CodesAsync(a, b, c));
        var change = Assert.Single((await Admin.GetAsync($"/forms/{_form}/records/{a}/revisions")).Succeeded()["items"][0].GetProperty("changes").EnumerateArray());
        Assert.Equal(("x", "y"), (change.GetProperty("before").GetString(), change.GetProperty("after").GetString()));
        (await Admin.PostAsync($"/change-sets/{answer["changeSet"]}/undo")).Succeeded();
        Assert.Equal(["x", "y", "z"], await CodesAsync(a, b, c));
    }

    [Fact]
    public async Task A_value_that_somebody_else_keeps_refuses_only_who_wants_it()
    {
        var (a, b, c) = (await WithCodeAsync("x"), await WithCodeAsync("y"), await WithCodeAsync("z"));

        var refused = (await Admin.PostAsync($"/forms/{_form}/records/batch", new { update = new[] { Code(a, "y"), Code(b, "z") } }))
            .Refused(HttpStatusCode.BadRequest, "batch_refused");
        var twice = (await Admin.PostAsync($"/forms/{_form}/records/batch", new { update = new[] { Code(a, "y"), Code(b, "x"), Code(c, "x") } }))
            .Refused(HttpStatusCode.BadRequest, "batch_refused");
        var stays = (await Admin.PostAsync($"/forms/{_form}/records/batch", new { update = new object[] { Code(a, "y"), new { id = b, data = new { age = 7 } } } }))
            .Refused(HttpStatusCode.BadRequest, "batch_refused");
        var partial = await Admin.BatchAsync(_form, new { partial = true, update = new[] { Code(a, "y"), Code(b, "z") } });

        Assert.Equal(["/update/1/data/code not_unique"], Errors(refused));
        Assert.Equal(["/update/2/data/code not_unique"], Errors(twice));
        Assert.Equal(["/update/0/data/code not_unique"], Errors(stays));
        Assert.All(partial["results"].EnumerateArray(), result => Assert.Equal("not_unique", result.GetProperty("errors")[0].GetProperty("code").GetString()));
        Assert.Equal(["x", "y", "z"], await CodesAsync(a, b, c));

        static IEnumerable<string> Errors(ApiAnswer answer) => answer["errors"].EnumerateArray().Select(error => $"{error.GetProperty("path")} {error.GetProperty("code")}");
    }

    [Fact]
    public async Task Racing_swaps_leave_each_value_once()
    {
        var records = new List<string>();
        for (var i = 0; i < 6; i++) records.Add(await WithCodeAsync($"s{i}"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; i < 6; i++)
            {
                var (left, right) = ((writer + i) % 6, (writer + (2 * i) + 1) % 6);
                if (left == right) continue;
                var codes = await CodesAsync(records[left], records[right]);
                var answer = await Admin.PostAsync($"/forms/{_form}/records/batch", new { update = new[] { Code(records[left], codes[1]), Code(records[right], codes[0]) } });
                Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.Conflict, answer.Json.ToString());
            }
        }));

        Assert.Equal(Enumerable.Range(0, 6).Select(i => $"s{i}"), (await CodesAsync([.. records])).Order());
    }

    [Fact]
    public async Task A_restore_brings_back_what_the_cascade_took_along()
    {
        var source = _form + "Ref";
        await Admin.PublishFormAsync(RecordForms.Referring(source, _form, "cascade"));
        var boss = (await Admin.CreateAsync(_form, new { name = "boss" })).GetProperty("id").GetString()!;
        var along = (await Admin.CreateAsync(source, new { name = "along", boss })).GetProperty("id").GetString()!;
        var other = (await Admin.CreateAsync(source, new { name = "other", boss })).GetProperty("id").GetString()!;
        (await Admin.DeleteAsync($"/forms/{source}/records/{other}")).Succeeded();
        (await Admin.DeleteAsync($"/forms/{_form}/records/{boss}")).Succeeded();

        var answer = await Admin.BatchAsync(_form, new { restore = new[] { new { id = boss } } });

        Assert.Equal([boss, along], answer["results"].EnumerateArray().Select(result => result.GetProperty("id").GetString()));
        (await Admin.GetAsync($"/forms/{source}/records/{along}")).Succeeded();
        (await Admin.GetAsync($"/forms/{source}/records/{other}")).Refused(HttpStatusCode.NotFound, "record_not_found");
    }

    private async Task<string> WithCodeAsync(string code) => (await Admin.CreateAsync(_form, new { name = code, code })).GetProperty("id").GetString()!;

    private static object Code(string id, string code) => new { id, data = new { code } };

    private async Task<List<string>> CodesAsync(params string[] ids)
    {
        var codes = new List<string>();
        foreach (var id in ids) codes.Add((await Admin.ReadAsync(_form, id)).GetProperty("data").GetProperty("code").GetString()!);
        return codes;
    }

    [Fact]
    public async Task The_same_record_twice_is_refused()
    {
        var id = (await Admin.CreateAsync(_form, new { name = "a" })).GetProperty("id").GetString();

        (await Admin.PostAsync($"/forms/{_form}/records/batch", new
        {
            update = new[] { new { id, data = new { age = 1 } }, new { id, data = new { age = 2 } } },
        })).Refused(HttpStatusCode.BadRequest);

        Assert.Equal(1, (await Admin.ReadAsync(_form, id!)).GetProperty("rev").GetInt32());
    }
}
