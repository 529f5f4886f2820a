using System.Globalization;
using FormsHub.Core.Results;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>How many are asked for.</summary>
internal static class InputSize
{
    /// <summary>Null where nothing is said, or more than there may be, which is then told.</summary>
    public static int? Of(Selected selected, string name, int most, List<FieldError> errors)
    {
        if (!selected.Has(name)) return null;
        var size = Convert.ToInt32(selected.Arguments[name], CultureInfo.InvariantCulture);
        if (size >= 0 && size <= most) return size;
        errors.Add(new FieldError("/" + name, "out_of_range", new Message($"\"{name}\" must be between 0 and {most}.", $"“{name}”须在 0 到 {most} 之间。")));
        return null;
    }
}
