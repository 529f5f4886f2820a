using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;

namespace FormsHub.Formulas.Tests;

/// <summary>Forms out of short definitions: labels are left out, and the ids of fields are their keys.</summary>
internal static class AForm
{
    public static Form Of(JsonNode json, JsonArray targets) => Compile(json, targets).Value;

    public static IReadOnlyList<FieldError> Errors(string json) =>
        Compile(JsonNode.Parse(json)!, Vector.Read("forms.json")["targets"]!.AsArray()).Problem?.Errors ?? [];

    private static Result<Form> Compile(JsonNode json, JsonArray targets)
    {
        var compiler = new FormCompiler(new FormulaLanguage());
        var catalog = new Catalog([.. targets.Select((target, i) => compiler.Compile(Guid.CreateVersion7(), i + 2, 1, Definition(target!), NoForms.Instance).Value)]);
        return compiler.Compile(Guid.CreateVersion7(), 1, 1, Definition(json), catalog);
    }

    private static FormDefinition Definition(JsonNode json)
    {
        var whole = new JsonObject { ["key"] = "sample", ["title"] = "Sample" };
        foreach (var name in new[] { "key", "title", "titleField", "fields", "rules", "views" })
        {
            if (json[name] is { } part) whole[name] = part.DeepClone();
        }
        Label(whole["fields"]!.AsArray());
        var definition = FormDefinitionJson.Read(JsonSerializer.SerializeToElement(whole)).Value;
        return definition with { Fields = Identified(definition.Fields) };
    }

    private static void Label(JsonArray fields)
    {
        foreach (var field in fields)
        {
            field!["label"] ??= (string)field["key"]!;
            if (field["fields"] is JsonArray columns) Label(columns);
        }
    }

    private static List<FieldDefinition> Identified(IReadOnlyList<FieldDefinition> fields) =>
        [.. fields.Select(field => field with { Id = field.Key, Fields = Identified(field.Fields) })];

    internal sealed class Catalog(IReadOnlyList<Form> forms) : IFormCatalog
    {
        public IReadOnlyCollection<Form> All => forms;

        public Form? Find(string key) => forms.FirstOrDefault(form => form.Key == key);

        public Form? ByNumber(int number) => forms.FirstOrDefault(form => form.Number == number);
    }
}
