using FormsHub.Core.Forms;

namespace FormsHub.Formulas;

/// <summary>Which formula needs which: their order, and the circles that have none.</summary>
internal sealed class FormulaGraph
{
    private readonly IReadOnlyList<Vertex> _vertices;
    private readonly List<Vertex> _order = [];
    private readonly List<IReadOnlyList<Vertex>> _circles = [];
    private readonly HashSet<Vertex> _done = [];

    /// <summary>A formula, where it stands in the definition, and the ids of the fields that it reads.</summary>
    public sealed record Vertex(Field Field, Formula Formula, string Path, IReadOnlySet<string> Reads)
    {
        public string Name => Field.Table is { } table ? $"{table.Key}.{Field.Key}" : Field.Key;

        public bool Equals(Vertex? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => Path.GetHashCode(StringComparison.Ordinal);
    }

    public FormulaGraph(IReadOnlyList<Vertex> vertices)
    {
        _vertices = vertices;
        foreach (var vertex in vertices) Visit(vertex, []);
    }

    /// <summary>Each formula after those that it needs, otherwise as in the definition.</summary>
    public IReadOnlyList<Vertex> Order => _order;

    /// <summary>Formulas that need each other, as a path that ends where it began.</summary>
    public IReadOnlyList<IReadOnlyList<Vertex>> Circles => _circles;

    private void Visit(Vertex vertex, List<Vertex> path)
    {
        if (_done.Contains(vertex)) return;
        var at = path.IndexOf(vertex);
        if (at >= 0)
        {
            _circles.Add([.. path[at..], vertex]);
            return;
        }

        path.Add(vertex);
        foreach (var needed in _vertices.Where(other => vertex.Reads.Contains(other.Field.Id))) Visit(needed, path);
        path.RemoveAt(path.Count - 1);
        if (_done.Add(vertex)) _order.Add(vertex);
    }
}
