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
