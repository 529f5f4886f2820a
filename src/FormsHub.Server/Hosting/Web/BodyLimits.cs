using System.Buffers;
using FormsHub.Server.Hosting.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace FormsHub.Server.Hosting.Web;

/// <summary>
/// Refuses a body that announces more than the endpoint takes. What is sent anyway is read and dropped up to a point, because
/// most clients look for the answer only when they have sent everything.
/// </summary>
public sealed class BodyLimits(RequestDelegate next)
{
    private const long MostToDrop = 4 * FormsHubServer.BodyLimit;

    public async Task InvokeAsync(HttpContext context)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } own ? own.MaxRequestBodySize : FormsHubServer.BodyLimit;
        if (context.Request.ContentLength is not { } length || limit is null || length <= limit)
        {
            await next(context);
            return;
        }

        if (length <= MostToDrop)
        {
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = MostToDrop;
            await DropAsync(context.Request.Body, context.RequestAborted);
        }
        await HttpProblems.TooLarge.ToHttp(StatusCodes.Status413PayloadTooLarge).ExecuteAsync(context);
    }

    private static async Task DropAsync(Stream body, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(65536);
        try
        {
            while (await body.ReadAsync(buffer, ct) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
