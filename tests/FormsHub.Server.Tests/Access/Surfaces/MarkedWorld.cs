using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.Access.Surfaces;

/// <summary>Generated forms, people with generated rules, and records with a past whose every value is a mark.</summary>
internal sealed class MarkedWorld(ApiClient admin, int seed)
{
    private static readonly string[] Types = ["text", "text", "longText", "phone", "email", "url", "number", "currency", "json", "richText", "file"];
    private static readonly string[] Kinds = ["a", "b", "c"];
    private static readonly string[] Actions = ["create", "update", "delete", "restore", "viewHistory", "revert", "export", "print", "share", "reveal"];
    private static readonly string[] Rights = ["hidden", "hidden", "masked", "read", "write"];

    private readonly Random _random = new(seed);
    private readonly List<(string Role, Rule Rule)> _grants = [];
    private readonly List<(string Role, Rule Rule)> _groups = [];
    private readonly List<(string Role, Rule Rule)> _members = [];
    private readonly List<(string User, Rule Rule)> _shares = [];
    private readonly List<Narrowing> _narrowings = [];
    private readonly string _suffix = "s" + seed.ToString(CultureInfo.InvariantCulture);

    public Marks Marks { get; } = new(new Random(seed));
    public MarkedForm Client { get; private set; } = null!;
    public MarkedForm Person { get; private set; } = null!;
    public IReadOnlyList<MarkedForm> Forms => [Client, Person];
    public List<MarkedRecord> Records { get; } = [];
    public List<string> Moments { get; } = [];
    public List<string> ChangeSets { get; } = [];

    /// <summary>The tokens of links, with what they give.</summary>
    public List<(string Token, Rule Rule)> Links { get; } = [];
    public IReadOnlyList<string> Users { get; } = [.. Enumerable.Range(0, 6).Select(i => $"reader{i}x{seed}")];
    private IReadOnlyList<string> Roles => [.. Enumerable.Range(0, 7).Select(i => $"role{i}x{seed}")];

    public async Task MakeAsync(Func<string, string[], Task> addUser)
    {
        await MakeFormsAsync();
        await MakeRolesAsync();
        foreach (var user in Users) await addUser(user, [.. Roles.Where(_ => _random.Next(3) is 0)]);
        for (var i = 0; i < 8; i++) await AddAsync(Client);
        for (var i = 0; i < 16; i++) await AddAsync(Person);
        await RememberAsync();
        foreach (var record in Records.Where(_ => _random.Next(2) is 0)) await ChangeAsync(record);
        await RememberAsync();
        foreach (var record in Records.Where(record => record.Form == Person && _random.Next(5) is 0))
        {
            (await admin.DeleteAsync($"/forms/{Person.Key}/records/{record.Id}")).Succeeded();
            record.IsDeleted = true;
        }
        ChangeSets.AddRange((await admin.GetAsync("/change-sets?first=200")).Succeeded()["items"].EnumerateArray()
            .Where(each => each.GetProperty("forms").EnumerateArray().Any(form => Forms.Any(own => own.Key == form.GetString()))).Select(each => each.GetProperty("id").GetString()!));
        await ShareAsync();
        await NarrowAsync();
    }

    public Reader Reader(string user, IReadOnlyList<string> roles) =>
        new(user, roles, [.. _grants.Concat(_groups).Concat(_members).Where(each => roles.Contains(each.Role)).Concat(_shares.Where(each => each.User == user)).Select(each => each.Rule)], _narrowings);

    /// <summary>Who comes by a link.</summary>
    public Reader Guest(Rule shared) => new("", [], [shared], _narrowings);

    public string Describe(Reader reader) => string.Join('\n', reader.Rules.Select(rule => rule.Json().ToJsonString()))
        + string.Concat(_narrowings.Select(each => $"\nrestricted to {each.Role}: {each.Form.Key} {each.Rows.Json()}"));

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private async Task MakeFormsAsync()
    {
        Client = new MarkedForm("client" + _suffix, [new("name", "text"), Kind(), .. Some("c", 6), .. Encrypted("cs"), .. Joined("cj", [])]);
        List<MarkedField> fields = [new("name", "text"), Kind(), Reference("client", "reference"), Reference("others", "references"), .. Some("p", 8), .. Encrypted("ps")];
        fields.Add(new MarkedField("calls", "table"));
        fields.AddRange(Some("x", 3, columns: true).Select(column => column with { Key = "calls." + column.Key }));
        fields.AddRange(Joined("pj", [.. Joinable(Client.Fields).Select(key => "client." + key)], [.. Joinable(fields)]));
        foreach (var field in Client.Fields.Where(field => field.Type is not "table" && !field.IsEncrypted)) if (_random.Next(3) is 0) fields.Add(Lookup(field));
        Person = new MarkedForm("person" + _suffix, fields);
        await PublishAsync(Client);
        await PublishAsync(Person);
        var rollups = Person.Fields.Where(field => field.Type is "number" or "currency" && !field.IsColumn && _random.Next(2) is 0)
            .Select(field => new MarkedField("most" + field.Key, "rollup") { Options = Options(("function", Pick(["max", "min", "sum"])), ("source", Person.Key), ("reference", "client"), ("field", field.Key)) })
            .ToList();
        if (rollups.Count is 0) return;
        Client = Client with { Fields = [.. Client.Fields, .. rollups] };
        for (var i = 0; i < _members.Count; i++)
        {
            if (_members[i].Rule.Form.Key == Client.Key) _members[i] = (_members[i].Role, _members[i].Rule with { Form = Client });
        }
        await PublishMoreAsync(Client, rollups);
    }

    private async Task PublishAsync(MarkedForm form)
    {
        var fields = new JsonArray();
        foreach (var field in form.Fields.Where(field => !field.IsColumn))
        {
            var definition = field.Definition();
            if (field.Type is "table") definition["fields"] = new JsonArray([.. form.Fields.Where(column => column.IsColumn).Select(column => column.Definition())]);
            fields.Add(definition);
        }
        await admin.PublishFormAsync(new JsonObject
        {
            ["key"] = form.Key,
            ["title"] = new JsonObject { ["en"] = form.Key },
            ["titleField"] = Pick([.. form.Fields.Where(field => field.Type is "text" && !field.IsColumn && !field.IsEncrypted).Select(field => field.Key)]),
            ["fields"] = fields,
            ["members"] = Members(form),
            ["views"] = new JsonArray(new JsonObject { ["key"] = "all", ["title"] = new JsonObject { ["en"] = "All" }, ["kind"] = "table" }),
        }.ToJsonString());
    }

    private async Task PublishMoreAsync(MarkedForm form, List<MarkedField> more)
    {
        var draft = (await admin.GetAsync($"/forms/{form.Key}/draft")).Succeeded();
        var known = JsonNode.Parse(draft.Text)!.AsObject();
        foreach (var field in more) known["fields"]!.AsArray().Add(field.Definition());
        (await admin.PutAsync($"/forms/{form.Key}/draft", known.ToJsonString(), draft.ETag)).Succeeded();
        await admin.PublishAsync(form.Key);
    }

    /// <summary>Now and then the holders of a role may use a form as its designer says, who names no rows and fields.</summary>
    private JsonArray Members(MarkedForm form)
    {
        if (_random.Next(3) > 0) return [];
        var role = Pick(Roles);
        _members.Add((role, new Rule(form, new HashSet<string>([.. Actions, "read"]), new Rows.All(), new Dictionary<string, string>())));
        return ["role:" + role];
    }

    private IEnumerable<MarkedField> Some(string lead, int count, bool columns = false)
    {
        for (var i = 0; i < count; i++)
        {
            var type = Pick(Types);
            if (columns && type is "file" or "json" or "richText") type = "text";
            var key = lead + i.ToString(CultureInfo.InvariantCulture);
            yield return new MarkedField(key, type, _random.Next(4) is 0 && type is not ("file" or "json"), type is "text" or "phone" && !columns && _random.Next(3) is 0)
            {
                Options = type is "currency" ? Options(("currency", "CNY")) : [],
                Label = Marks.Next(),
            };
        }
    }

    private IEnumerable<MarkedField> Encrypted(string lead)
    {
        foreach (var type in new[] { "text", "phone" })
            yield return new MarkedField(lead + type, type, IsSensitive: true, IsUnique: _random.Next(2) is 0) { Options = Options(("sensitive", "encrypt")), Label = Marks.Next() };
    }

    /// <summary>Formulas that join some texts, of which some are disclosed.</summary>
    private IEnumerable<MarkedField> Joined(string lead, string[] linked, string[]? own = null)
    {
        for (var i = 0; i < 2 && (linked.Length > 0 || own is { Length: > 0 }); i++)
        {
            List<string> reads = [.. (own ?? []).Concat(linked).Where(_ => _random.Next(3) is 0).Take(3)];
            if (reads.Count is 0) reads.Add(Pick([.. linked, .. own ?? []]));
            yield return new MarkedField(lead + i.ToString(CultureInfo.InvariantCulture), "formula", Discloses: _random.Next(3) is 0)
            {
                Reads = reads,
                Options = Options(("expression", $"CONCAT({string.Join(", \"/\", ", reads)})"), ("result", "text")),
            };
        }
    }

    private static IEnumerable<string> Joinable(IEnumerable<MarkedField> fields) => fields.Where(field => field.Type is "text" or "phone" or "number" && !field.IsColumn && !field.IsEncrypted).Select(field => field.Key);

    private static MarkedField Kind() => new("kind", "select") { Options = Options(("options", new JsonArray([.. Kinds.Select(kind => new JsonObject { ["key"] = kind })]))) };

    private MarkedField Reference(string key, string type) => new(key, type) { Options = Options(("target", Client.Key)) };

    private static MarkedField Lookup(MarkedField field) => new("see" + field.Key, "lookup") { Options = Options(("reference", "client"), ("field", field.Key)) };

    private static JsonObject Options(params (string Name, JsonNode Value)[] options) => new(options.Select(option => KeyValuePair.Create<string, JsonNode?>(option.Name, option.Value)));

    private async Task MakeRolesAsync()
    {
        foreach (var role in Roles)
        {
            List<Rule> rules = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Grant())];
            _grants.AddRange(rules.Select(rule => (role, rule)));
            (await admin.PostAsync("/roles", new JsonObject { ["key"] = role, ["title"] = role, ["grants"] = new JsonArray([.. rules.Select(rule => rule.Json())]) }.ToJsonString())).Succeeded();
        }
    }

    /// <summary>Records shared with people, and records and views by links.</summary>
    private async Task ShareAsync()
    {
        var records = new Queue<MarkedRecord>(Records.Where(record => !record.IsDeleted).OrderBy(_ => _random.Next()));
        foreach (var user in Users.Where(_ => _random.Next(2) is 0))
        {
            var record = records.Dequeue();
            var rule = Shared(record.Form, new Rows.One(record));
            (await PostShareAsync(rule, new JsonObject { ["record"] = record.Id, ["users"] = new JsonArray(user) })).Succeeded();
            _shares.Add((user, rule));
        }
        foreach (var form in Forms)
        {
            var record = records.Where(record => record.Form == form).First();
            var (one, all) = (Shared(form, new Rows.One(record)), Shared(form, new Rows.All()));
            Links.Add((TokenOf(await PostShareAsync(one, new JsonObject { ["record"] = record.Id, ["link"] = true })), one));
            Links.Add((TokenOf(await PostShareAsync(all, new JsonObject { ["view"] = "all", ["link"] = true })), all));
        }
    }

    private Rule Shared(MarkedForm form, Rows rows)
    {
        var fields = new Dictionary<string, string> { ["*"] = "read" };
        foreach (var field in form.Fields.Where(_ => _random.Next(3) is 0)) fields[field.Key] = Pick(["hidden", "masked", "read"]);
        return new Rule(form, new HashSet<string> { "read" }, rows, fields);
    }

    private Task<ApiAnswer> PostShareAsync(Rule rule, JsonObject body)
    {
        body["fields"] = new JsonObject(rule.Fields.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value)));
        return admin.PostAsync($"/forms/{rule.Form.Key}/shares", body.ToJsonString());
    }

    private static string TokenOf(ApiAnswer made) => made.Succeeded()["link"].GetString()!.Split("/s/")[1];

    /// <summary>Groups and restrictions of forms, which narrow the administrator too.</summary>
    private async Task NarrowAsync()
    {
        foreach (var form in Forms.Where(_ => _random.Next(2) is 0))
        {
            var narrowing = new Narrowing(form, new Rows.OfKind(Pick(Kinds)), Pick(Roles));
            var role = Pick(Roles);
            _narrowings.Add(narrowing);
            _groups.Add((role, new Rule(form, new HashSet<string> { "create", "read", "update", "viewHistory", "revert", "print" }, new Rows.Own(), new Dictionary<string, string>())));
            var settings = new JsonObject
            {
                ["groups"] = new JsonObject { ["addAndSeeOwn"] = new JsonArray("role:" + role) },
                ["restrictions"] = new JsonArray(new JsonObject { ["rows"] = narrowing.Rows.Json(), ["roles"] = new JsonArray(narrowing.Role) }),
            };
            (await admin.PutAsync($"/forms/{form.Key}/access", settings.ToJsonString())).Succeeded();
        }
    }

    private Rule Grant()
    {
        var form = Pick(Forms);
        var fields = new Dictionary<string, string>();
        if (_random.Next(4) > 0)
        {
            if (_random.Next(4) > 0) fields["*"] = Pick(["read", "write", "masked"]);
            foreach (var field in form.Fields.Where(_ => _random.Next(3) is 0)) fields[field.Key] = Pick(Rights);
        }
        HashSet<string> actions = [.. Actions.Where(_ => _random.Next(2) is 0)];
        if (actions.Count is 0 || _random.Next(8) > 0) actions.Add("read");
        return new Rule(form, actions, Some(form, 2), fields);
    }

    private Rows Some(MarkedForm form, int depth) => _random.Next(depth > 0 ? 6 : 3) switch
    {
        0 => depth == 2 ? new Rows.All() : new Rows.OfKind(Pick(Kinds)),
        1 => new Rows.Own(),
        2 => new Rows.OfKind(Pick(Kinds)),
        3 when form != Client => new Rows.OfClient(Some(Client, 0)),
        4 => new Rows.Not(Some(form, 0)),
        _ => new Rows.Either(Some(form, depth - 1) is var left and not Rows.All ? left : new Rows.Own(), Some(form, 0)),
    };

    private async Task AddAsync(MarkedForm form)
    {
        var record = new MarkedRecord(form) { Kind = Pick(Kinds), Owner = Pick(Users) };
        if (form != Client && _random.Next(5) > 0) record.Client = Pick([.. Records.Where(each => each.Form == Client)]);
        var data = new JsonObject { ["kind"] = record.Kind };
        if (record.Client is { } client)
        {
            data["client"] = client.Id;
            data["others"] = new JsonArray(client.Id, Pick([.. Records.Where(each => each.Form == Client && each != client)]).Id);
        }
        foreach (var field in form.Marked.Where(field => !field.IsColumn && _random.Next(6) > 0)) data[field.Key] = await ValueAsync(record, field);
        if (form.Fields.Any(field => field.IsColumn)) data["calls"] = new JsonArray { Row(record), Row(record) };
        record.Id = (await admin.PostAsync($"/forms/{form.Key}/records", new JsonObject { ["data"] = data, ["owner"] = record.Owner }.ToJsonString())).Succeeded()["id"].GetString()!;
        Records.Add(record);
    }

    private JsonObject Row(MarkedRecord record)
    {
        var row = new JsonObject();
        foreach (var column in record.Form.Fields.Where(field => field.IsColumn))
        {
            var mark = Marks.Next();
            record.Cell(column.Key).Now.Add(mark);
            row[column.Key.Split('.')[1]] = Marks.Value(column.Type, mark);
        }
        return row;
    }

    private async Task ChangeAsync(MarkedRecord record)
    {
        var data = new JsonObject();
        foreach (var field in record.Form.Marked.Where(field => !field.IsColumn && _random.Next(2) is 0)) data[field.Key] = await ValueAsync(record, field);
        if (record.Form.Fields.Any(field => field.IsColumn) && _random.Next(2) is 0)
        {
            foreach (var column in record.Form.Fields.Where(field => field.IsColumn)) Retire(record.Cell(column.Key));
            data["calls"] = new JsonArray { Row(record), Row(record) };
        }
        if (_random.Next(3) is 0) data["kind"] = record.Kind = Pick(Kinds);
        if (record.Client is { } former && _random.Next(3) is 0)
        {
            record.FormerClients.Add(former);
            record.Client = Pick([.. Records.Where(each => each.Form == Client)]);
            data["client"] = record.Client.Id;
        }
        if (data.Count > 0) (await admin.PatchAsync($"/forms/{record.Form.Key}/records/{record.Id}", new JsonObject { ["data"] = data }.ToJsonString())).Succeeded();
    }

    private async Task<JsonNode> ValueAsync(MarkedRecord record, MarkedField field)
    {
        var cell = record.Cell(field.Key);
        Retire(cell);
        var mark = Marks.Next();
        cell.Now.Add(mark);
        if (field.Type is not "file") return Marks.Value(field.Type, mark);
        var inside = Marks.Next();
        cell.Now.Add(inside);
        using var content = new MultipartFormDataContent();
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes("inside " + inside));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        content.Add(file, "file", $"f{mark}.txt");
        var uploaded = (await admin.SendAsync(HttpMethod.Post, "/files", content)).Succeeded();
        cell.Files.Add(uploaded["id"].GetString()!);
        return JsonNode.Parse(uploaded.Text)!;
    }

    private static void Retire(MarkedCell cell)
    {
        cell.Before.AddRange(cell.Now);
        cell.Now.Clear();
    }

    private async Task RememberAsync()
    {
        await Task.Delay(5, TestContext.Current.CancellationToken);
        Moments.Add(TimeProvider.System.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        await Task.Delay(5, TestContext.Current.CancellationToken);
    }
}
