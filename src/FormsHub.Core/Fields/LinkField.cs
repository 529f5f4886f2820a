using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>What the types that point at one thing by its id have in common.</summary>
public abstract class LinkField<TOptions> : FieldType<string, TOptions>
    where TOptions : class
{
    public override SqlType SqlType => SqlType.Text;
    public override FilterOperators Operators => FilterOperators.Equality;
    public override bool CanBeUnique => true;
    public abstract override LinkKind Links { get; }

    /// <summary>The form whose records it points at.</summary>
    protected virtual string? TargetForm(Field field) => null;

    protected override Parsed<string> Parse(JsonElement input, TOptions options) => LinkInput.Read(input, Links);

    protected override JsonElement Write(string value, JsonElement input) =>
        input.ValueKind is JsonValueKind.String && input.ValueEquals(value) ? input : JsonSerializer.SerializeToElement(value);

    public override IEnumerable<LinkName> NamesIn(JsonElement value, Field field) =>
        LinkInput.IsId(value.GetString()!) ? [] : [new LinkName(Links, value.GetString()!, "")];

    public override IEnumerable<Link> LinksIn(JsonElement value, Field field) => LinkIds(value).Select(id => new Link(Links, id, field, ""));

    public override IEnumerable<Guid> LinkIds(JsonElement value) => LinkInput.Id(value.GetString()!) is { } id ? [id] : [];

    public override Reading Resolve(JsonElement value, Field field, ILinkTargets targets)
    {
        var found = LinkInput.Resolve(value.GetString()!, Links, field, targets);
        return found.Error is { } error ? Reading.Wrong(error) : Reading.Of(Write(found.Value, value));
    }

    public override void WriteWire(Utf8JsonWriter writer, JsonElement value, Field field, IWireTitles titles) =>
        LinkInput.WriteWire(writer, value.GetString()!, Links, TargetForm(field), titles);

    /// <summary>The id: its title is known only to who reads the database.</summary>
    public override string Display(JsonElement value, Field field, Language language) => value.GetString()!;

    public override string? Plain(JsonElement value, Field field) => null;

    public override Value ToValue(JsonElement value, Field field) => new Value.Text(value.GetString()!);

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetString()!, right.GetString()!);

    /// <summary>A link to the same kind of thing is kept; of several the first. Whether it exists in the new target is seen when it is written.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        var ids = from.Type.Links == Links && from.Type.Role is FieldRole.Input ? [.. from.Type.LinkIds(value)] : Array.Empty<Guid>();
        return ids.Length is 0 || !LinkInput.SameTarget(from, to)
            ? Conversion.Impossible
            : new(JsonSerializer.SerializeToElement(ids[0]), Lossy: ids.Length > 1);
    }

    protected override Conversion CarrySame(JsonElement value, Field from, Field to) =>
        LinkInput.SameTarget(from, to) ? new(value, Lossy: false) : Conversion.Impossible;
}

/// <summary>What the types that point at several things by their ids have in common.</summary>
public abstract class LinksField<TOptions> : FieldType<IReadOnlyList<string>, TOptions>
    where TOptions : class, ILinksOptions
{
    private const int MostItems = 1000;

    public override SqlType SqlType => SqlType.TextArray;
    public override FilterOperators Operators => FilterOperators.Listed;
    public abstract override LinkKind Links { get; }

    public override bool IsMany(Field field) => true;

    /// <summary>The form whose records it points at.</summary>
    protected virtual string? TargetForm(Field field) => null;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        if (OptionsOf(field).MaxItems is < 1 or > MostItems)
        {
            yield return new FieldError(
                "out_of_range", $"The largest number must be between 1 and {MostItems}.", $"最多数量须在 1 到 {MostItems} 之间。").Under("/maxItems");
        }
    }

    protected override Parsed<IReadOnlyList<string>> Parse(JsonElement input, TOptions options)
    {
        if (input.ValueKind is not JsonValueKind.Array) return new FieldError("wrong_type", $"Must be a list.", $"必须是列表。");
        var items = new List<string>(Math.Min(input.GetArrayLength(), MostItems));
        var seen = new HashSet<string>();
        var index = 0;
        foreach (var item in input.EnumerateArray())
        {
            var read = LinkInput.Read(item, Links);
            if (read.Error is { } error) return error.Under($"/{index}");
            if (!read.IsEmpty && seen.Add(read.Value)) items.Add(read.Value);
            index++;
        }
        return items.Count is 0 ? Parsed<IReadOnlyList<string>>.Empty() : items;
    }

    /// <summary>One item may be asked for without a list around it.</summary>
    protected override Parsed<IReadOnlyList<string>> ParseOperand(JsonElement input, TOptions options)
    {
        if (input.ValueKind is JsonValueKind.Array) return Parse(input, options);
        var read = LinkInput.Read(input, Links);
        return read.Error is { } error ? error
            : read.IsEmpty ? Parsed<IReadOnlyList<string>>.Empty()
            : new List<string> { read.Value };
    }

    protected override IEnumerable<FieldError> Check(IReadOnlyList<string> value, TOptions options)
    {
        if (value.Count > (options.MaxItems ?? MostItems))
            yield return new("too_many_items", $"At most {options.MaxItems ?? MostItems} are allowed.", $"最多 {options.MaxItems ?? MostItems} 个。");
    }

    protected override JsonElement Write(IReadOnlyList<string> value, JsonElement input) => StoredLists.Write(value, input);

    public override IEnumerable<LinkName> NamesIn(JsonElement value, Field field) => StoredLists.Read(value)
        .Select((name, index) => new LinkName(Links, name, $"/{index}"))
        .Where(each => !LinkInput.IsId(each.Name));

    public override IEnumerable<Link> LinksIn(JsonElement value, Field field) => StoredLists.Read(value)
        .Select((id, index) => (Id: LinkInput.Id(id), Index: index))
        .Where(each => each.Id is not null)
        .Select(each => new Link(Links, each.Id!.Value, field, $"/{each.Index}"));

    public override IEnumerable<Guid> LinkIds(JsonElement value) => StoredLists.Read(value).Select(LinkInput.Id).OfType<Guid>();

    public override Reading Resolve(JsonElement value, Field field, ILinkTargets targets)
    {
        var ids = new List<string>();
        var errors = new List<FieldError>();
        var index = 0;
        foreach (var item in StoredLists.Read(value))
        {
            var found = LinkInput.Resolve(item, Links, field, targets);
            if (found.Error is { } error) errors.Add(error.Under($"/{index}"));
            else if (!ids.Contains(found.Value)) ids.Add(found.Value);
            index++;
        }
        return errors.Count > 0 ? Reading.Wrong(errors) : Reading.Of(StoredLists.Write(ids, value));
    }

    public override void WriteWire(Utf8JsonWriter writer, JsonElement value, Field field, IWireTitles titles)
    {
        writer.WriteStartArray();
        foreach (var id in StoredLists.Read(value)) LinkInput.WriteWire(writer, id, Links, TargetForm(field), titles);
        writer.WriteEndArray();
    }

    /// <summary>The ids: their titles are known only to who reads the database.</summary>
    public override string Display(JsonElement value, Field field, Language language) => string.Join(", ", StoredLists.Read(value));

    public override string? Plain(JsonElement value, Field field) => null;

    public override Value ToValue(JsonElement value, Field field) => StoredLists.ToValue(value);

    public override int Compare(JsonElement left, JsonElement right) => StoredLists.Compare(left, right);

    /// <summary>One link becomes a list of one.</summary>
    protected override Conversion Carry(JsonElement value, Field from, Field to)
    {
        var ids = from.Type.Links == Links && from.Type.Role is FieldRole.Input ? [.. from.Type.LinkIds(value)] : Array.Empty<Guid>();
        return ids.Length is 0 || !LinkInput.SameTarget(from, to)
            ? Conversion.Impossible
            : new(JsonSerializer.SerializeToElement(ids), Lossy: false);
    }

    protected override Conversion CarrySame(JsonElement value, Field from, Field to) =>
        LinkInput.SameTarget(from, to) ? new(value, Lossy: false) : Conversion.Impossible;
}

/// <summary>The option that all lists of links share.</summary>
public interface ILinksOptions
{
    int? MaxItems { get; }
}

/// <summary>Reading and writing one link, which a link field and a list of links share.</summary>
internal static class LinkInput
{
    private const int LongestName = 256;

    /// <summary>An id as text, <c>{"id"}</c> with anything beside it, or, for people and departments, a name.</summary>
    public static Parsed<string> Read(JsonElement input, LinkKind kind)
    {
        var named = kind is LinkKind.User or LinkKind.Department;
        if (input.ValueKind is JsonValueKind.Null) return Parsed<string>.Empty();
        if (input.ValueKind is JsonValueKind.Object && input.TryGetProperty("id"u8, out var id)) return Read(id, LinkKind.Record);
        if (input.ValueKind is not JsonValueKind.String)
            return new FieldError("wrong_type", $"Must be an id, or an object with one: {{\"id\": …}}.", $"必须是 id，或带有 id 的对象：{{\"id\": …}}。");

        var text = input.GetString()!.Trim();
        return text.Length is 0 ? Parsed<string>.Empty()
            : Id(text) is { } guid ? guid.ToString("D")
            : named && text.Length <= LongestName ? text
            : new FieldError("invalid_id", $"Is not a valid id.", $"不是有效的 id。");
    }

    public static Guid? Id(string text) => Guid.TryParseExact(text, "D", out var id) ? id : null;

    public static bool IsId(string text) => Id(text) is not null;

    public static Parsed<string> Resolve(string text, LinkKind kind, Field field, ILinkTargets targets)
    {
        var given = Id(text);
        var id = given ?? targets.Named(kind, text);
        return id is { } found && (given is null || targets.Exists(kind, found, field)) ? found.ToString("D") : UnknownLink.Of(text, kind);
    }

    public static void WriteWire(Utf8JsonWriter writer, string id, LinkKind kind, string? targetForm, IWireTitles titles)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("title"u8, titles.Title(kind, id, targetForm));
        writer.WriteEndObject();
    }

    /// <summary>Records are links of the same kind only within one form.</summary>
    public static bool SameTarget(Field from, Field to) => ReferenceOptions.TargetOf(from) == ReferenceOptions.TargetOf(to);
}
