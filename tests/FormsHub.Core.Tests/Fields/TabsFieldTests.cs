using FormsHub.Core.Fields;

namespace FormsHub.Core.Tests.Fields;

public class TabsFieldTests
{
    [Fact]
    public void Starts_a_page_and_holds_no_value()
    {
        var field = AField.Of("tabs");

        Assert.Equal((FieldRole.Layout, SqlType.None, false), (field.Type.Role, field.Type.SqlType, field.Type.CanBeColumn));
        Assert.Equal("no_value", field.Outcome("\"a\""));
    }
}
