namespace FormsHub.Storage.Forms;

/// <summary>An index of a form's records, or other work that a publication left over, with its progress from 0 to 1.</summary>
/// <param name="Kind">"unique", "eq" or "links" of an index; "convert", "compute" or "title" of work on records.</param>
/// <param name="State">"pending", "building", "ready" or "failed".</param>
public sealed record FormIndex(string Name, string Field, string Kind, string State, float Progress, string? Error);
