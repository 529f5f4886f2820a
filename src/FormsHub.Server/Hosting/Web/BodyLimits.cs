using System.Buffers;
using FormsHub.Server.Hosting.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace FormsHub.Server.Hosting.Web;

/// <summary>
/// Refuses a body that announces more than the endpoint takes, or that turns out to be more when it announces nothing. What is sent anyway
/// is read and dropped up to a point, because most clients look for the answer only when they have sent everything.
/// </summary>
public sealed class BodyLimits(RequestDelegate next)
{
    private const long MostToDrop = 4 * FormsHubServer.BodyLimit;

    public async Task InvokeAsync(HttpContext context)
    {
        var limit = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is { } own ? own.MaxRequestBodySize : FormsHubServer.BodyLimit;
        if (context.Request.ContentLength is null && limit is { } most && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            await CountAsync(context, most);
            return;
        }
        if (context.Request.ContentLength is not { } length || limit is null || length <= limit)
        {
            await next(context);
            return;
        }

        if (length <= MostToDrop)
        {
            Allow(context, MostToDrop);
            await DropAsync(context.Request.Body, context.RequestAborted);
        }
        await RefuseAsync(context);
    }

    /// <summary>For a body that comes in chunks: it is too large when it has become so.</summary>
    private async Task CountAsync(HttpContext context, long limit)
    {
        var body = context.Request.Body;
        Allow(context, Math.Max(limit, MostToDrop));
        context.Request.Body = new CountedBody(body, limit);
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode is StatusCodes.Status413PayloadTooLarge && !context.Response.HasStarted)
        {
            await DropAsync(body, context.RequestAborted);
            await RefuseAsync(context);
        }
        finally
        {
            context.Request.Body = body;
        }
    }

    private static void Allow(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = bytes;
    }

    private static async Task RefuseAsync(HttpContext context)
    {
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

    private sealed class CountedBody(Stream body, long limit) : Stream
    {
        private long _read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Count(await body.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => Count(body.Read(buffer, offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private int Count(int bytes) => (_read += bytes) <= limit ? bytes
            : throw new BadHttpRequestException("The body is too large.", StatusCodes.Status413PayloadTooLarge);
    }
}
