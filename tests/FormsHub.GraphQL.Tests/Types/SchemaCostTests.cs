using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests.Types;

/// <summary>Schemas are swapped while requests come in, so a new one costs what is asked of it and no more.</summary>
public class SchemaCostTests
{
    private const int Forms = 200;
    private const int FieldsPerForm = 40;

    [Fact]
    public void Only_the_types_that_a_document_names_make_their_members()
    {
        var made = new List<string>();
        var schema = Many(made);

        var errors = Validator.Validate(schema, Parser.Parse("{ __typename form7 { field3 self { id } ... on Node { id } } __schema { queryType { name } } }"));

        Assert.Empty(errors);
        Assert.Equal(["Query", "Form7", "Node"], made);
    }

    [Fact]
    public void Who_implements_an_interface_is_found_without_making_fields()
    {
        var made = new List<string>();
        var schema = Many(made);

        Assert.Equal(Forms, schema.PossibleTypes((InterfaceType)schema.FindType("Node")!).Count);
        Assert.Empty(made);
    }

    [Fact]
    public void A_schema_of_two_hundred_forms_takes_little_memory_until_it_is_asked()
    {
        _ = Many([]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var schema = Many([]);
        var errors = Validator.Validate(schema, Parser.Parse("{ form7 { field3 } }"));

        Assert.Empty(errors);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    private static Schema Many(List<string> made)
    {
        var node = new InterfaceType("Node", () => Made("Node", [new Field("id", SpecifiedScalars.ID)]));
        var forms = new List<ObjectType>();
        for (var number = 0; number < Forms; number++)
        {
            var name = $"Form{number}";
            ObjectType? form = null;
            form = new ObjectType(name, () => Made(name,
                [
                    new Field("id", SpecifiedScalars.ID), new Field("self", form!), .. Enumerable.Range(0, FieldsPerForm).Select(field => new Field($"field{field}", SpecifiedScalars.String)),
                ]), () => [node]);
            forms.Add(form);
        }
        var query = new ObjectType("Query", () => Made("Query", [.. forms.Select(form => new Field($"f{form.Name[1..]}", form))]));

        var types = new Dictionary<string, NamedType>();
        foreach (var type in new NamedType[] { query, node }.Concat(forms).Concat(SpecifiedScalars.All).Concat(FormsHub.GraphQL.Introspection.IntrospectionTypes.All)) types[type.Name] = type;
        return new Schema(types, SpecifiedDirectives.All, query);

        IReadOnlyList<Field> Made(string name, IReadOnlyList<Field> fields)
        {
            made.Add(name);
            return fields;
        }
    }
}
