using System.Collections.Concurrent;
using FormsHub.Core.Access;

namespace FormsHub.Server.GraphQL;

/// <summary>How many connections that stay open each caller has.</summary>
public sealed class OpenStreams
{
    internal const int MostOfCaller = 4_000;

    private readonly ConcurrentDictionary<Guid, int> _open = [];

    /// <summary>Counts one more until what is answered is disposed; null: there are too many.</summary>
    public IDisposable? Open(Caller caller)
    {
        if (_open.AddOrUpdate(caller.Id, 1, static (_, count) => count + 1) <= MostOfCaller) return new Place(this, caller.Id);
        Close(caller.Id);
        return null;
    }

    private void Close(Guid caller)
    {
        if (_open.AddOrUpdate(caller, 0, static (_, count) => count - 1) is 0) _open.TryRemove(KeyValuePair.Create(caller, 0));
    }

    private sealed class Place(OpenStreams streams, Guid caller) : IDisposable
    {
        public void Dispose() => streams.Close(caller);
    }
}
