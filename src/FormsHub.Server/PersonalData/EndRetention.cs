using FormsHub.Server.Jobs;
using FormsHub.Storage.Records;

namespace FormsHub.Server.PersonalData;

/// <summary>Once a day ends the time of records that forms keep for a time; looked for every hour, by any server.</summary>
public sealed class EndRetention(Retention retention, TimeProvider clock, ILogger<EndRetention> log) : RepeatedWork(TimeSpan.FromHours(1), clock, log)
{
    protected override async Task<bool> DoAsync(CancellationToken ct)
    {
        await retention.RunDueAsync(ct);
        return false;
    }
}
