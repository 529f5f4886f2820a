using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using FormsHub.Testing;

namespace FormsHub.Benchmarks;

/// <summary>Runs the measurements and gathers the figures.</summary>
public sealed class Bench(Options options, TextWriter output)
{
    /// <summary>Questions that the limit is measured with, and the server with the same ones; pgbench takes no more scripts.</summary>
    private const int Samples = 128;

    /// <summary>Requests that each connection has ready before the clock starts; then it begins again with the first.</summary>
    private const int Prepared = 500;
    private const int ImportSize = 10_000;

    /// <summary>Different questions that subscribers ask.</summary>
    private const int Questions = 50;

    /// <summary>Nothing tells a client that its subscription stands.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    public async Task<Report> RunAsync(CancellationToken ct)
    {
        var report = new Report(options);
        await using var laboratory = await Laboratory.SetUpAsync(ct);
        if (options.Growth > 0)
        {
            report.Growth = await GrowthAsync(laboratory, ct);
            report.Publication = await PublicationAsync(laboratory, ct);
        }

        Say($"Loading {options.Customers} customers and {options.Contacts} contacts");
        var clock = Stopwatch.StartNew();
        var before = laboratory.Contacts.Count + laboratory.Customers.Count;
        await laboratory.LoadAsync(options.Customers, options.Contacts, ct);
        report.LoadedPerSecond = (laboratory.Contacts.Count + laboratory.Customers.Count - before) / clock.Elapsed.TotalSeconds;

        await laboratory.RunAsync(Scenarios.Preparation(laboratory.ContactForm), ct);
        foreach (var scenario in (await Scenarios.ForAsync(laboratory)).Concat(await GraphScenarios.ForAsync(laboratory, ct)).Where(each => each.Name.Contains(options.Only, StringComparison.Ordinal)))
        {
            var statements = scenario.Statements ?? await HearAsync(laboratory, scenario, ct);
            foreach (var connections in options.Connections) report.Add(await MeasureAsync(laboratory, scenario, statements, connections, ct));
        }
        report.Rules = await RulesAsync(laboratory, ct);
        report.Import = await ImportAsync(laboratory, ct);
        report.Memory = laboratory.Server.Memory;
        if (options.Subscribers > 0) report.Subscribers = await SubscribersAsync(laboratory, ct);
        if (options.Forms > 0) report.OtherForms = await OtherFormsAsync(laboratory, ct);
        report.ColdStart = await ColdStartAsync(laboratory, ct);
        return report;
    }

    private async Task<Outcome> MeasureAsync(
        Laboratory laboratory, Scenario scenario, IReadOnlyList<string> statements, int connections, CancellationToken ct)
    {
        Say($"{scenario.Name}, {connections} connections");
        Func<int, byte[]> request = scenario.Statements is null ? n => scenario.Request(n % Samples * 131) : n => scenario.Request(n * 131);
        var server = await ServerRateAsync(laboratory, request, connections, ct);
        var npgsql = await Limit.NpgsqlAsync(laboratory.ConnectionString, statements, connections, options.Seconds, ct);
        var pgbench = await Limit.PgbenchAsync(laboratory.ConnectionString, statements, connections, options.Seconds, laboratory.PostgresTime, ct);
        var outcome = new Outcome(scenario.Name, connections, scenario.Target, server, npgsql, pgbench);
        Say(string.Create(CultureInfo.InvariantCulture, $"  {server.PerSecond:N0}/s, the limit {(pgbench ?? npgsql).PerSecond:N0}/s"));
        return outcome;
    }

    private async Task<Rate> ServerRateAsync(Laboratory laboratory, Func<int, byte[]> request, int connections, CancellationToken ct)
    {
        if (Wrk.Program is not null)
        {
            return await Wrk.MeasureAsync(
                laboratory.Server.Address, Enumerable.Range(0, connections * Prepared).Select(request), connections, options.WarmUp, options.Seconds,
                [() => ProcessorTime.Of(laboratory.Server.Id, children: false), laboratory.PostgresTime, () => ProcessorTime.Ended()], ct);
        }
        var wires = new List<Wire>();
        var rate = await Rate.MeasureAsync(
            connections,
            options.WarmUp,
            options.Seconds,
            async number =>
            {
                var wire = await Wire.ConnectAsync(laboratory.Server.Address, ct);
                wires.Add(wire);
                var requests = Enumerable.Range(number * 7919, Prepared).Select(n => new PreparedRequest(request(n))).ToArray();
                var next = 0;
                return async () =>
                {
                    var status = await wire.SendAsync(requests[next++ % Prepared].Bytes(), ct);
                    if (status >= 300) throw new InvalidOperationException($"The server answered {status}.");
                };
            },
            [() => ProcessorTime.Of(laboratory.Server.Id, children: false), laboratory.PostgresTime, () => ProcessorTime.Of(Environment.ProcessId, children: false)],
            ct);
        foreach (var wire in wires) wire.Dispose();
        return rate;
    }

    private static async Task<IReadOnlyList<string>> HearAsync(Laboratory laboratory, Scenario scenario, CancellationToken ct)
    {
        using var wire = await Wire.ConnectAsync(laboratory.Server.Address, ct);
        var heard = await new Eavesdropper(laboratory.Source).HearAsync(
            async () =>
            {
                for (var n = 0; n < Samples; n++)
                {
                    var status = await wire.SendAsync(new PreparedRequest(scenario.Request(n * 131)).Bytes(), ct);
                    if (status >= 300) throw new InvalidOperationException($"The server answered {status} to \"{scenario.Name}\".");
                }
            },
            ct);
        return heard.Count > 0 ? heard : throw new InvalidOperationException($"No statement was heard for \"{scenario.Name}\".");
    }

    /// <summary>The same questions by the administrator and by somebody with a row scope over a reference and three field rules.</summary>
    private async Task<IReadOnlyList<RulesFigures>> RulesAsync(Laboratory laboratory, CancellationToken ct)
    {
        var token = await laboratory.LimitedTokenAsync();
        var (whole, limited) = (await Scenarios.ForAsync(laboratory), await Scenarios.ForAsync(laboratory, token));
        var found = new List<RulesFigures>();
        foreach (var (all, some) in whole.Zip(limited).Where(each => Asks(each.First) && each.First.Name.Contains(options.Only, StringComparison.Ordinal)))
        {
            Say($"{all.Name}, without and with rules");
            var without = await ServerRateAsync(laboratory, n => all.Request(n * 131), options.Connections[^1], ct);
            var with = await ServerRateAsync(laboratory, n => some.Request(n * 131), options.Connections[^1], ct);
            found.Add(new RulesFigures(all.Name, options.Connections[^1], without, with));
        }
        return found;

        static bool Asks(Scenario scenario) => scenario.Name.StartsWith("list", StringComparison.Ordinal) || scenario.Name.StartsWith("count", StringComparison.Ordinal);
    }

    private async Task<ImportFigures> ImportAsync(Laboratory laboratory, CancellationToken ct)
    {
        var size = Math.Min(ImportSize, options.Contacts);
        Say($"import of {size} contacts in one batch");
        var batch = NorthwindForms.Batch(Scenarios.NewNumbers(size).Select(number => ContactData.Contact(number, laboratory.Customers[number % laboratory.Customers.Count]))).ToJsonString();
        var clock = Stopwatch.StartNew();
        await laboratory.Api.BatchAsync("contact", batch);
        var server = size / clock.Elapsed.TotalSeconds;

        clock.Restart();
        await laboratory.RunAsync(Scenarios.ImportSql(laboratory.ContactForm, await laboratory.FieldAsync("phone"), size), ct);
        return new ImportFigures(server, size / clock.Elapsed.TotalSeconds);
    }

    /// <summary>Loads a hundredth, then all, and compares what one list and one search take.</summary>
    private async Task<IReadOnlyList<GrowthFigures>> GrowthAsync(Laboratory laboratory, CancellationToken ct)
    {
        var small = await At(options.Growth / 100);
        var large = await At(options.Growth);
        return [.. small.Zip(large, (a, b) => new GrowthFigures(a.Name, options.Growth / 100, a.P95, options.Growth, b.P95))];

        async Task<List<(string Name, double P95)>> At(int records)
        {
            Say($"Loading {records} contacts to compare list and search by size");
            await laboratory.LoadAsync(Math.Max(10, records / 10), records, ct);
            var found = new List<(string, double)>();
            foreach (var scenario in (await Scenarios.ForAsync(laboratory)).Concat(await GraphScenarios.ForAsync(laboratory, ct)).Where(each => each.Name.StartsWith("list", StringComparison.Ordinal) || each.Name.StartsWith("search", StringComparison.Ordinal)))
                found.Add((scenario.Name, (await ServerRateAsync(laboratory, scenario.Request, 1, ct)).P95Milliseconds));
            return found;
        }
    }

    /// <summary>Publishes the large form with one more, indexed field, and waits for its index.</summary>
    private async Task<PublicationFigures> PublicationAsync(Laboratory laboratory, CancellationToken ct)
    {
        Say("Publishing the large form with one more field");
        var draft = JsonNode.Parse((await laboratory.Api.GetAsync("/forms/contact/draft")).Succeeded().Text)!.AsObject();
        draft["fields"]!.AsArray().Add(JsonNode.Parse("""{"key": "benchmark", "type": "number", "label": {"en": "Benchmark", "zh-CN": "基准"}, "indexed": true}"""));
        (await laboratory.Api.PutAsync("/forms/contact/draft", draft.ToJsonString())).Succeeded();
        var clock = Stopwatch.StartNew();
        await laboratory.Api.PublishAsync("contact");
        var published = clock.Elapsed;
        await laboratory.WaitForIndexesAsync("contact", ct);
        return new PublicationFigures(laboratory.Contacts.Count, published, clock.Elapsed);
    }

    private async Task<OtherFormsFigures> OtherFormsAsync(Laboratory laboratory, CancellationToken ct)
    {
        var connections = options.Connections[^1];
        Say($"create, then create with {options.Forms} other forms");
        var alone = await ServerRateAsync(laboratory, n => Scenarios.Create(laboratory, n), connections, ct);
        for (var i = 0; i < options.Forms; i++)
        {
            var definition = string.Create(CultureInfo.InvariantCulture, $$"""
                {"key": "other{{i}}", "app": "emergency", "title": {"en": "Other {{i}}", "zh-CN": "其他 {{i}}"}, "titleField": "name", "fields": [
                  {"key": "name", "type": "text", "label": {"en": "Name", "zh-CN": "名称"}, "indexed": true}]}
                """);
            await laboratory.Api.PublishFormAsync(definition);
        }
        var among = await ServerRateAsync(laboratory, n => Scenarios.Create(laboratory, n), connections, ct);
        return new OtherFormsFigures(options.Forms, alone.PerSecond, among.PerSecond);
    }

    /// <summary>How long it takes until all subscribers are told of a contact, at ten contacts a second; and what subscribers who wait for something else cost those who write.</summary>
    private async Task<SubscriberFigures> SubscribersAsync(Laboratory laboratory, CancellationToken ct)
    {
        var connections = options.Connections[^1];
        var changes = Math.Min(100, options.Subscribers);
        Say($"create, then {options.Subscribers} subscribers");
        var alone = await ServerRateAsync(laboratory, n => Scenarios.Create(laboratory, n), connections, ct);
        var memory = laboratory.Server.Memory;
        var clock = Stopwatch.StartNew();
        var latencies = new List<double>();
        TimeSpan connected;
        long taken;
        await using (var all = await Subscribers.ConnectAsync(laboratory, options.Subscribers, n => $$$"""{name: {ne: "{{{n % Questions}}}"}}""", ct))
        {
            connected = clock.Elapsed;
            await Task.Delay(Settling, ct);
            taken = laboratory.Server.Memory - memory;
            var created = new Dictionary<string, long>();
            foreach (var number in Scenarios.NewNumbers(changes))
            {
                var begun = Stopwatch.GetTimestamp();
                var answer = (await laboratory.Api.PostAsync("/forms/contact/records", new JsonObject { ["data"] = ContactData.Contact(number, laboratory.Customers[0]) }.ToJsonString())).Succeeded();
                created[answer["id"].GetString()!] = begun;
                await Task.Delay(100, ct);
            }
            await all.WaitAsync((long)options.Subscribers * changes, TimeSpan.FromMinutes(2), ct);
            latencies.AddRange(all.Told.Select(told => Stopwatch.GetElapsedTime(created[told.Record], told.At).TotalMilliseconds).Order());
        }
        await using var others = await Subscribers.ConnectAsync(laboratory, options.Subscribers, n => $$$"""{name: {eq: "{{{n % Questions}}}"}}""", ct);
        await Task.Delay(Settling, ct);
        var among = await ServerRateAsync(laboratory, n => Scenarios.Create(laboratory, n), connections, ct);
        if (others.Ended.Count > 0) Say($"  {others.Ended.Count} subscriptions ended: {others.Ended.First()}");
        return new SubscriberFigures(options.Subscribers, connected, taken, latencies[latencies.Count / 2], latencies[(int)((latencies.Count - 1) * 0.95)], latencies[^1], alone, among, others.Ended.Count);
    }

    private static async Task<TimeSpan> ColdStartAsync(Laboratory laboratory, CancellationToken ct) => await laboratory.RestartServerAsync(ct);

    private void Say(string what) => output.WriteLine(what);
}
