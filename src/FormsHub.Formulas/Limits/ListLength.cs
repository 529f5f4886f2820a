namespace FormsHub.Formulas.Limits;

/// <summary>How many items a list may have.</summary>
public static class ListLength
{
    public const int Maximum = 10_000;

    internal static bool Allows(Run run, int offset, int count)
    {
        if (count <= Maximum) return true;
        run.Fail(offset, "list_too_long", $"A list may have at most {Maximum} items.", $"列表最多 {Maximum} 项。");
        return false;
    }
}
