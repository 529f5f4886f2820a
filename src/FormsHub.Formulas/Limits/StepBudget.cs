namespace FormsHub.Formulas.Limits;

/// <summary>
/// How much one evaluation may do: a step per node, per item of a list and per hundred characters of a text that a function reads or makes. There are no loops in the
/// language, so this bounds only wide lists and long texts.
/// </summary>
public static class StepBudget
{
    public const int Maximum = 200_000;
}
