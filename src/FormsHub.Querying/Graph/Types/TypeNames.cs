namespace FormsHub.Querying.Graph.Types;

/// <summary>Names that are each given once; who comes later gets an underscore more. Those that are kept were given before any that depend on who asks.</summary>
internal sealed class TypeNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];
    private readonly Dictionary<(string Of, string Part), string> _kept = [];

    public string Give(string wanted)
    {
        while (!_taken.Add(wanted)) wanted += "_";
        return wanted;
    }

    /// <summary>Sets names aside for what hangs on a thing.</summary>
    public void Keep(string of, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts) _kept[(of, part)] = Give(of + part);
    }

    /// <summary>The name that was set aside, the first time.</summary>
    public string GiveKept(string of, string part) => _kept.Remove((of, part), out var name) ? name : Give(of + part);

    public bool IsFree(string name) => !_taken.Contains(name);

    /// <summary>A key as the name of a type.</summary>
    public static string Of(string key) => char.ToUpperInvariant(key[0]) + key[1..];
}
