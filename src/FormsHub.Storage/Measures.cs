using System.Diagnostics.Metrics;

namespace FormsHub.Storage;

/// <summary>What the storage measures about itself, on the meter "FormsHub".</summary>
internal static class Measures
{
    private static readonly Meter Meter = new("FormsHub");

    /// <summary>Revisions written, over all forms.</summary>
    public static readonly Counter<long> RecordsWritten = Meter.CreateCounter<long>("formshub.records.written", "{revision}", "Revisions of records written");
}
