using System.Text.Json;
using FormsHub.Core.Forms;

namespace FormsHub.Querying.Graph;

/// <summary>
/// What an operation reads of forms that want it noted: the plan says which, and the records are known when its answer is written.
/// </summary>
public sealed class GraphReads(Func<Form, GraphReadKind, bool> isNoted)
{
    private readonly List<GraphRead> _all = [];

    public IReadOnlyList<GraphRead> All => _all;

    internal GraphRead? Of(GraphReadKind kind, Form form, JsonElement? filter, bool hasWords)
    {
        if (!isNoted(form, kind)) return null;
        var read = new GraphRead(kind, form, filter, hasWords);
        _all.Add(read);
        return read;
    }
}
