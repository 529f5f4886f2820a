using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Graph;
using FormsHub.Server.GraphQL.Subscriptions;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.People;
using FormsHub.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>Subscriptions to the changes of records, at the place where the transports take them. In texts § stands for what makes the names of a test's forms its own.</summary>
public sealed class SubscriptionTests(TestServer server) : IClassFixture<TestServer>, IAsyncLifetime
{
    private const string All = "subscription { contact§Changed { op id rev by { displayName } changeSet fields before { name city } after { name city } } }";

    private readonly string _own = Guid.CreateVersion7().ToString("N")[20..];

    /// <summary>What subscriptions were asked to note.</summary>
    private readonly List<string> _noted = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ApiClient Admin => server.Administrator;
    private string Contacts => "contact" + _own;

    public async ValueTask InitializeAsync() => await Admin.PublishFormAsync(Own("""
        {"key": "contact§", "plural": "contacts§", "title": {"en": "Contact"}, "titleField": "name", "fields": [
          {"key": "name", "type": "text", "label": {"en": "Name"}}, {"key": "city", "type": "text", "label": {"en": "City"}},
          {"key": "phone", "type": "phone", "label": {"en": "Phone"}, "defaultRegion": "CN"}, {"key": "salary", "type": "number", "label": {"en": "Salary"}},
          {"key": "hello", "type": "formula", "label": {"en": "Hello"}, "expression": "CONCAT('Hi ', name)", "result": "text"}]}
        """));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_operation_is_told_with_what_was_before_and_what_is_after()
    {
        await using var follower = await FollowAsync(All);

        var id = await CreateAsync(new { name = "Li", city = "east" });
        await Admin.PatchAsync(Record(id), """{"data": {"city": "west"}}""");
        Assert.Equal("INSERT 1 [name, city, hello] - Li west", Short(await follower.NextAsync()));
        Assert.Equal("UPDATE 2 [city] Li east Li west", Short(await follower.NextAsync()));
        (await Admin.DeleteAsync(Record(id))).Succeeded();
        Assert.Equal("DELETE 3 [] Li west -", Short(await follower.NextAsync()));
        (await Admin.PostAsync(Record(id) + "/restore")).Succeeded();
        Assert.Equal("RESTORE 4 [] - Li west", Short(await follower.NextAsync()));
        (await Admin.PostAsync(Record(id) + "/revert", new { rev = 1 })).Succeeded();

        var reverted = await follower.NextAsync();

        Assert.Equal("UPDATE 5 [city] Li west Li east", Short(reverted));
        Assert.Equal(id, reverted.GetProperty("id").GetString());
        Assert.NotEqual(JsonValueKind.Null, reverted.GetProperty("by").ValueKind);
    }

    [Fact]
    public async Task A_filter_lets_through_what_meets_it_before_or_after()
    {
        await using var follower = await FollowAsync("""subscription { contact§Changed(where: {city: {eq: "east"}}) { op rev fields before { name city } after { name city } } }""");

        await CreateAsync(new { name = "Far", city = "west" });
        var id = await CreateAsync(new { name = "Li", city = "east" });
        Assert.Equal("INSERT 1 [name, city, hello] - Li east", Short(await follower.NextAsync()));
        await PatchAsync(id, """{"data": {"city": "west"}}""");
        Assert.Equal("UPDATE 2 [city] Li east Li west", Short(await follower.NextAsync()));
        await PatchAsync(id, """{"data": {"name": "Unheard"}}""");
        await PatchAsync(id, """{"data": {"city": "east"}}""");
        Assert.Equal("UPDATE 4 [city] Unheard west Unheard east", Short(await follower.NextAsync()));
        (await Admin.DeleteAsync(Record(id))).Succeeded();

        Assert.Equal("DELETE 5 [] Unheard east -", Short(await follower.NextAsync()));
    }

    [Fact]
    public async Task Rights_decide_for_each_event_what_is_told()
    {
        var agent = await RoleAsync("""["read", "viewHistory"]""", """{"city": {"eq": "east"}}""", """{"*": "read", "salary": "hidden", "phone": "masked"}""");
        await using var follower = await FollowAsync("subscription { contact§Changed { op rev by { id } fields before { name city phone } after { name city phone } } }", agent);

        await CreateAsync(new { name = "Far", city = "west" });
        var id = await CreateAsync(new { name = "Li", city = "east", phone = "13800138000", salary = 5 });
        var made = await follower.NextAsync();
        Assert.Equal("INSERT 1 [name, city, phone, hello] - Li east", Short(made));
        Assert.Equal("138****8000", made.GetProperty("after").GetProperty("phone").GetString());
        await PatchAsync(id, """{"data": {"salary": 6, "name": "Li Lei"}}""");
        Assert.Equal("UPDATE 2 [name, hello] Li east Li Lei east", Short(await follower.NextAsync()));
        await PatchAsync(id, """{"data": {"city": "west", "salary": 7}}""");

        var left = await follower.NextAsync();

        Assert.Equal("UPDATE 3 [] - -", Short(left));
        Assert.Equal(JsonValueKind.Null, left.GetProperty("by").ValueKind);
        await PatchAsync(id, """{"data": {"name": "Unseen"}}""");
        await PatchAsync(id, """{"data": {"city": "east"}}""");
        Assert.Equal("UPDATE 5 [city] Unseen west Unseen east", Short(await follower.NextAsync()));
    }

    [Fact]
    public async Task Who_may_not_see_the_history_is_not_told_what_was_before()
    {
        var reader = await RoleAsync("""["read"]""", "null", """{"*": "read"}""");
        await using var follower = await FollowAsync(All, reader);
        var id = await CreateAsync(new { name = "Li", city = "east" });
        await follower.NextAsync();

        await PatchAsync(id, """{"data": {"city": "west"}}""");
        Assert.Equal("UPDATE 2 [city] - Li west", Short(await follower.NextAsync()));
        (await Admin.DeleteAsync(Record(id))).Succeeded();

        Assert.Equal("DELETE 3 [] - -", Short(await follower.NextAsync()));
    }

    [Fact]
    public async Task Going_on_from_long_ago_is_no_way_around_the_history()
    {
        var (reader, historian) = (await RoleAsync("""["read"]""", "null", """{"*": "read"}"""), await RoleAsync("""["read", "viewHistory"]""", "null", """{"*": "read"}"""));
        var since = (await Admin.BatchAsync(Contacts, new { create = new[] { new { data = new { name = "n0" } } } }))["changeSet"].GetString();
        var id = await CreateAsync(new { name = "Li", city = "once" });
        await PatchAsync(id, """{"data": {"city": "now"}}""");

        foreach (var city in (string[])["once", "never"])
        {
            await using var asking = await FollowAsync(Since(city), reader);
            Assert.Equal("INSERT 1 [] - Li now", Short(await asking.NextAsync()));
            Assert.Equal("UPDATE 2 [] - Li now", Short(await asking.NextAsync()));
        }
        await using var knowing = await FollowAsync(Since("once"), historian);
        Assert.Equal("INSERT 1 [name, city, hello] - Li now", Short(await knowing.NextAsync()));
        Assert.Equal("UPDATE 2 [city] Li once Li now", Short(await knowing.NextAsync()));
        await using var following = await FollowAsync(Since("once"), reader);
        await following.NextAsync();
        await following.NextAsync();
        await PatchAsync(id, """{"data": {"name": "Unheard"}}""");
        await PatchAsync(id, """{"data": {"city": "once"}}""");
        Assert.Equal("UPDATE 4 [city] - Unheard once", Short(await following.NextAsync()));

        string Since(string city) => $$$"""subscription { contact§Changed(where: {city: {eq: "{{{city}}}"}}, since: "{{{since}}}") { op rev fields before { name city } after { name city } } }""";
    }

    [Fact]
    public async Task Who_loses_the_right_or_the_account_is_told_nothing_more()
    {
        var (first, second) = (await RoleAsync("""["read"]""", "null", """{"*": "read"}"""), await RoleAsync("""["read"]""", "null", """{"*": "read"}"""));
        await using var narrowed = await FollowAsync(All, first);
        await using var disabled = await FollowAsync(All, second);
        await CreateAsync(new { name = "Li", city = "east" });
        await narrowed.NextAsync();
        await disabled.NextAsync();

        (await Admin.PatchAsync($"/users/{first}", new { roles = Array.Empty<string>() })).Succeeded();
        (await Admin.PatchAsync($"/users/{second}", new { disabled = true })).Succeeded();
        await CreateAsync(new { name = "Secret", city = "east" });

        Assert.Equal("subscription_outdated", await narrowed.EndAsync());
        Assert.Equal("session_ended", await disabled.EndAsync());
    }

    [Fact]
    public async Task A_form_published_anew_is_followed_on()
    {
        await using var follower = await FollowAsync("subscription { contact§Changed { op rev fields after { name city } } }");
        var definition = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>((await Admin.GetAsync($"/forms/{Contacts}/draft")).Succeeded().Json.GetRawText())!;
        definition["title"] = JsonElement.Parse("""{"en": "Other"}""");
        (await Admin.PutAsync($"/forms/{Contacts}/draft", JsonSerializer.Serialize(definition))).Succeeded();
        await Admin.PublishAsync(Contacts);

        await CreateAsync(new { name = "Li", city = "east" });

        Assert.Equal("INSERT 1 [name, city, hello] - Li east", Short(await follower.NextAsync()));
    }

    [Fact]
    public async Task A_change_on_one_server_is_told_on_another_also_while_its_news_are_cut_off()
    {
        var second = await server.StartSiblingAsync();
        await using var _ = second;
        await using var follower = await FollowAsync("subscription { contact§Changed { op rev fields after { name city } } }", at: second);

        for (var i = 0; i < 6; i++)
        {
            if (i is 2 or 4)
            {
                await using var command = server.Database.Source.CreateCommand(
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and query like 'listen formshub_changes%'");
                await command.ExecuteNonQueryAsync(Ct);
            }
            await CreateAsync(new { name = $"n{i}", city = "east" });
        }

        for (var i = 0; i < 6; i++) Assert.Equal($"INSERT 1 [name, city, hello] - n{i} east", Short(await follower.NextAsync()));
    }

    [Fact]
    public async Task A_subscription_goes_on_after_a_change_set_without_gap_or_double()
    {
        await using var first = await FollowAsync(All);
        await CreateAsync(new { name = "n0", city = "east" });
        var known = (await first.NextAsync()).GetProperty("changeSet").GetString();
        for (var i = 1; i <= 20; i++) await CreateAsync(new { name = $"n{i}", city = "east" });

        var writing = Task.Run(async () =>
        {
            for (var i = 21; i <= 40; i++) await CreateAsync(new { name = $"n{i}", city = "east" });
        }, Ct);
        await using var follower = await FollowAsync(All.Replace("Changed {", $"Changed(since: \"{known}\") {{", StringComparison.Ordinal));
        await writing;
        var names = new List<string?>();
        for (var i = 1; i <= 40; i++) names.Add((await follower.NextAsync()).GetProperty("after").GetProperty("name").GetString());
        await CreateAsync(new { name = "last", city = "east" });

        Assert.Equal(Enumerable.Range(1, 40).Select(i => $"n{i}"), names);
        Assert.Equal("last", (await follower.NextAsync()).GetProperty("after").GetProperty("name").GetString());
    }

    [Fact]
    public async Task What_cannot_be_gone_on_from_is_refused()
    {
        var unknown = Guid.CreateVersion7().ToString();

        var (_, errors) = await SubscribeAsync(server, $$"""subscription { contact§Changed(since: "{{unknown}}") { id } }""", await AdminIdAsync());

        Assert.Equal("unknown_since", errors.Single().Extensions!["code"]);
    }

    [Fact]
    public async Task Who_has_missed_more_than_is_told_reads_the_records_again()
    {
        var since = (await Admin.BatchAsync(Contacts, new { create = new[] { new { data = new { name = "n0" } } } }))["changeSet"].GetString();
        var (admin, document) = (await AdminIdAsync(), $$"""subscription { contact§Changed(since: "{{since}}") { id } }""");
        await using var write = server.Database.Source.CreateCommand(
            "insert into change_sets (id, at, via, summary, forms, records) select gen_random_uuid(), now(), 'job', '{}', '{}', 0 from generate_series(1, 10001)");
        await write.ExecuteNonQueryAsync(Ct);

        // Up to where it counts as missed is where the server has read the log, which it does at its own pace while somebody subscribes.
        IReadOnlyList<GraphQLError> errors = [];
        for (var tries = 0; errors.Count is 0; tries++)
        {
            Assert.InRange(tries, 0, 200);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            (_, errors) = await SubscribeAsync(server, document, admin, stop.Token);
            await stop.CancelAsync();
            await Task.Delay(50, Ct);
        }

        Assert.Equal("too_much_missed", errors.Single().Extensions!["code"]);
    }

    [Fact]
    public async Task A_transaction_that_took_long_is_told_although_later_ones_came_before_it()
    {
        await using var follower = await FollowAsync("subscription { contact§Changed { op rev fields after { name city } } }");
        var changes = server.Services.GetRequiredService<FormsHub.Storage.Records.ChangeLog>();
        var id = await CreateAsync(new { name = "slow", city = "east" });
        await follower.NextAsync();
        await using var connection = await server.Database.Source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using (var write = connection.CreateCommand())
        {
            // The id of the change set is older than those that are written meanwhile.
            write.CommandText = """
                with form as (select number from forms where key = $1), made as (
                  insert into change_sets (id, at, via, summary, forms, records) select $2, now(), 'job', '{}', array[number], 1 from form returning id)
                insert into revisions (form, record, rev, at, op, change_set, version, changes) select number, $3, 2, now(), 'update', $2, 1, '{"f2": ["east", "east"]}' from form, made
                """;
            write.Parameters.Add(new() { Value = Contacts });
            write.Parameters.Add(new() { Value = Guid.CreateVersion7(DateTimeOffset.UnixEpoch) });
            write.Parameters.Add(new() { Value = Guid.Parse(id) });
            await write.ExecuteNonQueryAsync(Ct);
        }
        await CreateAsync(new { name = "quick", city = "east" });
        Assert.Equal("INSERT 1 [name, city, hello] - quick east", Short(await follower.NextAsync()));

        await transaction.CommitAsync(Ct);
        await changes.TellAsync(Ct);

        Assert.Equal("UPDATE 2 [city] - slow east", Short(await follower.NextAsync()));
    }

    [Fact]
    public async Task Who_does_not_take_what_comes_is_told_where_to_go_on()
    {
        var feed = server.Services.GetRequiredService<ChangeFeed>();
        // Those of other tests whose connections are about to be found closed.
        for (var tries = 0; feed.Count > 0 && tries < 300; tries++) await Task.Delay(100, Ct);
        await using var follower = await FollowAsync("subscription { contact§Changed { changeSet } }");
        var last = "";
        for (var batch = 0; feed.Count > 0; batch++)
        {
            Assert.True(batch < 100);
            last = (await Admin.BatchAsync(Contacts, new { create = Enumerable.Range(0, 200).Select(i => new { data = new { name = $"b{batch} {i}" } }) }))["changeSet"].GetString()!;
            if (batch is not 0) continue;
            Assert.Equal(last, (await follower.NextAsync()).GetProperty("changeSet").GetString());
        }
        var told = new HashSet<string>();
        JsonElement? end = null;
        while (end is null)
        {
            var (data, error) = await follower.TakeAsync();
            if (error is not null) end = JsonSerializer.SerializeToElement(error.Extensions);
            else told.Add(data!.Value.GetProperty("changeSet").GetString()!);
        }

        Assert.Equal("subscription_fell_behind", end.Value.GetProperty("code").GetString());
        Assert.DoesNotContain(last, told);
        await using var further = await FollowAsync($$"""subscription { contact§Changed(since: "{{end.Value.GetProperty("since").GetString()}}") { changeSet } }""");
        while ((await further.NextAsync()).GetProperty("changeSet").GetString() != last) { }
    }

    [Fact]
    public async Task Two_thousand_subscribers_are_all_told()
    {
        const int Subscribers = 2_000, Questions = 50, Changes = 100;
        var agent = await RoleAsync("""["read"]""", "null", """{"*": "read"}""");
        var people = new[] { await AdminIdAsync(), agent };
        GC.Collect();
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        var followers = new List<Follower>();
        for (var i = 0; i < Subscribers; i++)
            followers.Add(await FollowAsync($$$"""subscription { contact§Changed(where: {name: {ne: "none{{{i % Questions}}}"}}) { op after { name city } } }""", people[i % 2]));
        TestContext.Current.TestOutputHelper!.WriteLine($"{Subscribers} subscribed in {clock.GetElapsedTime(begun).TotalMilliseconds:0} ms");
        var answers = server.Services.GetRequiredService<ChangeAnswers>();
        var before = answers.Statements;
        begun = clock.GetTimestamp();

        var reading = followers.ConvertAll(follower => Task.Run(async () =>
        {
            var names = new HashSet<string>();
            while (names.Count < Changes) names.Add((await follower.NextAsync(TimeSpan.FromMinutes(3))).GetProperty("after").GetProperty("name").GetString()!);
            return names.Count;
        }, Ct));
        for (var i = 0; i < Changes; i++) await CreateAsync(new { name = $"n{i}", city = "east" });
        var written = clock.GetElapsedTime(begun);
        var counts = await Task.WhenAll(reading);

        var took = clock.GetElapsedTime(begun);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Subscribers} subscribers, {Questions} questions, {Changes} changes: written in {written.TotalMilliseconds:0} ms, all told after {took.TotalMilliseconds:0} ms, "
            + $"{answers.Statements - before} statements, {(GC.GetTotalMemory(forceFullCollection: true) - memory) / 1024 / 1024} MB more");
        Assert.All(counts, count => Assert.Equal(Changes, count));
        Assert.True(answers.Statements - before <= Questions * Changes, "callers whose rights come to the same share answers");
        foreach (var follower in followers) await follower.DisposeAsync();
        Assert.Equal(0, server.Services.GetRequiredService<ChangeFeed>().Count);
    }

    [Fact]
    public async Task What_is_shown_is_noted_where_the_form_wants_it()
    {
        (await Admin.PutAsync($"/forms/{Contacts}/access", """{"audit": {"reads": true}}""")).Succeeded();
        await using var follower = await FollowAsync(All);
        var id = await CreateAsync(new { name = "Li", city = "east" });
        await follower.NextAsync();
        Assert.Equal([$"Record {id}"], _noted);

        await PatchAsync(id, """{"data": {"city": "west"}}""");
        await follower.NextAsync();

        Assert.Equal([$"History {id}", $"Record {id}", $"Record {id}"], _noted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_web_socket_carries_events_until_its_token_is_revoked()
    {
        var token = (await Admin.PostAsync("/tokens", new { name = "robot" + _own })).Succeeded();
        var since = (await Admin.BatchAsync(Contacts, new { create = new[] { new { data = new { name = "n0" } } } }))["changeSet"].GetString();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/graphql"), Ct);
        await SayAsync(socket, new { type = "connection_init", payload = new { authorization = "Bearer " + token["token"].GetString() } });
        Assert.Equal("connection_ack", (await HearAsync(socket)).GetProperty("type").GetString());

        await SayAsync(socket, new { type = "subscribe", id = "1", payload = new { query = Own($$"""subscription { told: contact§Changed(since: "{{since}}") { op after { name } } }""") } });
        await CreateAsync(new { name = "n1" });
        Assert.Equal("""{"data":{"told":{"op":"INSERT","after":{"name":"n1"}}}}""", (await HearAsync(socket)).GetProperty("payload").GetRawText());
        (await Admin.DeleteAsync("/tokens/" + token["id"].GetString())).Succeeded();
        await CreateAsync(new { name = "Secret" });

        Assert.Equal("invalid_token", (await HearAsync(socket)).GetProperty("payload").GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("complete", (await HearAsync(socket)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Who_does_not_take_answers_is_not_given_more()
    {
        const int Asked = 130;
        var key = "r" + Guid.CreateVersion7().ToString("N")[20..];
        (await Admin.PostAsync("/roles", $$"""{"key": "{{key}}", "title": "R", "grants": [{"form": "{{Contacts}}", "actions": ["read"]}]}""")).Succeeded();
        using var person = await server.AsAsync(key, key);
        var token = (await person.PostAsync("/tokens", new { name = "robot" })).Succeeded()["token"].GetString();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/graphql"), Ct);
        await SayAsync(socket, new { type = "connection_init", payload = new { authorization = "Bearer " + token } });
        Assert.Equal("connection_ack", (await HearAsync(socket)).GetProperty("type").GetString());
        var large = string.Join(' ', Enumerable.Range(0, 20).Select(index => $"a{index}: __schema {{ types {{ name fields {{ name description type {{ name }} }} inputFields {{ name }} }} }}"));

        for (var i = 0; i < Asked; i++) await SayAsync(socket, new { type = "subscribe", id = $"{i}", payload = new { query = $"{{ {large} }}" } });
        Task<ApiAnswer> other;
        var tries = 0;
        do
        {
            Assert.True(tries++ < 1_000, "The answers that are not taken hold no places.");
            other = person.GetAsync("/auth/me");
        }
        while (await Task.WhenAny(other, Task.Delay(TimeSpan.FromSeconds(2), Ct)) == other);
        var buffer = new byte[1 << 20];
        for (var complete = 0; complete < Asked;)
        {
            var length = 0L;
            ValueWebSocketReceiveResult heard;
            do
            {
                heard = await socket.ReceiveAsync(buffer.AsMemory(), Ct);
                length += heard.Count;
            }
            while (!heard.EndOfMessage);
            if (length < 100) complete++;
        }

        (await other).Succeeded();
    }

    [Fact]
    public async Task An_id_may_be_used_again_as_soon_as_its_end_is_told()
    {
        var token = (await Admin.PostAsync("/tokens", new { name = "again" + _own })).Succeeded();
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new Uri($"ws://{server.Address.Authority}/graphql"), Ct);
        await SayAsync(socket, new { type = "connection_init", payload = new { authorization = "Bearer " + token["token"].GetString() } });
        await HearAsync(socket);
        var nowhere = new { type = "subscribe", id = "1", payload = new { query = Own($$"""subscription { contact§Changed(since: "{{Guid.CreateVersion7()}}") { op } }""") } };

        for (var i = 0; i < 200; i++)
        {
            await SayAsync(socket, nowhere);
            Assert.Equal("error", (await HearAsync(socket)).GetProperty("type").GetString());
        }
        for (var i = 0; i < 50; i++)
        {
            // What was asked first may be answered or not; of the second there is one answer, and its own.
            await SayAsync(socket, new { type = "subscribe", id = "1", payload = new { query = $"{{ first{i}: __typename }}" } });
            await SayAsync(socket, new { type = "complete", id = "1" });
            await SayAsync(socket, new { type = "subscribe", id = "1", payload = new { query = $"{{ second{i}: __typename }}" } });
            var heard = new List<string>();
            while (!heard.Contains($$$"""{"data":{"second{{{i}}}":"Query"}}""")) heard.Add(Told(await HearAsync(socket)));
            Assert.Equal("complete", Told(await HearAsync(socket)));
        }

        static string Told(JsonElement message) => message.GetProperty("type").GetString() is "next" ? message.GetProperty("payload").GetRawText() : message.GetProperty("type").GetString()!;
    }

    [Fact]
    public async Task Server_sent_events_carry_events()
    {
        var since = (await Admin.BatchAsync(Contacts, new { create = new[] { new { data = new { name = "n0" } } } }))["changeSet"].GetString();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = Own($$"""subscription { told: contact§Changed(since: "{{since}}") { op after { name } } }""") }),
            Headers = { { "Accept", "text/event-stream" } },
        };
        using var response = await Admin.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));

        await CreateAsync(new { name = "n1" });

        string? line;
        do line = await lines.ReadLineAsync(Ct);
        while (line is "" or ":");
        Assert.Equal("event: next", line);
        Assert.Equal("""data: {"data":{"told":{"op":"INSERT","after":{"name":"n1"}}}}""", await lines.ReadLineAsync(Ct));
    }

    private static async Task SayAsync(ClientWebSocket socket, object message) =>
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, Ct);

    private static async Task<JsonElement> HearAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        var heard = await socket.ReceiveAsync(buffer.AsMemory(), Ct);
        Assert.True(heard.EndOfMessage);
        return JsonElement.Parse(buffer.AsSpan(0, heard.Count));
    }

    private string Own(string text) => text.Replace("§", _own, StringComparison.Ordinal);

    private string Record(string id) => $"/forms/{Contacts}/records/{id}";

    private async Task<string> CreateAsync(object data) => (await Admin.CreateAsync(Contacts, data)).GetProperty("id").GetString()!;

    private async Task PatchAsync(string id, string data) => (await Admin.PatchAsync(Record(id), data)).Succeeded();

    private async Task<Guid> AdminIdAsync() => (await Admin.GetAsync("/auth/me")).Succeeded()["user"].GetProperty("id").GetGuid();

    /// <summary>A new person with a role of these rights on the form.</summary>
    private async Task<Guid> RoleAsync(string actions, string rows, string fields)
    {
        var key = "r" + Guid.CreateVersion7().ToString("N")[20..];
        (await Admin.PostAsync("/roles", $$$"""{"key": "{{{key}}}", "title": "R", "grants": [{"form": "{{{Contacts}}}", "actions": {{{actions}}}, "rows": {{{rows}}}, "fields": {{{fields}}} }]}""")).Succeeded();
        using var person = await server.AsAsync(key, key);
        return (await person.GetAsync("/auth/me")).Succeeded()["user"].GetProperty("id").GetGuid();
    }

    private async Task<Follower> FollowAsync(string document, Guid? person = null, TestServer? at = null)
    {
        var ending = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var (results, errors) = await SubscribeAsync(at ?? server, document, person ?? await AdminIdAsync(), ending.Token);
        Assert.Empty(errors.Select(error => error.Message));
        return new Follower(results!.GetAsyncEnumerator(ending.Token), ending);
    }

    private async Task<(IAsyncEnumerable<ExecutionResult>? Results, IReadOnlyList<GraphQLError> Errors)> SubscribeAsync(TestServer at, string document, Guid person, CancellationToken? ct = null)
    {
        var directory = at.Services.GetRequiredService<PeopleDirectory>();
        var caller = (await directory.CurrentAsync(Ct)).Caller(person)!;
        var schema = at.Services.GetRequiredService<GraphReader>().SchemaFor(caller);
        var parsed = Parser.Parse(new Source(Own(document)));
        Assert.Empty(Validator.Validate(schema.Schema, parsed).Select(error => error.Message));
        var (operation, _) = ExecutableOperation.Prepare(schema.Schema, parsed);
        return await at.Services.GetRequiredService<ChangeSubscriptions>().SubscribeAsync(caller, schema, operation!, Language.English, AgainAsync, Note, ct ?? Ct);

        ValueTask<Problem?> Note(Caller reader, GraphReads reads, CancellationToken token)
        {
            foreach (var read in reads.All) _noted.AddRange(read.Records.Select(record => $"{read.Kind} {record}"));
            return default;
        }

        async ValueTask<Result<Caller>> AgainAsync(CancellationToken token) => (await directory.CurrentAsync(token)).Caller(person) is { } now ? now : HttpProblems.SessionEnded;
    }

    /// <summary>What the tests look at: "UPDATE 2 [city] before after".</summary>
    private static string Short(JsonElement told)
    {
        var fields = string.Join(", ", told.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
        return $"{told.GetProperty("op").GetString()} {told.GetProperty("rev").GetInt32()} [{fields}] {Of("before")} {Of("after")}";

        string Of(string name) => told.TryGetProperty(name, out var record) && record.ValueKind is JsonValueKind.Object
            ? $"{record.GetProperty("name").GetString()} {record.GetProperty("city").GetString()}" : "-";
    }

    private sealed class Follower(IAsyncEnumerator<ExecutionResult> results, CancellationTokenSource ending) : IAsyncDisposable
    {
        private Task<bool>? _next;

        public async Task<JsonElement> NextAsync(TimeSpan? patience = null)
        {
            var (data, error) = await TakeAsync(patience);
            Assert.Null(error);
            return data!.Value;
        }

        /// <summary>The code with which it ends.</summary>
        public async Task<string> EndAsync()
        {
            var (_, error) = await TakeAsync();
            Assert.False(await results.MoveNextAsync());
            return (string)error!.Extensions!["code"]!;
        }

        public async Task<(JsonElement? Data, GraphQLError? Error)> TakeAsync(TimeSpan? patience = null)
        {
            _next ??= results.MoveNextAsync().AsTask();
            Assert.True(await _next.WaitAsync(patience ?? TimeSpan.FromSeconds(30), Ct));
            _next = null;
            return results.Current.HasData
                ? (JsonElement.Parse(((RawJson)results.Current.Data!).Utf8.FirstSpan).EnumerateObject().Single().Value, null)
                : (null, results.Current.Errors[0]);
        }

        public async ValueTask DisposeAsync()
        {
            await ending.CancelAsync();
            try
            {
                if (_next is not null) await _next;
            }
            catch (OperationCanceledException)
            {
                // That is how it ends.
            }
            await results.DisposeAsync();
            ending.Dispose();
        }
    }
}
