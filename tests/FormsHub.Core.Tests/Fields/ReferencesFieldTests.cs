using FormsHub.Core.Fields;

namespace FormsHub.Core.Tests.Fields;

public class ReferencesFieldTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";

    [Theory]
    [InlineData($"[\"{Id}\", {{\"id\": \"{Id}\"}}]", $"[\"{Id}\"]")]
    [InlineData("[\"li\"]", "/0 invalid_id")]
    [InlineData($"\"{Id}\"", "wrong_type")]
    public void Takes_ids_of_records_once_each(string json, string expected) =>
        Assert.Equal(expected, AField.Of("references", """{"target": "customer"}""").Outcome(json));

    [Fact]
    public void Filters_may_ask_for_what_its_records_hold() =>
        Assert.True(AField.Of("references", """{"target": "customer"}""").Type.Operators.HasFlag(FilterOperators.Quantify));

    [Fact]
    public void A_definition_that_cannot_work_is_refused() =>
        Assert.Equal("/maxItems out_of_range; /target unknown_target", AField.Of("references", """{"target": "x", "maxItems": 0}""").Definition());
}
