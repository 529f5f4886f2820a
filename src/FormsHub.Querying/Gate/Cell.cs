using System.Numerics;
using FormsHub.Core.Access;

namespace FormsHub.Querying.Gate;

/// <summary>
/// What is seen of one field, row by row. A row meets some of the row scopes of its <see cref="FormSight"/>, each of which is a bit; a
/// set of bits says which of them give something.
/// </summary>
/// <param name="Clear">The value is shown in clear where every one of these sets has a scope that the row meets.</param>
/// <param name="Masked">Else its mask is shown where this set has one.</param>
/// <param name="Equal">The masked value may be asked whether it equals another where this set has one.</param>
internal sealed record Cell(IReadOnlyList<ulong> Clear, ulong Masked, ulong Equal)
{
    public static readonly Cell Open = new([], 0, 0);
    public static readonly Cell Closed = new([0], 0, 0);

    /// <summary>What is seen of the field in a row that meets these scopes.</summary>
    public Sight In(ulong met)
    {
        foreach (var set in Clear)
        {
            if ((set & met) is 0) return (Masked & met) is 0 ? Sight.Nothing : Sight.Masked;
        }
        return Sight.Clear;
    }

    /// <summary>Also where another field is seen in clear, of which this one is computed; nothing is left of masks then.</summary>
    public Cell With(Cell other) => other.Clear.Count is 0 ? this : new([.. Clear, .. other.Clear], 0, 0);
}

/// <summary>Sets of row scopes as bits.</summary>
internal static class Bits
{
    public const int Most = 62;

    public static ulong Of(int index) => 1ul << index;

    public static IEnumerable<int> In(ulong set)
    {
        for (; set is not 0; set &= set - 1) yield return BitOperations.TrailingZeroCount(set);
    }
}
