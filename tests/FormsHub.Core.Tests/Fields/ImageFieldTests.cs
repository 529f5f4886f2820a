using FormsHub.Core.Fields;

namespace FormsHub.Core.Tests.Fields;

public class ImageFieldTests
{
    [Theory]
    [InlineData("image/png", null)]
    [InlineData("image/webp", null)]
    [InlineData("image/svg+xml", "not_a_picture")]
    [InlineData("application/pdf", "not_a_picture")]
    public void Takes_pictures_that_run_no_script(string mime, string? expected) => Assert.Equal(
        expected, new FileLimits(Multiple: false, MaxSize: null, Accept: null, OnlyPictures: true).Refuse(new StoredFile(Guid.Empty, "a", 1, mime, ""))?.Code);
}
