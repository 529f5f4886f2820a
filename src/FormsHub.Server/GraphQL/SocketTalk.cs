using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FormsHub.Core.Fields;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;

namespace FormsHub.Server.GraphQL;

/// <summary>The protocol on one WebSocket: what the client says, one message after the other, and what is answered to it meanwhile.</summary>
internal sealed class SocketTalk(OverSocket over, HttpContext context, TextSocket socket) : IDisposable
{
    private const int MostOperations = 200;
    private const int LongestId = 200;

    /// <summary>Within which the client must say who it is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = [];
    private readonly List<Task> _background = [];
    private IDisposable? _place;
    private bool _isInitialized;
    private bool _isAcknowledged;

    private CancellationToken Ct => socket.Ct;

    /// <summary>Until the client goes, or it is told to.</summary>
    public async Task ListenAsync()
    {
        var waiting = Task.WhenAll(WaitForWelcomeAsync(), WatchAsync());
        try
        {
            await foreach (var message in socket.HearAsync()) await HearAsync(message);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The client has gone without a word, or the farewell took too long.
        }
        finally
        {
            await socket.EndAsync();
            await Task.WhenAll([waiting, .. _background]);
        }
    }

    /// <summary>Says why the talk ends; what the client still says is not heard.</summary>
    public async Task CloseAsync(int code, string reason)
    {
        foreach (var running in _running.Values) await CancelAsync(running);
        await socket.CloseAsync(code, reason);
    }

    public void Dispose() => _place?.Dispose();

    private async Task HearAsync(ReadOnlyMemory<byte> text)
    {
        try
        {
            await TakeAsync(text);
        }
        catch (Exception exception) when (exception is not (WebSocketException or OperationCanceledException))
        {
            await CloseAsync((int)WebSocketCloseStatus.InternalServerError, (string)over.Operations.Told(exception, context).Extensions!["code"]!);
        }
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> text)
    {
        JsonDocument message;
        try
        {
            message = JsonDocument.Parse(text, Json.Document);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            await CloseAsync(4400, "Invalid message");
            return;
        }
        using (message)
        {
            var root = message.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || SafeInput.RefuseCharacters(root) is not null || Text(root, "type") is not { } type)
            {
                await CloseAsync(4400, "Invalid message");
                return;
            }
            switch (type)
            {
                case "connection_init": await WelcomeAsync(root); break;
                case "ping": await SendAsync("pong", null, json => WritePayload(json, root)); break;
                case "pong": break;
                case "subscribe": await BeginAsync(root); break;
                case "complete": await StopAsync(root); break;
                default: await CloseAsync(4400, "Unexpected message type"); break;
            }
        }
    }

    private async Task WelcomeAsync(JsonElement message)
    {
        if (_isInitialized)
        {
            await CloseAsync(4429, "Too many initialisation requests");
            return;
        }
        _isInitialized = true;
        if (message.TryGetProperty("payload", out var payload) && payload.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            await CloseAsync(4400, "The payload of connection_init is an object");
            return;
        }
        if (payload.ValueKind is JsonValueKind.Object && (Text(payload, "authorization") ?? Text(payload, "Authorization")) is { } authorization)
            context.Request.Headers.Authorization = authorization;
        var caller = await over.Callers.AgainAsync(context, Ct);
        if (!caller.Failed && caller.Value.Token is null && !IsOwnPage()) caller = GraphQLProblems.OtherOrigin;
        if (caller.Failed)
        {
            over.Addresses.Count(context);
            await CloseAsync(4403, caller.Problem.Code);
            return;
        }
        context.SetCaller(caller.Value);
        _place = over.Streams.Open(caller.Value);
        if (_place is null)
        {
            await CloseAsync(4403, GraphQLProblems.TooManyStreams.Code);
            return;
        }
        _isAcknowledged = true;
        await SendAsync("connection_ack", null, null);
    }

    /// <summary>Browsers say which page opens a WebSocket, and send the session's cookie along whichever it is.</summary>
    private bool IsOwnPage() =>
        context.Request.Headers.Origin.ToString() is var origin && (origin.Length is 0 || origin.Equals($"{context.Request.Scheme}://{context.Request.Host}", StringComparison.OrdinalIgnoreCase));

    private async Task BeginAsync(JsonElement message)
    {
        if (!_isAcknowledged)
        {
            await CloseAsync(4401, "Unauthorized");
            return;
        }
        if (Text(message, "id") is not { Length: > 0 and <= LongestId } id || !message.TryGetProperty("payload", out var payload))
        {
            await CloseAsync(4400, "Invalid message");
            return;
        }
        if (_running.ContainsKey(id))
        {
            await CloseAsync(4409, $"Subscriber for {Fit(id)} already exists");
            return;
        }
        var caller = await over.Callers.AgainAsync(context, Ct);
        if (caller.Failed)
        {
            await CloseAsync(4403, caller.Problem.Code);
            return;
        }
        _background.RemoveAll(task => task.IsCompletedSuccessfully);
        // Answers that wait to be taken are not running any more.
        if (_running.Count >= MostOperations || _background.Count >= 2 * MostOperations || over.Rates.CountByToken(context) is not null || over.Rates.Count(context) is not null)
        {
            await RefuseAsync(id, [ErrorsOfGraphQL.Of(HttpProblems.TooMany, context)]);
            return;
        }
        var request = GraphQLRequest.Of(payload);
        if (request.Failed)
        {
            await RefuseAsync(id, [ErrorsOfGraphQL.Of(request.Problem, context)]);
            return;
        }
        var (operation, refusal) = over.Operations.Prepare(context, caller.Value, request.Value);
        if (operation is null)
        {
            await RefuseAsync(id, refusal!.Errors);
            return;
        }
        var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        _running[id] = stop;
        _background.Add(Task.Run(() => AnswerAsync(id, operation, stop), CancellationToken.None));
    }

    private async Task StopAsync(JsonElement message)
    {
        if (Text(message, "id") is not { } id)
        {
            await CloseAsync(4400, "Invalid message");
            return;
        }
        if (_running.TryRemove(id, out var running)) await CancelAsync(running);
    }

    private async Task AnswerAsync(string id, Operations.Prepared operation, CancellationTokenSource stop)
    {
        using var _ = stop;
        try
        {
            if (operation.Kind is OperationKind.Subscription) await FollowAsync(id, operation, stop);
            else await TellAsync(id, operation, stop);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The client does not want to know any more, or has gone.
        }
        finally
        {
            Forget(id, stop);
        }
    }

    private async Task FollowAsync(string id, Operations.Prepared operation, CancellationTokenSource stop)
    {
        var (results, errors) = await over.Operations.SubscribeAsync(context, operation, stop.Token);
        try
        {
            if (results is not null)
            {
                await foreach (var result in results.WithCancellation(stop.Token)) await SendAsync("next", id, json => WriteResult(json, result));
            }
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or WebSocketException))
        {
            (results, errors) = (null, [over.Operations.Told(exception, context)]);
        }
        if (!Forget(id, stop)) return;
        if (results is null) await RefuseAsync(id, errors);
        else await SendAsync("complete", id, null);
    }

    private async Task TellAsync(string id, Operations.Prepared operation, CancellationTokenSource stop)
    {
        using var entered = await over.Operations.EnterAsync(context, stop.Token);
        using var result = await over.Operations.RunToldAsync(context, operation, entered, stop.Token);
        if (!Forget(id, stop)) return;
        if (!result.HasData)
        {
            await RefuseAsync(id, result.Errors);
            return;
        }
        await SendAsync("next", id, json => WriteResult(json, result));
        await SendAsync("complete", id, null);
    }

    /// <summary>
    /// Before the end is told: a client may use the id again as soon as it hears of it. False: the client has ended the operation before, and
    /// the id may be another one's by now.
    /// </summary>
    private bool Forget(string id, CancellationTokenSource stop) => _running.TryRemove(KeyValuePair.Create(id, stop));

    private Task RefuseAsync(string id, IReadOnlyList<GraphQLError> errors) => SendAsync("error", id, json =>
    {
        json.WriteStartArray("payload"u8);
        foreach (var error in errors) ResponseWriter.Write(json, error);
        json.WriteEndArray();
    });

    private Task SendAsync(string type, string? id, Action<Utf8JsonWriter>? payload) => socket.SendAsync(text =>
    {
        using var json = new Utf8JsonWriter(text, MediaTypes.Writer);
        json.WriteStartObject();
        if (id is not null) json.WriteString("id"u8, id);
        json.WriteString("type"u8, type);
        payload?.Invoke(json);
        json.WriteEndObject();
    });

    private async Task WaitForWelcomeAsync()
    {
        try
        {
            await Task.Delay(Patience, over.Clock, Ct);
            if (!_isInitialized) await CloseAsync(4408, "Connection initialisation timeout");
        }
        catch (OperationCanceledException)
        {
            // It has ended before.
        }
    }

    /// <summary>Looks from time to time whether who listens still may.</summary>
    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(OverEvents.Silence, over.Clock, Ct);
                if (_isAcknowledged && !socket.IsClosing && await over.Operations.GoneAsync(context, Ct) is { } gone) await CloseAsync(4403, gone.Code);
            }
        }
        catch (OperationCanceledException)
        {
            // It has ended.
        }
    }

    private static async Task CancelAsync(CancellationTokenSource running)
    {
        try
        {
            await running.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has come to its end meanwhile.
        }
    }

    private static void WriteResult(Utf8JsonWriter json, ExecutionResult result)
    {
        json.WritePropertyName("payload"u8);
        result.WriteTo(json);
    }

    private static void WritePayload(Utf8JsonWriter json, JsonElement message)
    {
        if (!message.TryGetProperty("payload", out var payload)) return;
        json.WritePropertyName("payload"u8);
        payload.WriteTo(json);
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    /// <summary>A reason has at most 123 bytes.</summary>
    private static string Fit(string id) => Encoding.UTF8.GetByteCount(id) <= 80 ? id : "this id";
}
