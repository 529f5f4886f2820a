using System.Buffers;

namespace FormsHub.Server.Records;

/// <summary>An answer whose JSON is written straight into the response.</summary>
public sealed class JsonAnswer(int status, Action<IBufferWriter<byte>> write) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        write(httpContext.Response.BodyWriter);
        return httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
    }
}
