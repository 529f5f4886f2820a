using FormsHub.Server.Jobs;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>Writes down which operations programs ask: a new one within a second, one that is asked again once a minute.</summary>
public sealed class KeepOperations(SeenOperations seen, KeptOperations kept, TimeProvider clock, ILogger<KeepOperations> log) : RepeatedWork(TimeSpan.FromSeconds(1), clock, log)
{
    protected override async Task<bool> DoAsync(CancellationToken ct)
    {
        var taken = seen.Take();
        if (taken.Count is 0) return false;
        try
        {
            await kept.WriteAsync(taken, ct);
            return false;
        }
        catch
        {
            seen.GiveBack(taken);
            throw;
        }
    }
}
