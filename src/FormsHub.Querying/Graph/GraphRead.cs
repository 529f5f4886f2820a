using System.Text.Json;
using FormsHub.Core.Forms;

namespace FormsHub.Querying.Graph;

/// <summary>One thing that an operation reads.</summary>
/// <param name="filter">What the records are filtered by.</param>
/// <param name="hasWords">Whether they are searched by words.</param>
public sealed class GraphRead(GraphReadKind kind, Form form, JsonElement? filter, bool hasWords)
{
    private readonly HashSet<Guid> _records = [];

    public GraphReadKind Kind => kind;
    public Form Form => form;
    public JsonElement? Filter => filter;
    public bool HasWords => hasWords;

    /// <summary>The records that the answer shows.</summary>
    public IReadOnlyCollection<Guid> Records => _records;

    internal void Show(Guid record) => _records.Add(record);
}
