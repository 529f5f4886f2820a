using System.Net.WebSockets;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;

namespace FormsHub.Server.GraphQL;

/// <summary>WebSockets at /graphql, by the protocol graphql-transport-ws. See https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md</summary>
public sealed class OverSocket(
    Operations operations, OpenStreams streams, IdentifyCaller callers, CallerRates rates, AddressLimits addresses, TimeProvider clock, IHostApplicationLifetime life)
{
    internal const string Protocol = "graphql-transport-ws";

    internal Operations Operations => operations;
    internal OpenStreams Streams => streams;
    internal IdentifyCaller Callers => callers;
    internal CallerRates Rates => rates;
    internal AddressLimits Addresses => addresses;
    internal TimeProvider Clock => clock;

    public async Task TalkAsync(HttpContext context, CancellationToken ct)
    {
        if (context.CallerOrNull() is null && addresses.IsUsedUp(context))
        {
            await HttpProblems.TooMany.ToHttp(StatusCodes.Status429TooManyRequests).ExecuteAsync(context);
            return;
        }
        var speaks = context.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(speaks ? Protocol : null);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var text = new TextSocket(socket, ending, clock);
        using var talk = new SocketTalk(this, context, text);
        await using var stopping = life.ApplicationStopping.Register(() => _ = talk.CloseAsync((int)WebSocketCloseStatus.EndpointUnavailable, "The server stops"));
        if (!speaks) await talk.CloseAsync(4406, "Subprotocol not acceptable");
        await talk.ListenAsync();
    }
}
