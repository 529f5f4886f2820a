namespace FormsHub.Querying.Graph.Types;

/// <summary>Names that are each given once; who comes later gets an underscore more.</summary>
internal sealed class TypeNames(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];

    public string Give(string wanted)
    {
        while (!_taken.Add(wanted)) wanted += "_";
        return wanted;
    }

    public bool IsFree(string name) => !_taken.Contains(name);

    /// <summary>A key as the name of a type.</summary>
    public static string Of(string key) => char.ToUpperInvariant(key[0]) + key[1..];
}
