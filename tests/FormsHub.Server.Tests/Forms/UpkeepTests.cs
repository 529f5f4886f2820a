using System.Text.Json;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Forms;

/// <summary>What a publication leaves over is done in the background, through the whole server.</summary>
public class UpkeepTests(TestServer server) : IClassFixture<TestServer>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_are_carried_over_into_a_new_type_and_none_is_lost()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""
            {"key": "carried", "fields": [{"key": "amount", "type": "text"}, {"key": "lines", "type": "table", "fields": [{"key": "price", "type": "text"}]},
             {"key": "double", "type": "formula", "expression": "LEN(amount) * 2", "result": "number"}]}
            """);
        var good = await api.CreateAsync("carried", """{"amount": "12.50", "lines": [{"price": "3"}, {"price": "three"}]}""");
        var bad = await api.CreateAsync("carried", """{"amount": "a dozen"}""");
        var binned = (await api.CreateAsync("carried", """{"amount": "7"}""")).GetProperty("id").GetString()!;
        (await api.DeleteAsync($"/forms/carried/records/{binned}")).Succeeded();
        await api.PutAsync("/forms/carried/draft", """
            {"key": "carried", "fields": [{"id": "f1", "key": "amount", "type": "number"},
             {"id": "f2", "key": "lines", "type": "table", "fields": [{"id": "f3", "key": "price", "type": "currency"}]},
             {"id": "f4", "key": "double", "type": "formula", "expression": "amount * 2", "result": "number"}]}
            """);

        var published = await api.PublishAsync("carried");
        await DoneAsync(api, "carried");

        Assert.Equal(2, published["records"].GetProperty("lossy").GetInt32());
        var carried = await api.ReadAsync("carried", good.GetProperty("id").GetString()!);
        var data = carried.GetProperty("data");
        Assert.Equal(12.5m, data.GetProperty("amount").GetDecimal());
        Assert.Equal(25m, data.GetProperty("double").GetDecimal());
        Assert.Equal(3m, data.GetProperty("lines")[0].GetProperty("price").GetDecimal());
        Assert.False(data.GetProperty("lines")[1].TryGetProperty("price", out var price) && price.ValueKind is not JsonValueKind.Null);
        var left = (await api.ReadAsync("carried", bad.GetProperty("id").GetString()!)).GetProperty("data");
        Assert.False(left.TryGetProperty("amount", out var amount) && amount.ValueKind is not JsonValueKind.Null);
        Assert.Equal(1L, await CountAsync("select count(*) from records where data->>'f1' = 'a dozen'"));
        Assert.True(carried.GetProperty("rev").GetInt32() > 1);
        (await api.PostAsync($"/forms/carried/records/{binned}/restore")).Succeeded();
        var back = (await api.ReadAsync("carried", binned)).GetProperty("data");
        Assert.Equal((7m, 14m), (back.GetProperty("amount").GetDecimal(), back.GetProperty("double").GetDecimal()));
    }

    [Fact]
    public async Task Records_are_titled_anew_when_the_form_says_so_also_in_the_bin_and_without_a_revision()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""
            {"key": "titled", "titleField": "name", "fields": [{"key": "name", "type": "text"},
             {"key": "kind", "type": "select", "options": [{"key": "a", "label": "Old"}, {"key": "b", "label": "Bold"}]}]}
            """);
        await api.PublishFormAsync("""{"key": "pointing", "fields": [{"key": "to", "type": "reference", "target": "titled"}]}""");
        var kept = (await api.CreateAsync("titled", """{"name": "N", "kind": "a"}""")).GetProperty("id").GetString()!;
        var binned = (await api.CreateAsync("titled", """{"name": "M", "kind": "b"}""")).GetProperty("id").GetString()!;
        (await api.DeleteAsync($"/forms/titled/records/{binned}")).Succeeded();
        var pointing = (await api.CreateAsync("pointing", new { to = kept })).GetProperty("id").GetString()!;

        await ChangeAsync("kind", "Old");
        Assert.Equal(("Old", "Bold"), await TitlesAsync());
        await ChangeAsync("kind", "New");
        Assert.Equal(("New", "Bold"), await TitlesAsync());

        var record = await api.ReadAsync("titled", kept);
        Assert.Equal(1, record.GetProperty("rev").GetInt32());
        Assert.Equal("New", (await api.ReadAsync("pointing", pointing)).GetProperty("data").GetProperty("to").GetProperty("title").GetString());

        async Task ChangeAsync(string titleField, string label)
        {
            (await api.PutAsync("/forms/titled/draft", $$"""
                {"key": "titled", "titleField": "{{titleField}}", "fields": [{"id": "f1", "key": "name", "type": "text"},
                 {"id": "f2", "key": "kind", "type": "select", "options": [{"key": "a", "label": "{{label}}"}, {"key": "b", "label": "Bold"}]}]}
                """)).Succeeded();
            var published = await api.PublishAsync("titled");
            Assert.Contains(published["changes"].EnumerateArray(), change => change.GetProperty("code").GetString() is "title_changed");
            await DoneAsync(api, "titled");
        }

        async Task<(string?, string?)> TitlesAsync() => (
            (await api.ReadAsync("titled", kept)).GetProperty("title").GetString(),
            Assert.Single((await api.GetAsync("/recycle-bin?form=titled")).Succeeded()["items"].EnumerateArray()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_formula_that_is_added_is_computed_for_the_records_that_are_there_valid_or_not()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "computed", "fields": [{"key": "n", "type": "number"}]}""");
        var record = await api.CreateAsync("computed", """{"n": 21}""");
        await api.PutAsync("/forms/computed/draft", """
            {"key": "computed", "fields": [{"id": "f1", "key": "n", "type": "number", "max": 5},
             {"key": "twice", "type": "formula", "expression": "n * 2", "result": "number"}]}
            """);

        var published = await api.PublishAsync("computed");
        await DoneAsync(api, "computed");

        Assert.Equal(1, published["records"].GetProperty("invalid").GetInt32());
        Assert.Equal(42m, (await api.ReadAsync("computed", record.GetProperty("id").GetString()!)).GetProperty("data").GetProperty("twice").GetDecimal());
    }

    [Fact]
    public async Task Indexes_of_a_large_form_are_made_and_dropped_while_it_is_used()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "large", "fields": [{"key": "n", "type": "number"}, {"key": "t", "type": "text"}]}""");
        await RunAsync("""
            insert into records (form, id, rev, version, title, created_at, updated_at, data, search, grams)
            select (select number from forms where key = 'large'), gen_random_uuid(), 1, 1, '', now(), now(),
              jsonb_build_object('f1', n, 'f2', 'text ' || n), '', '{}' from generate_series(1, 12000) n
            """);
        await api.PutAsync("/forms/large/draft", """
            {"key": "large", "fields": [{"key": "n", "type": "number", "indexed": true}, {"key": "t", "type": "text", "unique": true}]}
            """);

        await api.PublishAsync("large");
        await DoneAsync(api, "large");

        Assert.Equal(["eq ready", "unique ready"], await IndexesAsync(api, "large"));
        Assert.Equal(2L, await CountAsync("select count(*) from pg_index where indisvalid and indexrelid::regclass::text ~ ('records_' || (select number from forms where key = 'large') || '_f[12]_')"));
        await api.PutAsync("/forms/large/draft", """{"key": "large", "fields": [{"key": "n", "type": "number"}, {"key": "t", "type": "text"}]}""");
        await api.PublishAsync("large");
        await DoneAsync(api, "large");
        Assert.Empty(await IndexesAsync(api, "large"));
        Assert.Equal(0L, await CountAsync("select count(*) from form_indexes where form = (select number from forms where key = 'large')"));
    }

    [Fact]
    public async Task A_unique_index_that_failed_is_made_when_the_doubles_are_gone()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "doubles", "fields": [{"key": "t", "type": "text"}]}""");
        await api.CreateAsync("doubles", """{"t": "a"}""");
        var second = await api.CreateAsync("doubles", """{"t": "a"}""");
        await api.PutAsync("/forms/doubles/draft", """{"key": "doubles", "fields": [{"key": "t", "type": "text", "unique": true}]}""");
        var published = await api.PublishAsync("doubles");
        Assert.Equal(2, published["records"].GetProperty("invalid").GetInt32());
        Assert.Equal(["unique failed"], await IndexesAsync(api, "doubles"));

        await api.PatchAsync($"/forms/doubles/records/{second.GetProperty("id")}", """{"data": {"t": "b"}}""");
        await RunAsync("update form_indexes set changed_at = now() - interval '2 minutes' where state = 'failed'");

        for (var i = 0; i < 100 && (await IndexesAsync(api, "doubles"))[0] is not "unique ready"; i++) await Task.Delay(100, Ct);
        Assert.Equal(["unique ready"], await IndexesAsync(api, "doubles"));
        Assert.Equal(400, (int)(await api.PostAsync("/forms/doubles/records", """{"data": {"t": "b"}}""")).Status);
    }

    [Fact]
    public async Task A_publication_does_not_wait_for_the_index_of_a_large_form_and_no_double_is_written_until_it_is_made()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "slow", "fields": [{"key": "n", "type": "number"}, {"key": "t", "type": "text"}]}""");
        await RunAsync("""
            insert into records (form, id, rev, version, title, created_at, updated_at, data, search, grams)
            select (select number from forms where key = 'slow'), gen_random_uuid(), 1, 1, '', now(), now(),
              jsonb_build_object('f1', n, 'f2', 'text ' || n), '', '{}' from generate_series(1, 12000) n
            """);
        var renamed = (await api.CreateAsync("slow", """{"n": -1, "t": "renamed"}""")).GetProperty("id").GetString();
        await api.PutAsync("/forms/slow/draft", """
            {"key": "slow", "fields": [{"key": "n", "type": "number", "unique": true}, {"key": "t", "type": "text", "unique": true}]}
            """);
        var table = $"records_{await CountAsync("select number from forms where key = 'slow'")}";

        // An index that is made beside the use of a table waits for every transaction that has written to it; writers do not.
        await using (var connection = await server.Database.Source.OpenConnectionAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await using var hold = new Npgsql.NpgsqlCommand($"lock table {table} in row exclusive mode", connection, transaction);
            await hold.ExecuteNonQueryAsync(Ct);

            var published = await api.PublishAsync("slow");
            Assert.Equal(2, published["version"].GetInt32());
            Assert.DoesNotContain("unique ready", await IndexesAsync(api, "slow"));

            (await api.PostAsync("/forms/slow/records", """{"data": {"n": 20000, "t": "text 7"}}""")).Refused(System.Net.HttpStatusCode.BadRequest, "invalid_record");
            (await api.PostAsync("/forms/slow/records", """{"data": {"n": 7.0}}""")).Refused(System.Net.HttpStatusCode.BadRequest, "invalid_record");
            (await api.PatchAsync($"/forms/slow/records/{renamed}", """{"data": {"t": "text 8"}}""")).Refused(System.Net.HttpStatusCode.BadRequest, "invalid_record");
            (await api.PatchAsync($"/forms/slow/records/{renamed}", """{"data": {"n": -2}}""")).Succeeded();
            (await api.PostAsync("/forms/slow/records/batch", new { create = Enumerable.Range(0, 100).Select(i => new { data = new { n = 30_000 + i, t = $"text {11_990 + i}" } }) }))
                .Refused(System.Net.HttpStatusCode.BadRequest, "batch_refused");

            var racing = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => api.PostAsync("/forms/slow/records", new { data = new { n = 40_000 + i, t = $"new {i % 4}" } })));
            Assert.Equal(4, racing.Count(answer => answer.Status is System.Net.HttpStatusCode.Created));
            await transaction.RollbackAsync(Ct);
        }

        await DoneAsync(api, "slow");
        Assert.Equal(["unique ready", "unique ready"], await IndexesAsync(api, "slow"));
        (await api.PostAsync("/forms/slow/records", """{"data": {"t": "new 0"}}""")).Refused(System.Net.HttpStatusCode.BadRequest, "invalid_record");
    }

    [Fact]
    public async Task While_doubles_keep_a_unique_index_from_being_made_no_new_ones_are_written()
    {
        var api = server.Administrator;
        await api.PublishFormAsync("""{"key": "unmended", "fields": [{"key": "t", "type": "text"}]}""");
        await RunAsync("""
            insert into records (form, id, rev, version, title, created_at, updated_at, data, search, grams)
            select (select number from forms where key = 'unmended'), gen_random_uuid(), 1, 1, '', now(), now(),
              jsonb_build_object('f1', 'text ' || n / 2), '', '{}' from generate_series(1, 12000) n
            """);
        await api.PutAsync("/forms/unmended/draft", """{"key": "unmended", "fields": [{"key": "t", "type": "text", "unique": true}]}""");
        await api.PublishAsync("unmended");
        for (var i = 0; i < 200 && (await IndexesAsync(api, "unmended"))[0] is not "unique failed"; i++) await Task.Delay(50, Ct);

        (await api.PostAsync("/forms/unmended/records", """{"data": {"t": "text 7"}}""")).Refused(System.Net.HttpStatusCode.BadRequest, "invalid_record");
        await api.CreateAsync("unmended", """{"t": "text -7"}""");
        await RunAsync("update records set data = data || jsonb_build_object('f1', id::text) where form = (select number from forms where key = 'unmended')");
        await RunAsync("update form_indexes set changed_at = now() - interval '2 minutes' where state = 'failed'");
        for (var i = 0; i < 200 && (await IndexesAsync(api, "unmended"))[0] is not "unique ready"; i++) await Task.Delay(50, Ct);

        Assert.Equal(["unique ready"], await IndexesAsync(api, "unmended"));
        for (var i = 0; i < 100 && await CountAsync("select count(*) from pg_class where relname ~ '_doubles$'") is not 0L; i++) await Task.Delay(50, Ct);
        Assert.Equal(0L, await CountAsync("select count(*) from pg_class where relname ~ '_doubles$'"));
    }

    private static async Task<List<string>> IndexesAsync(ApiClient api, string form) =>
        [.. (await api.GetAsync($"/forms/{form}/indexes"))["items"].EnumerateArray().Select(index => $"{index.GetProperty("kind")} {index.GetProperty("state")}").Order()];

    private async Task DoneAsync(ApiClient api, string form)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await CountAsync($"select count(*) from form_indexes where form = (select number from forms where key = '{form}') and state <> 'ready'") is 0L) return;
            await Task.Delay(50, Ct);
        }
        Assert.Fail((await api.GetAsync($"/forms/{form}/indexes")).Json.ToString());
    }

    private async Task<object?> CountAsync(string sql)
    {
        await using var command = server.Database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Ct);
    }

    private async Task RunAsync(string sql)
    {
        await using var command = server.Database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
