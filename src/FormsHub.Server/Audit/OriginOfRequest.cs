using System.Collections.Concurrent;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;

namespace FormsHub.Server.Audit;

/// <summary>From where a request comes, as the audit keeps it.</summary>
internal static class OriginOfRequest
{
    private const int MostKnown = 1_000;

    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("wxwork/", "WeCom"), ("DingTalk/", "DingTalk"), ("Lark/", "Feishu"), ("MicroMessenger/", "WeChat"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Version/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    private static readonly ConcurrentDictionary<string, string> Known = new();

    public static Origin Origin(this HttpContext context, Caller? caller) => new(caller, Address(context), Agent(context.Request.Headers.UserAgent.ToString()));

    private static string? Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4().ToString() : address?.ToString();
    }

    /// <summary>"Chrome 140, Windows" for a browser, "curl/8.5.0" for a program.</summary>
    internal static string? Agent(string header)
    {
        if (header.Length is 0) return null;
        if (Known.TryGetValue(header, out var known)) return known;
        var agent = AuditEntry.Clean(Short(header));
        if (Known.Count < MostKnown) Known.TryAdd(header, agent);
        return agent;
    }

    private static string Short(string header)
    {
        foreach (var (mark, name) in Browsers)
        {
            var at = header.IndexOf(mark, StringComparison.Ordinal);
            if (at < 0) continue;
            var version = new string([.. header.AsSpan(at + mark.Length).ToArray().TakeWhile(char.IsAsciiDigit)]);
            var system = Systems.FirstOrDefault(each => header.Contains(each.Mark, StringComparison.Ordinal)).Name;
            return system is null ? $"{name} {version}" : $"{name} {version}, {system}";
        }
        return header.Split(' ')[0];
    }
}
