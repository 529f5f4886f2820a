using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;

namespace FormsHub.Core.Tests.Filters;

/// <summary>A contact and its customer, and filters about them.</summary>
internal sealed class FilterWorld : IFormCatalog, IDirectory
{
    public static readonly Guid Me = Guid.Parse("01990000-0000-7000-8000-000000000001");
    public static readonly Guid Service = Guid.Parse("01990000-0000-7000-8000-000000000002");
    public static readonly Guid Acme = Guid.Parse("01990000-0000-7000-8000-000000000003");
    private readonly List<Form> _forms = [];

    public FilterWorld()
    {
        Customer = Add(1, """
            {"key": "customer", "fields": [{"key": "name", "type": "text"},
              {"key": "level", "type": "select", "options": [{"key": "vip"}, {"key": "low"}]}, {"key": "secret", "type": "reference", "target": "hidden"}]}
            """);
        Contact = Add(2, """
            {"key": "contact", "fields": [{"key": "name", "type": "text", "aliases": ["fullName"]}, {"key": "amount", "type": "number"},
              {"key": "done", "type": "boolean"}, {"key": "day", "type": "date"}, {"key": "at", "type": "dateTime"},
              {"key": "tags", "type": "multiSelect", "options": [{"key": "a"}, {"key": "b"}, {"key": "c"}]}, {"key": "period", "type": "dateRange"},
              {"key": "who", "type": "user"}, {"key": "customer", "type": "reference", "target": "customer"},
              {"key": "partners", "type": "references", "target": "customer"},
              {"key": "calls", "type": "table", "fields": [{"key": "minutes", "type": "number"}, {"key": "kind", "type": "text"}]}]}
            """);
        Add(3, """{"key": "hidden", "fields": [{"key": "name", "type": "text"}]}""");
    }

    public Form Customer { get; }
    public Form Contact { get; }
    public IReadOnlyCollection<Form> All => _forms;

    public Form? Find(string key) => _forms.Find(form => form.Key == key);

    public Form? ByNumber(int number) => _forms.Find(form => form.Number == number);

    public string? Title(LinkKind kind, Guid id) => null;

    public Guid? Find(LinkKind kind, string name) => name is "li" ? Me : null;

    public Result<Filter> Parse(string json) => new FilterParser(this, this, new NotTheHiddenForm()).Parse(JsonElement.Parse(json), Contact);

    /// <summary>Whether a filter holds for a contact whose data is given by field key; the customer "Acme" is a VIP.</summary>
    public bool Holds(string filter, string data, DateTimeOffset? now = null)
    {
        var parsed = Parse(filter);
        Assert.True(parsed.Problem is null, parsed.Problem?.Message.ToString());
        var context = new FilterContext(Me, Service, [Service], now ?? new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);
        return FilterEvaluator.Holds(parsed.Value, Record(Contact, JsonElement.Parse(data)), context);
    }

    private FilterRecord Record(Form form, JsonElement data) => new(
        field => data.TryGetProperty(field.Key, out var value) ? Stored(value, field) : null,
        system => system.Name is "owner" ? JsonSerializer.SerializeToElement(Me) : null,
        (target, id) => target == Customer && id == Acme ? Record(Customer, JsonElement.Parse("""{"name": "Acme", "level": "vip"}""")) : null);

    private static JsonElement Stored(JsonElement value, Field field) => field.Type.Read(value, field).Value!.Value;

    private Form Add(int number, string json)
    {
        var definition = FieldIds.AssignNew(FormDefinitionJson.Read(JsonElement.Parse(json)).Value).Value.Definition;
        var form = FormCompiler.Fields(Guid.CreateVersion7(), number, 1, definition);
        _forms.Add(form);
        return form;
    }

    private sealed class NotTheHiddenForm : FilterRights
    {
        public override bool MayRead(Form form) => form.Key is not "hidden";
    }
}
