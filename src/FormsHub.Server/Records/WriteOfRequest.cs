using System.Text.Json;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Storage.Encryption;
using FormsHub.Storage.Records;

namespace FormsHub.Server.Records;

/// <summary>What a write takes from its request besides the body.</summary>
internal static class WriteOfRequest
{
    /// <summary>A cookie is a person in the browser, a token a program.</summary>
    public static Via WriteVia(this HttpContext context) => context.Caller().Token is null ? Via.Ui : Via.Api;

    /// <summary>The Idempotency-Key with what makes the request the same one; null where none is given.</summary>
    public static Result<IdempotencyKey?> Idempotency(this HttpRequest request, JsonElement? body)
    {
        var key = request.IdempotencyKey();
        return key.Failed ? key.Problem : key.Value is null ? (IdempotencyKey?)null : new IdempotencyKey(key.Value, request.HttpContext.RequestServices.GetRequiredService<KeyStore>().Ring.Fingerprint(request.Fingerprint(body)));
    }
}
