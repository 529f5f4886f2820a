using FormsHub.Core.Results;

namespace FormsHub.Server.Files;

/// <summary>What can go wrong with files.</summary>
public static class FileProblems
{
    public static readonly Problem NotMultipart = Problem.Invalid(
        "unsupported_media_type",
        $"Send the file as multipart/form-data in a part named \"file\".",
        $"请使用 multipart/form-data 上传，文件部分名为“file”。");

    public static readonly Problem NoFile = Problem.Invalid(
        "file_missing", $"The request has no part \"file\" with a file name.", $"请求中没有名为“file”且带文件名的部分。");

    public static readonly Problem Broken = Problem.Invalid("broken_upload", $"The upload is malformed or was cut off.", $"上传内容格式错误或不完整。");

    public const string TooLargeCode = "file_too_large";

    public static Problem Belied(string name) => Problem.Invalid(
        "file_content_differs", $"\"{name}\" is not what its name says: its content is of another kind.", $"“{name}”的内容与扩展名不符。");

    public static Problem TooLarge(long limit) =>
        Problem.Invalid("file_too_large", $"The file is larger than {limit} bytes.", $"文件超过 {limit} 字节的上限。") with
        {
            Details = new Dictionary<string, object?> { ["limit"] = limit },
        };

    public static Problem NotFound(Guid file) => Problem.NotFound("file_not_found", $"There is no file \"{file}\" that you may read.", $"没有您可以读取的文件“{file}”。");
}
