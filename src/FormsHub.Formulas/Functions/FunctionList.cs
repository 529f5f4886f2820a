using System.Collections.Frozen;

namespace FormsHub.Formulas.Functions;

/// <summary>All functions of the language, in the order of the reference.</summary>
public static class FunctionList
{
    public static readonly IReadOnlyList<Function> All =
        [.. Logic.All, .. Totals.All, .. Numerics.All, .. Texts.All, .. DateParts.All, .. DateSteps.All, .. Workdays.All, .. Lists.All];

    private static readonly FrozenDictionary<string, Function> ByName = All.ToFrozenDictionary(function => function.Name);

    public static Function? Find(string name) => ByName.GetValueOrDefault(name);
}
