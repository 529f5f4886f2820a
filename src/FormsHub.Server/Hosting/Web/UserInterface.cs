using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;

namespace FormsHub.Server.Hosting.Web;

/// <summary>
/// Serves the built browser part. Files under assets/ carry a hash in their name and are kept for ever; every other page of the
/// application is index.html, asked for anew each time, with a nonce of its own by which its scripts may write styles into it.
/// </summary>
public sealed class UserInterface
{
    private const string Index = "/index.html";

    /// <summary>What ui/vite.config.ts writes where the nonce belongs.</summary>
    private const string Nonce = "formshub-nonce";
    private const int SmallestToCompress = 1024;
    private static readonly string[] Compressed = [".js", ".css", ".html", ".svg", ".json", ".webmanifest", ".txt", ".map", ".wasm"];
    private static readonly string[] ServerPaths = ["/api", "/health", "/metrics", "/graphql"];

    private readonly RequestDelegate _next;
    private readonly Dictionary<string, Asset> _assets;
    private readonly string? _page;

    public UserInterface(RequestDelegate next, Settings settings)
    {
        _next = next;
        var folder = settings.Ui ?? Settings.FindFolder(Path.Combine("ui", "dist"));
        _assets = folder is not null && Directory.Exists(folder) ? Find(Path.GetFullPath(folder)) : [];
        _page = _assets.Remove(Index, out var index) ? File.ReadAllText(index.File) : null;
    }

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value ?? "/";
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || (IsServers(request.Path) && !IsShownToPeople(request))) return _next(context);
        if (_assets.TryGetValue(path, out var asset)) return asset.SendAsync(context);
        var isPage = !Path.GetFileName(path.AsSpan()).Contains('.');
        return (isPage || path == Index) && _page is not null ? SendPageAsync(context, _page) : _next(context);
    }

    private static Task SendPageAsync(HttpContext context, string page)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var bytes = Encoding.UTF8.GetBytes(page.Replace(Nonce, nonce, StringComparison.Ordinal));
        var response = context.Response;
        response.Headers.ContentSecurityPolicy = SecurityHeaders.PolicyWith(nonce);
        response.Headers.CacheControl = "no-store";
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes.Length;
        return HttpMethods.IsGet(context.Request.Method) ? response.Body.WriteAsync(bytes, context.RequestAborted).AsTask() : Task.CompletedTask;
    }

    private static bool IsServers(PathString path) => Array.Exists(ServerPaths, prefix => path.StartsWithSegments(prefix, StringComparison.Ordinal));

    /// <summary>Programs ask /graphql for JSON or events, and only a browser that goes there asks for a page.</summary>
    private static bool IsShownToPeople(HttpRequest request) =>
        request.Path == "/graphql" && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static Dictionary<string, Asset> Find(string folder)
    {
        var types = new FileExtensionContentTypeProvider();
        Dictionary<string, Asset> found = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = "/" + Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            if (name.EndsWith(".br", StringComparison.Ordinal) || name.EndsWith(".gz", StringComparison.Ordinal) || name.StartsWith("/.", StringComparison.Ordinal)) continue;
            var type = types.TryGetContentType(name, out var known) ? known : "application/octet-stream";
            if (type.StartsWith("text/", StringComparison.Ordinal)) type += "; charset=utf-8";
            found[name] = new Asset(file, type, IsImmutable: name.StartsWith("/assets/", StringComparison.Ordinal), Compressed.Contains(Path.GetExtension(name)));
        }
        return found;
    }

    /// <summary>One file. Its compressed form lies beside it, or is made once when first asked for.</summary>
    private sealed record Asset(string File, string Type, bool IsImmutable, bool IsCompressible)
    {
        private readonly Lazy<string> _tag = new(() => $"\"{Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(File)))[..16]}\"");
        private readonly Lazy<byte[]?> _brotli = new(() => Ready(File + ".br") ?? Compress(File, stream => new BrotliStream(stream, new BrotliCompressionOptions { Quality = 5 })));
        private readonly Lazy<byte[]?> _gzip = new(() => Ready(File + ".gz") ?? Compress(File, stream => new GZipStream(stream, CompressionLevel.Optimal)));

        public async Task SendAsync(HttpContext context)
        {
            var (request, response) = (context.Request, context.Response);
            response.Headers.CacheControl = IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
            response.Headers.ETag = _tag.Value;
            if (IsCompressible) response.Headers.Vary = "Accept-Encoding";
            if (request.Headers.IfNoneMatch.ToString().Contains(_tag.Value, StringComparison.Ordinal))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = Type;
            var (encoding, bytes) = Encoded(request.Headers.AcceptEncoding.ToString());
            if (bytes is null)
            {
                response.ContentLength = new FileInfo(File).Length;
                if (HttpMethods.IsGet(request.Method)) await response.SendFileAsync(File, context.RequestAborted);
                return;
            }
            response.Headers.ContentEncoding = encoding;
            response.ContentLength = bytes.Length;
            if (HttpMethods.IsGet(request.Method)) await response.Body.WriteAsync(bytes, context.RequestAborted);
        }

        private (string Encoding, byte[]? Bytes) Encoded(string accepted) =>
            !IsCompressible ? ("", null)
            : accepted.Contains("br", StringComparison.Ordinal) ? ("br", _brotli.Value)
            : accepted.Contains("gzip", StringComparison.Ordinal) ? ("gzip", _gzip.Value)
            : ("", null);

        private static byte[]? Ready(string file) => System.IO.File.Exists(file) ? System.IO.File.ReadAllBytes(file) : null;

        private static byte[]? Compress(string file, Func<Stream, Stream> to)
        {
            var plain = System.IO.File.ReadAllBytes(file);
            if (plain.Length < SmallestToCompress) return null;
            using var output = new MemoryStream();
            using (var stream = to(output)) stream.Write(plain);
            return output.ToArray();
        }
    }
}
