namespace FormsHub.Core.Expressions;

/// <summary>How a field stands in one record, after rules.</summary>
/// <param name="Required">Never true of a hidden field: its value is kept, but nobody is asked for it.</param>
public sealed record FieldState(bool Visible, bool Required, bool ReadOnly);
