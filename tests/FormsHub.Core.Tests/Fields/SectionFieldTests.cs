using FormsHub.Core.Fields;

namespace FormsHub.Core.Tests.Fields;

public class SectionFieldTests
{
    [Fact]
    public void Starts_a_group_and_holds_no_value()
    {
        var field = AField.Of("section");

        Assert.Equal((FieldRole.Layout, SqlType.None, false), (field.Type.Role, field.Type.SqlType, field.Type.CanBeColumn));
        Assert.Equal("no_value", field.Outcome("\"a\""));
    }
}
