using FormsHub.Core.Forms;

namespace FormsHub.Core.Tests.Fields;

public class LookupFieldTests
{
    private static readonly Form Customer = AForm.Of(
        "customer",
        AField.Named("level", "f1", "select", """{"options": [{"key": "VIP"}]}"""),
        AField.Named("debt", "f2", "currency"),
        AField.Named("calls", "f3", "table", "{}", AField.Named("minutes", "f4", "number")));

    private static Form Contact(Field lookup) => AForm.Of(
        "contact",
        AField.Named("customer", "f1", "reference", """{"target": "customer"}"""),
        AField.Named("name", "f2", "text"),
        lookup);

    private static Field Lookup(string reference, string field) =>
        AField.Named("shown", "f3", "lookup", $$"""{"reference": "{{reference}}", "field": "{{field}}"}""");

    [Theory]
    [InlineData("customer", "level", "")]
    [InlineData("customr", "level", "/reference unknown_field")]
    [InlineData("name", "level", "/reference not_a_reference")]
    [InlineData("customer", "levl", "/field unknown_field")]
    [InlineData("customer", "calls", "/field not_shown")]
    public void Shows_a_field_of_the_target_of_a_reference(string reference, string field, string expected)
    {
        var lookup = Lookup(reference, field);

        Assert.Equal(expected, string.Join("; ", lookup.Type
            .CheckDefinition(lookup, Contact(lookup), new AField.Forms([Customer])).Select(error => $"{error.Path} {error.Code}")));
    }

    [Fact]
    public void Compares_and_shows_as_its_target()
    {
        var lookup = Lookup("customer", "level");

        Assert.Equal("f1", lookup.Type.Target(lookup, Contact(lookup), new AField.Forms([Customer]))!.Id);
        Assert.Same(Customer["level"], lookup.Type.Effective(lookup, Contact(lookup), new AField.Forms([Customer])));
        Assert.Null(lookup.Type.Effective(lookup, Contact(lookup), new AField.Forms([])));
    }

    [Fact]
    public void A_circle_has_no_effective_field()
    {
        var lookup = AField.Named("a", "f9", "lookup", """{"reference": "self", "field": "a"}""");
        var form = AForm.Of("own", AField.Named("self", "f1", "reference", """{"target": "own"}"""), lookup);

        Assert.Null(lookup.Type.Effective(lookup, form, new AField.Forms([form])));
    }

    [Fact]
    public void Cannot_be_written() => Assert.Equal("computed", Lookup("customer", "level").Outcome("\"VIP\""));
}
