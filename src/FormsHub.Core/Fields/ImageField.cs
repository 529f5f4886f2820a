namespace FormsHub.Core.Fields;

/// <summary>An uploaded picture or, where <c>multiple</c>, several.</summary>
public sealed class ImageField : FilesField<ImageField.ImageOptions>
{
    /// <param name="MaxSize">In bytes.</param>
    public sealed record ImageOptions(bool Multiple = false, long? MaxSize = null, IReadOnlyList<string>? Accept = null);

    public override string Name => "image";

    protected override FileLimits Limits(ImageOptions options) => new(options.Multiple, options.MaxSize, options.Accept, OnlyPictures: true);
}
