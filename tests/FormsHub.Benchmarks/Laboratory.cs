using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Testing;
using Npgsql;

namespace FormsHub.Benchmarks;

/// <summary>
/// A durable PostgreSQL with the settings of the embedded one, the server as a process of its own on it, the emergency-contact
/// template, and the records to measure with.
/// </summary>
public sealed class Laboratory : IAsyncDisposable
{
    private const string Durable = "-c shared_buffers=1GB -c max_wal_size=2GB -c effective_cache_size=4GB -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0 " + Eavesdropper.Settings;

    private readonly PrivatePostgres _postgres;
    private int _postmaster;
    private readonly string _data = Directory.CreateTempSubdirectory("formshub-bench-").FullName;

    private Laboratory(PrivatePostgres postgres, string connectionString)
    {
        _postgres = postgres;
        ConnectionString = connectionString;
        Source = NpgsqlDataSource.Create(connectionString);
    }

    public string ConnectionString { get; }
    public NpgsqlDataSource Source { get; }
    public ServerProcess Server { get; private set; } = null!;
    public string Token { get; private set; } = "";
    public ApiClient Api { get; private set; } = null!;

    /// <summary>Processor time of all processes of PostgreSQL so far, in seconds.</summary>
    public double PostgresTime() => ProcessorTime.Of(_postmaster, children: true);

    /// <summary>The ids of all customers and contacts.</summary>
    public List<string> Customers { get; } = [];
    public List<string> Contacts { get; } = [];

    /// <summary>The number in the names of the contacts' tables.</summary>
    public int ContactForm { get; private set; }

    public static async Task<Laboratory> SetUpAsync(CancellationToken ct)
    {
        var postgres = await PrivatePostgres.StartAsync(Path.Combine(await TestPostgres.InstalledAsync(), "bin"), ct, Durable);
        await using (var source = NpgsqlDataSource.Create(postgres.ConnectionString("postgres")))
        await using (var command = source.CreateCommand("create database bench template template0"))
            await command.ExecuteNonQueryAsync(ct);
        var laboratory = new Laboratory(postgres, postgres.ConnectionString("bench"));
        await using (var command = laboratory.Source.CreateCommand("select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int"))
            laboratory._postmaster = (int)(await command.ExecuteScalarAsync(ct))!;
        await laboratory.StartServerAsync(ct);
        (await laboratory.Api.PostAsync("/templates/emergency-contacts/install", new { sampleData = false })).Succeeded();
        laboratory.ContactForm = await laboratory.NumberAsync("contact", ct);
        return laboratory;
    }

    /// <summary>Starts the server; the time until it says that it is ready.</summary>
    public async Task<TimeSpan> StartServerAsync(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        Server = await ServerProcess.StartAsync(
            new Dictionary<string, string> { ["FORMSHUB_DB"] = ConnectionString, ["FORMSHUB_DATA"] = _data, ["FORMSHUB_RATE_LIMIT"] = "0", ["Logging__LogLevel__Default"] = "Warning" },
            ct);
        var took = clock.Elapsed;
        Api = await Server.Client().SignInAsync("admin", TestServer.AdministratorPassword);
        Token = (await Api.PostAsync("/tokens", new { name = "benchmarks" })).Succeeded()["token"].GetString()!;
        return took;
    }

    public async Task<TimeSpan> RestartServerAsync(CancellationToken ct)
    {
        await Server.StopAsync(ct);
        return await StartServerAsync(ct);
    }

    /// <summary>Brings the records up to these numbers, through batches of a thousand.</summary>
    public async Task LoadAsync(int customers, int contacts, CancellationToken ct)
    {
        await LoadAsync("customer", Customers, customers, ContactData.Customer);
        await LoadAsync("contact", Contacts, contacts, number => ContactData.Contact(number, Customers[number % Customers.Count]));
        foreach (var form in (string[])["customer", "contact"]) await WaitForIndexesAsync(form, ct);
        await RunAsync("vacuum analyze", ct);
    }

    public async Task RunAsync(string sql, CancellationToken ct)
    {
        await using var command = Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>The id (f1, f2, …) of a field of the contacts.</summary>
    public async Task<string> FieldAsync(string key) => (await FieldsAsync("contact"))[key];

    /// <summary>The ids of a form's fields by key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FieldsAsync(string form) => (await Api.GetAsync($"/forms/{form}")).Succeeded()["definition"].GetProperty("fields")
        .EnumerateArray().Where(field => field.TryGetProperty("id", out _)).ToDictionary(field => field.GetProperty("key").GetString()!, field => field.GetProperty("id").GetString()!);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Source.DisposeAsync();
        await _postgres.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task LoadAsync(string form, List<string> ids, int wanted, Func<int, JsonObject> make)
    {
        while (ids.Count < wanted)
        {
            var size = Math.Min(1000, wanted - ids.Count);
            var batch = NorthwindForms.Batch(Enumerable.Range(ids.Count, size).Select(make));
            var answer = await Api.BatchAsync(form, batch);
            ids.AddRange(answer["results"].EnumerateArray().OrderBy(Index).Select(result => result.GetProperty("id").GetString()!));
        }

        static int Index(JsonElement result) => result.GetProperty("index").GetInt32();
    }

    /// <summary>The token of somebody who sees the contacts of half of all regions, and of three fields a mask or nothing.</summary>
    public async Task<string> LimitedTokenAsync()
    {
        foreach (var form in (string[])["customer", "contact"])
        {
            var draft = JsonNode.Parse((await Api.GetAsync($"/forms/{form}/draft")).Succeeded().Text)!.AsObject();
            draft["members"] = new JsonArray();
            (await Api.PutAsync($"/forms/{form}/draft", draft.ToJsonString())).Succeeded();
            await Api.PublishAsync(form);
        }
        (await Api.PostAsync("/roles", """
            {"key": "limited", "title": "L", "grants": [
              {"form": "customer", "actions": ["read"]},
              {"form": "contact", "actions": ["read"], "rows": {"customer": {"region": {"in": ["east", "south", "north", "central"]}}},
               "fields": {"*": "read", "phone": "masked", "backupPhone": "masked", "email": "hidden"}}]}
            """)).Succeeded();
        (await Api.PostAsync("/users", new { userName = "limited", displayName = "limited", password = TestServer.AdministratorPassword, roles = new[] { "limited" } })).Succeeded();
        using var limited = await Server.Client().SignInAsync("limited", TestServer.AdministratorPassword);
        return (await limited.PostAsync("/tokens", new { name = "benchmarks" })).Succeeded()["token"].GetString()!;
    }

    /// <summary>Waits until all indexes of a form are built.</summary>
    public async Task WaitForIndexesAsync(string form, CancellationToken ct)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(10); await Task.Delay(200, ct))
        {
            var indexes = (await Api.GetAsync($"/forms/{form}/indexes")).Succeeded()["items"];
            if (indexes.EnumerateArray().All(index => index.GetProperty("state").GetString() is "ready")) return;
        }
        throw new TimeoutException($"The indexes of {form} are not ready.");
    }

    /// <summary>The number in the names of a form's tables.</summary>
    public async Task<int> NumberAsync(string form, CancellationToken ct)
    {
        await using var command = Source.CreateCommand("select number from forms where key = $1 and deleted_at is null");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = form });
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
