using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;

namespace FormsHub.Storage.Records;

/// <summary>Finds which formulas of other records a write makes out of date; they are recomputed by jobs that commit with it.</summary>
internal static class Dependents
{
    public const string JobKind = "recompute";

    public static IReadOnlyCollection<string> Of(IFormCatalog catalog, IReadOnlyList<PendingWrite> writes)
    {
        var jobs = new HashSet<string>();
        foreach (var write in writes.Where(write => write.Op is not RevisionOp.Create))
        {
            foreach (var (field, hops) in ReferenceMap.Of(catalog).Readers(write.Form))
            {
                var touched = write.Op is RevisionOp.Delete or RevisionOp.Restore || write.Changes.Any(change => change.Field == field);
                if (touched) jobs.Add(JsonSerializer.Serialize(new RecomputeJob(write.After.Id, hops)));
            }
        }
        return jobs;
    }
}

/// <summary>A step from a record to those that refer to it by a field.</summary>
/// <param name="Form">The number of the form that holds the field.</param>
public sealed record Hop(int Form, string Field);

/// <summary>Formulas of records that refer, over one or two hops, to a record that changed.</summary>
/// <param name="Hops">From the changed record outwards; the last one's form holds the formulas.</param>
public sealed record RecomputeJob(Guid Record, IReadOnlyList<Hop> Hops);
