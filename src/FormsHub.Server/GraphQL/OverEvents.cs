using System.Buffers;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.Server.Hosting.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace FormsHub.Server.GraphQL;

/// <summary>
/// Answers of /graphql as server-sent events: each result a "next", and "complete" at the end.
/// See https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md (distinct connections mode)
/// </summary>
public sealed class OverEvents(Operations operations, OpenStreams streams, TimeProvider clock, IHostApplicationLifetime life)
{
    /// <summary>After so long without an event a comment keeps proxies from closing the connection, and it is looked whether the caller may still listen.</summary>
    internal static readonly TimeSpan Silence = TimeSpan.FromSeconds(12);

    /// <param name="refusal">Why there is no operation; told as the only event.</param>
    public async Task TellAsync(HttpContext context, Operations.Prepared? operation, Operations.Refusal? refusal, CancellationToken ct)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct, life.ApplicationStopping);
        using var place = operation is null ? null : streams.Open(operation.Caller);
        if (operation is not null && place is null)
        {
            await GraphQLProblems.TooManyStreams.ToHttp(StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
            return;
        }
        context.Response.ContentType = MediaTypes.Events + "; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        // At once, and not with the first event: the client shall know that it is heard.
        await context.Response.Body.FlushAsync(stopping.Token);
        try
        {
            await using var results = ResultsAsync(context, operation, refusal, stopping.Token).GetAsyncEnumerator(stopping.Token);
            await PumpAsync(context, results, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            // The server stops, or the caller is signed in no more; a client connects again.
        }
    }

    private async Task PumpAsync(HttpContext context, IAsyncEnumerator<ExecutionResult> results, CancellationTokenSource stopping)
    {
        var ct = stopping.Token;
        while (true)
        {
            var next = results.MoveNextAsync().AsTask();
            try
            {
                while (await Task.WhenAny(next, Task.Delay(Silence, clock, ct)) != next && !ct.IsCancellationRequested) await KeepOpenAsync(context, stopping);
            }
            catch
            {
                // What is still under way may not be disposed of.
                await stopping.CancelAsync();
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }
            if (!await next) break;
            await WriteAsync(context, "next", results.Current, ct);
        }
        await WriteAsync(context, "complete", null, ct);
    }

    /// <summary>A comment, or the end where the caller may not listen any more.</summary>
    private async Task KeepOpenAsync(HttpContext context, CancellationTokenSource stopping)
    {
        var ct = stopping.Token;
        if (await operations.GoneAsync(context, ct) is { } gone)
        {
            await WriteAsync(context, "next", ExecutionResult.Refused([ErrorsOfGraphQL.Of(gone, context)]), ct);
            await WriteAsync(context, "complete", null, ct);
            await stopping.CancelAsync();
            return;
        }
        context.Response.BodyWriter.Write(":\n\n"u8);
        await context.Response.BodyWriter.FlushAsync(ct);
    }

    private async IAsyncEnumerable<ExecutionResult> ResultsAsync(
        HttpContext context, Operations.Prepared? operation, Operations.Refusal? refusal, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (operation is null)
        {
            yield return ExecutionResult.Refused(refusal!.Errors);
            yield break;
        }
        if (operation.Kind is not OperationKind.Subscription)
        {
            using var entered = await operations.EnterAsync(context, ct);
            using var answer = await operations.RunToldAsync(context, operation, entered, ct);
            yield return answer;
            yield break;
        }
        var (results, errors) = await operations.SubscribeAsync(context, operation, ct);
        if (results is null)
        {
            yield return ExecutionResult.Refused(errors);
            yield break;
        }
        await using var each = results.GetAsyncEnumerator(ct);
        while (true)
        {
            ExecutionResult? result = null;
            GraphQLError? failed = null;
            try
            {
                if (await each.MoveNextAsync()) result = each.Current;
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                failed = operations.Told(exception, context);
            }
            if (failed is not null) yield return ExecutionResult.Refused([failed]);
            if (result is null) yield break;
            yield return result;
        }
    }

    private static async Task WriteAsync(HttpContext context, string name, ExecutionResult? result, CancellationToken ct)
    {
        var data = new ArrayBufferWriter<byte>(256);
        if (result is not null) MediaTypes.WriteTo(result, data);
        var output = context.Response.BodyWriter;
        output.Write(System.Text.Encoding.UTF8.GetBytes($"event: {name}\ndata: "));
        // An event's data is one line; line breaks outside of strings mean nothing in JSON.
        var line = output.GetSpan(data.WrittenCount + 2)[..data.WrittenCount];
        data.WrittenSpan.CopyTo(line);
        line.Replace((byte)'\n', (byte)' ');
        line.Replace((byte)'\r', (byte)' ');
        output.Advance(data.WrittenCount);
        output.Write("\n\n"u8);
        await output.FlushAsync(ct);
    }
}
