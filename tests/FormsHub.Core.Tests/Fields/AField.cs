using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Core.Tests.Fields;

/// <summary>Fields for tests, and short ways to read values with them.</summary>
internal static class AField
{
    public static Field Of(string type, string options = "{}", params Field[] columns) => Named("value", "f1", type, options, columns);

    public static Field Named(string key, string id, string type, string options = "{}", params Field[] columns)
    {
        var attributes = JsonNode.Parse(options)!.AsObject();
        var definition = new FieldDefinition
        {
            Id = id,
            Key = key,
            Type = type,
            Required = attributes.Remove("required"),
            Unique = attributes.Remove("unique"),
            Options = attributes,
            Fields = [.. columns.Select(column => column.Definition)],
        };
        var fieldType = FieldTypes.Find(type)!;
        return new Field(definition, fieldType, fieldType.ReadOptions(attributes), columns);
    }

    public static Reading Read(this Field field, string json) => field.Type.Read(JsonElement.Parse(json), field);

    /// <summary>The stored value, or the codes of the errors with their paths: "too_long", "/0/minutes too_small".</summary>
    public static string Outcome(this Field field, string json) => Outcome(field.Read(json));

    public static string Outcome(Reading reading) => reading.Failed
        ? string.Join("; ", reading.Errors!.Select(error => $"{error.Path} {error.Code}".Trim()))
        : reading.Value?.GetRawText() ?? "empty";

    /// <summary>The codes of the repairs, in order.</summary>
    public static string Repairs(this Field field, string json) =>
        string.Join(' ', field.Read(json).Repairs?.Select(repair => repair.Code) ?? []);

    public static string Display(this Field field, string stored, Results.Language language = Results.Language.English) =>
        field.Type.Display(JsonElement.Parse(stored), field, language);

    /// <summary>The codes of what is wrong with the definition, with their paths.</summary>
    public static string Definition(this Field field, params Form[] forms) => string.Join("; ", field.Type
        .CheckDefinition(field, AForm.Of("own", field), new Forms(forms)).Select(error => $"{error.Path} {error.Code}"));

    internal sealed class Forms(IReadOnlyCollection<Form> all) : IFormCatalog
    {
        public IReadOnlyCollection<Form> All => all;

        public Form? Find(string key) => all.FirstOrDefault(form => form.Key == key);

        public Form? ByNumber(int number) => all.FirstOrDefault(form => form.Number == number);
    }
}

/// <summary>Forms for tests.</summary>
internal static class AForm
{
    public static Form Of(string key, params Field[] fields) =>
        new(Guid.CreateVersion7(), 1, 1, new FormDefinition { Key = key, Fields = [.. fields.Select(field => field.Definition)] }, fields);
}
