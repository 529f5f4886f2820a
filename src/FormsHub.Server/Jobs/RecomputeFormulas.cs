using FormsHub.Storage.Records;

namespace FormsHub.Server.Jobs;

/// <summary>Does the jobs that writes leave over; other servers may do them too.</summary>
public sealed class RecomputeFormulas(RecordRecompute recompute, TimeProvider clock, ILogger<RecomputeFormulas> log)
    : RepeatedWork(TimeSpan.FromMilliseconds(400), clock, log)
{
    protected override Task<bool> DoAsync(CancellationToken ct) => recompute.DoNextAsync(ct);
}
