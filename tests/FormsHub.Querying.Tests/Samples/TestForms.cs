using System.Text.Json.Nodes;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Formulas;

namespace FormsHub.Querying.Tests.Samples;

/// <summary>Published forms made from definitions that leave out ids: fields are numbered in order.</summary>
internal sealed class TestForms : IFormCatalog
{
    private static readonly string[] Common = ["key", "type", "label", "unique", "indexed", "required", "fields"];
    private readonly List<Form> _forms = [];

    public IReadOnlyCollection<Form> All => _forms;

    public Form? Find(string key) => _forms.Find(form => form.Key == key);

    public Form? ByNumber(int number) => _forms.Find(form => form.Number == number);

    public Form Add(string key, string titleField, string fields)
    {
        var next = 1;
        var built = JsonNode.Parse(fields)!.AsArray().Select(field => Build(field!.AsObject(), ref next)).ToList();
        var definition = new FormDefinition { Key = key, TitleField = titleField, Fields = [.. built.Select(field => field.Definition)] };
        var form = new Form(Guid.CreateVersion7(), _forms.Count + 1, 1, definition, built);
        form = new Form(form.Id, form.Number, 1, definition, built) { Logic = new FormulaLanguage().Compile(form, this).Value };
        _forms.Add(form);
        return form;
    }

    /// <summary>The same form as another publication makes it.</summary>
    public Form Again(int index)
    {
        var form = _forms[index];
        return new Form(form.Id, form.Number, form.Version, form.Definition, [.. form.AllFields.Select(Copy)]) { Logic = form.Logic };
    }

    private static Field Copy(Field field) => new(field.Definition, field.Type, field.Options, [.. field.Columns.Select(Copy)]);

    private static Field Build(JsonObject json, ref int next)
    {
        var id = $"f{next++}";
        var columns = new List<Field>();
        foreach (var column in json["fields"]?.AsArray() ?? []) columns.Add(Build(column!.AsObject(), ref next));
        var options = new JsonObject(json.Where(member => !Common.Contains(member.Key)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        var type = FieldTypes.Find((string)json["type"]!)!;
        var definition = new FieldDefinition
        {
            Id = id,
            Key = (string)json["key"]!,
            Type = type.Name,
            Unique = (bool?)json["unique"] ?? false,
            Indexed = (bool?)json["indexed"] ?? false,
            Fields = [.. columns.Select(column => column.Definition)],
            Options = options,
        };
        return new Field(definition, type, type.ReadOptions(options), columns);
    }
}
