namespace FormsHub.GraphQL.Language;

/// <summary>
/// Makes one string of a name that a document repeats. Each name has one slot, which the latest name takes: what collides is only made
/// again, so no document can make the table slow or large.
/// </summary>
internal readonly struct NameTable(int textLength)
{
    private readonly string?[] _slots = new string?[int.Clamp((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)textLength / 16), 16, 4096)];

    public string Intern(ReadOnlySpan<char> name)
    {
        var hash = (uint)name.Length;
        foreach (var character in name) hash = (hash * 31) + character;
        ref var slot = ref _slots[(hash ^ (hash >> 12)) & (uint)(_slots.Length - 1)];
        return slot is not null && name.SequenceEqual(slot) ? slot : slot = name.ToString();
    }
}
