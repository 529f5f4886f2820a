using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace FormsHub.Server.Hosting.Web;

/// <summary>Believes X-Forwarded-For, -Proto and -Host only from the proxies that the settings name.</summary>
public static class ReverseProxies
{
    public static void UseReverseProxies(this IApplicationBuilder app, Settings settings)
    {
        if (settings.Proxies is not { } proxies) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in proxies.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(text, out var address)) options.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(text, out var network)) options.KnownIPNetworks.Add(network);
            else throw new FormatException($"FORMSHUB_PROXIES: \"{text}\" is neither an address nor a network such as 10.0.0.0/8.");
        }
        app.UseForwardedHeaders(options);
    }
}
