using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>
/// Form definitions as JSON. Reading is strict: an unknown property or a value of the wrong kind is an error with its path.
/// Writing is canonical: the same definition always gives the same text, without what is left at its default.
/// </summary>
public static class FormDefinitionJson
{
    public const int MaxBytes = 1024 * 1024;
    public const int MaxFields = 500;
    public const int MaxRules = 200;
    public const int MaxViews = 100;

    private static readonly JsonWriterOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Result<FormDefinition> Read(JsonElement json)
    {
        if (System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(json).Length > MaxBytes)
        {
            return FormProblems.Invalid([new FieldError("too_large", $"A definition may have at most {MaxBytes} bytes.", $"表单定义最多 {MaxBytes} 字节。")]);
        }

        if (SafeInput.Refuse(json) is { } unsafeText) return FormProblems.Invalid([unsafeText]);
        var errors = new List<FieldError>();
        var definition = ReadForm(json, errors);
        return errors.Count is 0 ? definition : FormProblems.Invalid(errors);
    }

    /// <summary>A view of a definition, or one that was saved.</summary>
    public static ViewDefinition? ReadView(JsonElement json, string path, List<FieldError> errors) => ReadView(json, path, errors, out _);

    /// <summary>A view as clients send it to be saved: with its scope, "personal" (the default) or "shared".</summary>
    public static (ViewDefinition? View, bool IsShared) ReadSavedView(JsonElement json, List<FieldError> errors)
    {
        if (SafeInput.Refuse(json) is { } wrong)
        {
            errors.Add(wrong);
            return (null, false);
        }
        var view = ReadView(json, "", errors, out var scope, withScope: true);
        if (scope is not (null or "personal" or "shared"))
            errors.Add(new FieldError("/scope", "unknown_value", new Message($"must be \"personal\" or \"shared\"", $"必须是“personal”或“shared”")));
        return (view, scope is "shared");
    }

    /// <summary>What is wrong with a view of a form besides its filter; paths start at the view.</summary>
    public static IEnumerable<FieldError> CheckView(ViewDefinition view, Form form) => ViewsFit.Check(view, form);

    private static ViewDefinition? ReadView(JsonElement json, string path, List<FieldError> errors, out string? scope, bool withScope = false)
    {
        scope = null;
        var reader = new DefinitionReader(json, path, errors);
        if (!reader.IsObject) return null;

        var view = new ViewDefinition
        {
            Key = reader.RequiredText("key"),
            Title = reader.Localized("title"),
            Kind = reader.Text("kind") ?? "table",
            Filter = reader.Any("filter"),
            Sort = reader.Texts("sort", 10),
            Columns = reader.List("columns", MaxFields, (item, at) => ReadColumn(item, at, errors)),
            Search = reader.Text("search"),
            GroupBy = reader.Text("groupBy"),
        };
        if (withScope) scope = reader.Text("scope");
        reader.End();
        return view;
    }

    public static string Write(FormDefinition definition)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Readable)) Write(writer, definition);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter writer, FormDefinition definition)
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, definition.Key);
        Put(writer, "plural", definition.Plural);
        Put(writer, "app", definition.App);
        Put(writer, "title", definition.Title);
        Put(writer, "description", definition.Description);
        Put(writer, "icon", definition.Icon);
        Put(writer, "titleField", definition.TitleField);
        Put(writer, "members", definition.Members);
        Put(writer, definition.PersonalData);
        Put(writer, "fields", definition.Fields, Write);
        Put(writer, "rules", definition.Rules, Write);
        Put(writer, "layout", definition.Layout);
        Put(writer, "views", definition.Views, Write);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, ViewDefinition view)
    {
        writer.WriteStartObject();
        WriteMembers(writer, view);
        writer.WriteEndObject();
    }

    /// <summary>The members of a view without the braces, for answers that add their own.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, ViewDefinition view)
    {
        writer.WriteString("key"u8, view.Key);
        Put(writer, "title", view.Title);
        writer.WriteString("kind"u8, view.Kind);
        Put(writer, "filter", view.Filter);
        Put(writer, "search", view.Search);
        Put(writer, "sort", view.Sort);
        Put(writer, "groupBy", view.GroupBy);
        Put(writer, "columns", view.Columns, (each, column) =>
        {
            each.WriteStartObject();
            each.WriteString("field"u8, column.Field);
            if (column.Width is { } width) each.WriteNumber("width"u8, width);
            Put(each, "frozen", column.Frozen);
            each.WriteEndObject();
        });
    }

    private static FormDefinition ReadForm(JsonElement json, List<FieldError> errors)
    {
        var reader = new DefinitionReader(json, "", errors);
        var form = new FormDefinition
        {
            Key = reader.RequiredText("key"),
            Plural = reader.Text("plural"),
            App = reader.Text("app"),
            Title = reader.Localized("title"),
            Description = reader.Localized("description"),
            Icon = reader.Text("icon", 100),
            TitleField = reader.Text("titleField"),
            Members = reader.Texts("members", 1000),
            PersonalData = ReadPersonalData(reader.Any("personalData"), errors),
            Fields = reader.List("fields", MaxFields, (item, at) => ReadField(item, at, errors)),
            Rules = reader.List("rules", MaxRules, (item, at) => ReadRule(item, at, errors)),
            Layout = reader.Any("layout"),
            Views = reader.List("views", MaxViews, (item, at) => ReadView(item, at, errors)),
        };
        reader.End();
        if (form.Fields.Sum(field => 1 + field.Fields.Count) > MaxFields)
            reader.Add("fields", "too_many", $"A form may have at most {MaxFields} fields, columns of sub-tables included.", $"表单最多 {MaxFields} 个字段（含子表列）。");
        if (form.Layout is { ValueKind: not JsonValueKind.Array })
            reader.Add("layout", "wrong_type", $"must be a list", $"必须是列表");
        return form;
    }

    private static PersonalData? ReadPersonalData(JsonElement? json, List<FieldError> errors)
    {
        if (json is not { } given) return null;
        var reader = new DefinitionReader(given, "/personalData", errors);
        if (!reader.IsObject) return null;

        var data = new PersonalData(reader.Localized("purpose"), reader.Text("legalBasis"), ReadRetention(reader.Any("retention"), errors));
        reader.End();
        return data;
    }

    private static RetentionRule? ReadRetention(JsonElement? json, List<FieldError> errors)
    {
        if (json is not { } given) return null;
        var reader = new DefinitionReader(given, "/personalData/retention", errors);
        if (!reader.IsObject) return null;

        var retention = new RetentionRule(reader.RequiredText("after"), reader.Text("from") ?? RetentionRule.CreatedAt, reader.Text("then") ?? RetentionRule.Bin);
        reader.End();
        return retention;
    }

    private static FieldDefinition? ReadField(JsonElement json, string path, List<FieldError> errors)
    {
        var reader = new DefinitionReader(json, path, errors);
        if (!reader.IsObject) return null;

        var field = new FieldDefinition
        {
            Id = reader.Text("id") ?? "",
            Key = reader.RequiredText("key"),
            Type = reader.RequiredText("type"),
            Label = reader.Localized("label"),
            Help = reader.Localized("help"),
            Placeholder = reader.Localized("placeholder"),
            Required = reader.Flag("required") ?? false,
            Unique = reader.Flag("unique") ?? false,
            Indexed = reader.Flag("indexed") ?? false,
            ReadOnly = reader.Flag("readOnly") ?? false,
            Hidden = reader.Flag("hidden") ?? false,
            Sensitive = reader.Text("sensitive"),
            Discloses = reader.Flag("discloses") ?? false,
            Width = reader.Text("width"),
            Default = reader.Any("default"),
            DefaultExpression = reader.Text("defaultExpression", 20_000),
            Aliases = reader.Texts("aliases", 100),
            Fields = reader.List("fields", MaxFields, (item, at) => ReadField(item, at, errors)),
        };
        var options = new JsonObject();
        foreach (var property in reader.Others())
        {
            if (property.Value.ValueKind is not JsonValueKind.Null) options[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        }
        return field with { Options = options };
    }

    private static RuleDefinition? ReadRule(JsonElement json, string path, List<FieldError> errors)
    {
        var reader = new DefinitionReader(json, path, errors);
        if (!reader.IsObject) return null;

        var rule = new RuleDefinition
        {
            When = reader.RequiredText("when"),
            Set = reader.List("set", MaxFields, (item, at) => ReadEffect(item, at, errors)),
        };
        reader.End();
        return rule;
    }

    private static RuleEffect? ReadEffect(JsonElement json, string path, List<FieldError> errors)
    {
        var reader = new DefinitionReader(json, path, errors);
        if (!reader.IsObject) return null;

        var effect = new RuleEffect
        {
            Field = reader.RequiredText("field"),
            Visible = reader.Flag("visible"),
            Required = reader.Flag("required"),
            ReadOnly = reader.Flag("readOnly"),
            Value = reader.Text("value", 20_000),
            Error = reader.Localized("error"),
        };
        reader.End();
        return effect;
    }

    private static ViewColumn? ReadColumn(JsonElement json, string path, List<FieldError> errors)
    {
        if (json.ValueKind is JsonValueKind.String) return new ViewColumn(json.GetString()!);
        var reader = new DefinitionReader(json, path, errors);
        if (!reader.IsObject) return null;

        var column = new ViewColumn(reader.RequiredText("field"), reader.Number("width", 20, 2000), reader.Flag("frozen") ?? false);
        reader.End();
        return column;
    }

    private static void Write(Utf8JsonWriter writer, FieldDefinition field)
    {
        writer.WriteStartObject();
        if (field.Id.Length > 0) writer.WriteString("id"u8, field.Id);
        writer.WriteString("key"u8, field.Key);
        writer.WriteString("type"u8, field.Type);
        Put(writer, "label", field.Label);
        Put(writer, "help", field.Help);
        Put(writer, "placeholder", field.Placeholder);
        Put(writer, "required", field.Required);
        Put(writer, "unique", field.Unique);
        Put(writer, "indexed", field.Indexed);
        Put(writer, "readOnly", field.ReadOnly);
        Put(writer, "hidden", field.Hidden);
        Put(writer, "sensitive", field.Sensitive);
        Put(writer, "discloses", field.Discloses);
        Put(writer, "width", field.Width);
        Put(writer, "default", field.Default);
        Put(writer, "defaultExpression", field.DefaultExpression);
        Put(writer, "aliases", field.Aliases);
        foreach (var (name, value) in field.Options)
        {
            writer.WritePropertyName(name);
            if (value is null) writer.WriteNullValue();
            else value.WriteTo(writer);
        }
        Put(writer, "fields", field.Fields, Write);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, RuleDefinition rule)
    {
        writer.WriteStartObject();
        writer.WriteString("when"u8, rule.When);
        Put(writer, "set", rule.Set, (each, effect) =>
        {
            each.WriteStartObject();
            each.WriteString("field"u8, effect.Field);
            if (effect.Visible is { } visible) each.WriteBoolean("visible"u8, visible);
            if (effect.Required is { } required) each.WriteBoolean("required"u8, required);
            if (effect.ReadOnly is { } readOnly) each.WriteBoolean("readOnly"u8, readOnly);
            Put(each, "value", effect.Value);
            Put(each, "error", effect.Error);
            each.WriteEndObject();
        });
        writer.WriteEndObject();
    }

    private static void Put(Utf8JsonWriter writer, PersonalData? data)
    {
        if (data is null) return;
        writer.WriteStartObject("personalData"u8);
        Put(writer, "purpose", data.Purpose);
        Put(writer, "legalBasis", data.LegalBasis);
        if (data.Retention is { } retention)
        {
            writer.WriteStartObject("retention"u8);
            writer.WriteString("after"u8, retention.After);
            writer.WriteString("from"u8, retention.From);
            writer.WriteString("then"u8, retention.Then);
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void Put(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null) writer.WriteString(name, text);
    }

    private static void Put(Utf8JsonWriter writer, string name, bool flag)
    {
        if (flag) writer.WriteBoolean(name, flag);
    }

    private static void Put(Utf8JsonWriter writer, string name, Localized? text)
    {
        if (text is null) return;
        writer.WritePropertyName(name);
        JsonSerializer.Serialize(writer, text, JsonSerializerOptions.Default);
    }

    private static void Put(Utf8JsonWriter writer, string name, JsonElement? json)
    {
        if (json is not { } present) return;
        writer.WritePropertyName(name);
        present.WriteTo(writer);
    }

    private static void Put(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts) =>
        Put(writer, name, texts, (each, text) => each.WriteStringValue(text));

    private static void Put<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count is 0) return;
        writer.WriteStartArray(name);
        foreach (var item in items) write(writer, item);
        writer.WriteEndArray();
    }
}
