using Microsoft.AspNetCore.Http.Metadata;

namespace FormsHub.Server.Hosting.Web;

/// <summary>For endpoints whose bodies are a few lines, some of which anybody may call.</summary>
internal sealed class SmallBody : IRequestSizeLimitMetadata
{
    public const long Limit = 64 * 1024;

    public static readonly SmallBody Instance = new();

    public long? MaxRequestBodySize => Limit;
}
