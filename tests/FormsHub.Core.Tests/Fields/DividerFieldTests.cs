using FormsHub.Core.Fields;

namespace FormsHub.Core.Tests.Fields;

public class DividerFieldTests
{
    [Fact]
    public void Is_a_line_and_holds_no_value()
    {
        var field = AField.Of("divider");

        Assert.Equal((FieldRole.Layout, SqlType.None, false), (field.Type.Role, field.Type.SqlType, field.Type.CanBeColumn));
        Assert.Equal("no_value", field.Outcome("\"a\""));
    }
}
