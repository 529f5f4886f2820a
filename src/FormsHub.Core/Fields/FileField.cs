namespace FormsHub.Core.Fields;

/// <summary>An uploaded file or, where <c>multiple</c>, several.</summary>
public sealed class FileField : FilesField<FileField.FileOptions>
{
    /// <param name="MaxSize">In bytes.</param>
    public sealed record FileOptions(bool Multiple = false, long? MaxSize = null, IReadOnlyList<string>? Accept = null);

    public override string Name => "file";

    protected override FileLimits Limits(FileOptions options) => new(options.Multiple, options.MaxSize, options.Accept);
}
