using System.Text.Json;
using FormsHub.Core.Forms.Definitions;

namespace FormsHub.Formulas.Tests;

public class TemplateTests
{
    private static readonly string Folder = Path.Combine(Vector.Folder, "../../templates");

    public static TheoryData<string> Templates => [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_expression_of_a_shipped_template_compiles(string template)
    {
        var definitions = Directory.GetFiles(Path.Combine(Folder, template, "forms"), "*.json")
            .Select(file => FormDefinitionJson.Read(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file))).Value);
        var forms = definitions
            .Select((definition, i) => FormCompiler.Fields(Guid.CreateVersion7(), i + 1, 1, FieldIds.AssignNew(definition).Value.Definition))
            .ToList();
        var catalog = new AForm.Catalog(forms);

        var errors = forms.SelectMany(form => new FormulaLanguage().Compile(form, catalog).Problem?.Errors ?? []);

        Assert.Empty(errors);
    }
}
