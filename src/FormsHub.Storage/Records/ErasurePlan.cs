using FormsHub.Core.Forms;

namespace FormsHub.Storage.Records;

/// <summary>What an erasure would do.</summary>
/// <param name="Revisions">Revisions that go, or of which values go.</param>
/// <param name="Copies">Records of which formulas have copied something.</param>
/// <param name="References">What refers to the records that are purged.</param>
public sealed record ErasurePlan(int Purged, int Emptied, long Revisions, int Files, int Copies, IReadOnlyList<ErasurePlan.Reference> References)
{
    /// <param name="End">What becomes of them: "restrict" stands against it, "clear" empties the reference, "cascade" puts them into the recycle bin.</param>
    public sealed record Reference(Form Form, Field Field, int Count, string End);
}
