namespace FormsHub.Storage.Records;

/// <summary>What is erased, with the files that nothing holds any more.</summary>
public sealed record Erased(ErasureCertificate Certificate, string Sha256, IReadOnlyList<Guid> Files);
