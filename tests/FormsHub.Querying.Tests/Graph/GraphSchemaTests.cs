using FormsHub.Core.Access;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Tests.Samples;

namespace FormsHub.Querying.Tests.Graph;

/// <summary>The schema follows the forms and the rights of who asks.</summary>
public sealed class GraphSchemaTests
{
    private const string Fields = """
        [{"key": "name", "type": "text"}, {"key": "amount", "type": "number"}, {"key": "stars", "type": "rating"}, {"key": "at", "type": "dateTime"}, {"key": "day", "type": "date"},
         {"key": "level", "type": "select", "options": [{"key": "高"}, {"key": "2nd"}, {"key": "ok"}, {"key": "true"}, {"key": "o k"}, {"key": "o-k"}]},
         {"key": "place", "type": "region"}, {"key": "files", "type": "file", "multiple": true}, {"key": "photo", "type": "image"}, {"key": "who", "type": "users"},
         {"key": "rows", "type": "table", "fields": [{"key": "minutes", "type": "number"}, {"key": "kind", "type": "select", "options": [{"key": "a"}]}]}, {"key": "any", "type": "json"}]
        """;

    [Fact]
    public void Fields_have_the_types_of_their_values()
    {
        var forms = new TestForms();
        forms.Add("contact", "name", Fields);

        var type = (ObjectType)Schema(forms, People.Li).FindType("Contact")!;

        Assert.Equal(
            "id: ID!, rev: Int!, version: Int!, title: String!, state: String!, owner: User, department: Department, createdAt: DateTime!, createdBy: User, updatedAt: DateTime!, "
            + "updatedBy: User, deletedAt: DateTime, deletedBy: User, name: String, amount: Decimal, stars: Int, at: DateTime, day: Date, level: ContactLevel, place: Region, "
            + "files: [File!], photo: File, who: [User], rows: [ContactRowsRow!], any: JSON, revisions: [Revision!]!",
            string.Join(", ", type.Fields.Select(field => $"{field.Name}: {field.Type}")));
    }

    [Fact]
    public void Options_get_names_that_graphql_allows()
    {
        var forms = new TestForms();
        forms.Add("contact", "name", Fields);

        var level = (EnumType)Schema(forms, People.Li).FindType("ContactLevel")!;

        Assert.Equal(["option", "_2nd", "ok", "true_2", "o_k", "o_k_2"], level.Values.Select(value => value.Name));
        Assert.Equal(["高", "2nd", "ok", "true", "o k", "o-k"], level.Values.Select(value => value.Value));
    }

    [Fact]
    public void Names_that_are_taken_get_others()
    {
        var forms = new TestForms();
        foreach (var key in new[] { "user", "query", "node", "file", "pageInfo", "string", "contact", "contactFilter", "contactList", "deletedContactList", "contactInput", "contactUpdate", "batchResult", "batchError", "mutation" }) forms.Add(key, "name", """[{"key": "name", "type": "text"}]""");

        var schema = Schema(forms, People.Li);

        Assert.Empty(SchemaValidation.Check(schema).Select(error => error.Message));
        Assert.All(["UserRecord", "QueryRecord", "NodeRecord", "FileRecord", "PageInfoRecord", "StringRecord", "ContactFilter", "ContactFilter_"], name => Assert.NotNull(schema.FindType(name)));
    }

    [Fact]
    public void What_is_hidden_has_no_name_in_the_schema()
    {
        var forms = new TestForms();
        forms.Add("contact", "name", """
            [{"key": "name", "type": "text"}, {"key": "secretLevel", "type": "select", "options": [{"key": "secretOption"}]}, {"key": "masked", "type": "number"},
             {"key": "secretRows", "type": "table", "fields": [{"key": "secretColumn", "type": "text"}]}]
            """);
        forms.Add("secretForm", "name", """[{"key": "name", "type": "text"}, {"key": "contact", "type": "reference", "target": "contact"}]""");
        var caller = People.Stranger with
        {
            Grants =
            [
                new HeldGrant("agent", new Grant
                {
                    Form = "contact",
                    Actions = new HashSet<FormAction> { FormAction.Read },
                    Fields = new Dictionary<string, FieldRight>
                    {
                        ["*"] = new(Sight.Clear, MayWrite: false), ["secretLevel"] = FieldRight.Hidden, ["masked"] = new(Sight.Masked, MayWrite: false), ["secretRows"] = FieldRight.Hidden,
                    },
                }),
            ],
        };

        var schema = Schema(forms, caller);

        Assert.DoesNotContain("secret", SchemaText.Print(schema), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("String", ((ObjectType)schema.FindType("Contact")!).FindField("masked")!.Type.ToString());
        Assert.Null(((InputObjectType)schema.FindType("ContactFilter")!).FindField("masked"));
        Assert.Null(((ObjectType)schema.FindType("Contact")!).FindField("revisions"));
    }

    [Fact]
    public void Names_do_not_depend_on_who_asks()
    {
        var forms = new TestForms();
        string[] parts = ["edge", "connection", "filter", "order", "linkFilter", "linksFilter", "groupKey", "groupBy", "group", "min", "max", "having", "groupOrder", "input", "target", "update", "batchPayload", "changed", "rowsRow"];
        var options = string.Concat(parts.Select(key => $$""", {"key": "{{key}}", "type": "select", "options": [{"key": "a"}]}"""));
        forms.Add("contact", "name", $$"""[{"key": "name", "type": "text"}, {"key": "callList", "type": "text"}{{options}}, {"key": "rows", "type": "table", "fields": [{"key": "minutes", "type": "number"}]}]""");
        forms.Add("call", "name", """[{"key": "name", "type": "text"}, {"key": "contact", "type": "reference", "target": "contact"}, {"key": "also", "type": "references", "target": "contact"}]""");
        forms.Add("batch", "name", """[{"key": "name", "type": "text"}, {"key": "error", "type": "select", "options": [{"key": "a"}]}]""");
        var narrow = People.Stranger with
        {
            Grants = [.. new[] { "contact", "call", "batch" }.Select(form => new HeldGrant("agent", new Grant
            {
                Form = form,
                Actions = new HashSet<FormAction> { FormAction.Read, FormAction.Create, FormAction.Update },
                Fields = new Dictionary<string, FieldRight> { ["name"] = new(Sight.Clear, MayWrite: true), ["rows"] = new(Sight.Clear, MayWrite: true), ["contact"] = new(Sight.Clear, MayWrite: true), ["also"] = new(Sight.Clear, MayWrite: true) },
            }))],
        };

        var (all, some) = (Schema(forms, People.Li), Schema(forms, narrow));

        Assert.Empty(SchemaValidation.Check(all).Select(error => error.Message));
        Assert.Empty(Members(some).Except(Members(all)));
        Assert.Equal("callListByContact", ((ObjectType)some.FindType("Contact")!).Fields.First(field => field.Type.Named.Name is "CallConnection").Name);

        static IEnumerable<string> Members(Schema schema) => schema.Types.Values.SelectMany(type => type switch
        {
            ObjectType of => of.Fields.Select(field => $"type {type.Name}.{field.Name}: {field.Type}"),
            InputObjectType of => of.Fields.Select(field => $"input {type.Name}.{field.Name}: {field.Type}"),
            EnumType of => of.Values.Select(value => $"enum {type.Name}.{value.Name}"),
            _ => [],
        });
    }

    [Fact]
    public void Callers_who_may_do_the_same_share_a_schema_until_the_forms_change()
    {
        var forms = new TestForms();
        forms.Add("contact", "name", Fields);
        var other = People.Li with { Id = Guid.CreateVersion7() };

        Assert.Same(Schema(forms, People.Li), Schema(forms, other));
        Assert.NotSame(Schema(forms, People.Li), Schema(forms, People.Stranger));
    }

    private static Schema Schema(TestForms forms, Caller caller) => new GraphQuestions(null!, forms, caller).Schema;
}
