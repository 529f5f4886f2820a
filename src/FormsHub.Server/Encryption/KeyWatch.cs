using FormsHub.Server.Jobs;
using FormsHub.Storage.Encryption;

namespace FormsHub.Server.Encryption;

/// <summary>Takes up keys that another process has made, and notices when missing ones are back.</summary>
public sealed class KeyWatch(KeyStore keys, TimeProvider clock, ILogger<KeyWatch> log) : RepeatedWork(Every, clock, log)
{
    /// <summary>After this time every server seals with a new key.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task<bool> DoAsync(CancellationToken ct)
    {
        await keys.RefreshAsync(ct);
        return false;
    }
}
