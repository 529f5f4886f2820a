namespace FormsHub.Querying.Graph;

/// <summary>How records are read.</summary>
public enum GraphReadKind
{
    /// <summary>Single ones, by their ids or by references.</summary>
    Record,

    /// <summary>Their revisions.</summary>
    History,

    /// <summary>A page of a list.</summary>
    Page,

    /// <summary>What a search over all forms finds.</summary>
    Found,

    /// <summary>A figure over them.</summary>
    Figures,
}
