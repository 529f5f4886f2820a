using FormsHub.Core.Results;

namespace FormsHub.Core.Tests.Fields;

public class SignatureFieldTests
{
    private const string Id = "01980000-0000-7000-8000-00000000000a";

    [Fact]
    public void Is_one_picture()
    {
        var field = AField.Of("signature");

        Assert.Equal("too_many_files", field.Outcome($"[\"{Id}\", \"01980000-0000-7000-8000-00000000000b\"]"));
        Assert.Equal("已签名", field.Display($"[{{\"id\":\"{Id}\"}}]", Language.Chinese));
    }
}
