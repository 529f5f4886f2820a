using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Publishing;

/// <summary>One kind of change that a new version may bring.</summary>
internal abstract class PublishRule
{
    public abstract IEnumerable<FormChange> Compare(FieldPair pair);

    protected static string Label(Field field, Language language) => field.Definition.Label?.In(language, field.Key) ?? field.Key;
}

/// <summary>A field in the last version and in the next: one of them may be absent.</summary>
internal sealed record FieldPair(Field? Before, Field? After, string Path)
{
    /// <summary>"minutes", or "calls.minutes" for a column.</summary>
    public string Name => (After ?? Before!) is { Table: { } table } column ? $"{table.Key}.{column.Key}" : (After ?? Before!).Key;

    /// <summary>Whether the field keeps its type and with it its stored values.</summary>
    public bool Stays => Before is not null && After is not null && Before.Id == After.Id;

    /// <summary>Judges the stored values of the field, in each row if it is a column.</summary>
    public Impact ImpactOf(Func<System.Text.Json.JsonElement?, Verdict> judge)
    {
        var field = Before ?? After!;
        if (field.Table is not { } table) return new Impact(field.Id, judge);

        return new Impact(table.Id, rows =>
        {
            if (rows is not { ValueKind: System.Text.Json.JsonValueKind.Array } list) return Verdict.Stays;
            foreach (var row in list.EnumerateArray())
            {
                var verdict = judge(row.TryGetProperty(field.Id, out var value) ? value : null);
                if (verdict.Kind is not VerdictKind.Stays) return verdict;
            }
            return Verdict.Stays;
        });
    }
}
