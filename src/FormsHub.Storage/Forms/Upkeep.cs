namespace FormsHub.Storage.Forms;

/// <summary>Background work.</summary>
public sealed class Upkeep;
