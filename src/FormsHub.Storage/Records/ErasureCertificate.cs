using FormsHub.Core.Forms;

namespace FormsHub.Storage.Records;

/// <summary>What was erased, without any of it.</summary>
/// <param name="Remaining">Records and revisions in which the value that was searched for still stands; null: nobody looked.</param>
public sealed record ErasureCertificate(
    Guid Id, DateTimeOffset At, ErasureCertificate.Person By, string Reason, int Purged, int Emptied, long Revisions, int Files, int Copies,
    IReadOnlyList<ErasureCertificate.OfForm> Forms, long? Remaining, Localized Notes)
{
    public sealed record Person(Guid Id, string UserName, string DisplayName);

    /// <param name="Fields">The keys of the fields that were emptied.</param>
    /// <param name="Records">The SHA-256 of each record's id.</param>
    public sealed record OfForm(string Form, Localized? Title, int Purged, int Emptied, IReadOnlyList<string> Fields, IReadOnlyList<string> Records);

    public static readonly Localized NotesOfAll = new(
        "本证明不含任何个人信息。此前制作的备份以及 PostgreSQL 尚未覆盖的文件空间和预写日志，在被替换之前仍保留旧值；如从更早的备份还原，须再次清除。",
        "This certificate holds no personal data. Backups made before, and what PostgreSQL has not yet overwritten of its files and its write-ahead log, hold the old values until they are replaced; after recovering from an older backup, erase again.");
}
