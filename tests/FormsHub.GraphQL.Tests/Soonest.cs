using System.Diagnostics;

namespace FormsHub.GraphQL.Tests;

/// <summary>How long work takes on a machine that may be busy with something else: it is done again where it took long.</summary>
internal static class Soonest
{
    private const int MostAttempts = 5;

    public static TimeSpan Of(TimeSpan enough, Action work)
    {
        var soonest = TimeSpan.MaxValue;
        for (var attempt = 0; attempt < MostAttempts && soonest > enough; attempt++)
        {
            var clock = Stopwatch.StartNew();
            work();
            if (clock.Elapsed < soonest) soonest = clock.Elapsed;
        }
        return soonest;
    }
}
