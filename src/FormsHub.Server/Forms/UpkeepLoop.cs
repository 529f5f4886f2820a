using FormsHub.Server.Jobs;
using FormsHub.Storage.Forms;

namespace FormsHub.Server.Forms;

/// <summary>Does what publications leave over.</summary>
public sealed class UpkeepLoop(Upkeep upkeep, TimeProvider clock, ILogger<UpkeepLoop> log) : RepeatedWork(TimeSpan.FromSeconds(1), clock, log)
{
    protected override Task<bool> DoAsync(CancellationToken ct) => upkeep.DoAsync(ct);
}
