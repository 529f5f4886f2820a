using System.Collections.Concurrent;
using FormsHub.Core.Access;

namespace FormsHub.Querying.Gate;

/// <summary>
/// What is worked out for each caller and kept while the forms stay as they are. It holds the callers, who come anew with each change of the
/// directory, so that it is emptied when there are many. A weak table would not do: what it held would hold the forms, and so itself.
/// </summary>
/// <param name="most">How many callers are kept.</param>
internal sealed class PerCaller<T>(int most)
{
    public const int Usual = 1000;

    private readonly ConcurrentDictionary<Caller, T> _known = new(ReferenceEqualityComparer.Instance);

    public T Of(Caller caller, Func<Caller, T> make)
    {
        if (_known.TryGetValue(caller, out var known)) return known;
        if (_known.Count >= most) _known.Clear();
        return _known.GetOrAdd(caller, make);
    }
}
