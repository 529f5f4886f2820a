using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Tests.Fields;

public class NoteFieldTests
{
    [Fact]
    public void Is_a_text_of_the_form_and_holds_no_value()
    {
        var field = AField.Of("note", """{"text": {"zh-CN": "请仔细填写", "en": "Take care"}}""");

        Assert.Equal("请仔细填写", ((NoteField.NoteOptions)field.Options).Text!.In(Language.Chinese));
        Assert.Equal("no_value", field.Outcome("\"a\""));
    }
}
