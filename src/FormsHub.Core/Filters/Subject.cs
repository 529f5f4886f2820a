using FormsHub.Core.Forms;

namespace FormsHub.Core.Filters;

/// <summary>What a condition, a sort or a group is about: a field of the form, or what every record has.</summary>
public abstract record Subject
{
    private Subject()
    {
    }

    public abstract string Name { get; }

    public sealed record OfField(Field Field) : Subject
    {
        public override string Name => Field.Key;
    }

    public sealed record OfSystem(SystemField System) : Subject
    {
        public override string Name => System.Name;
    }

    /// <summary>The field of the form with that key or former key, else the system field; null if there is neither.</summary>
    public static Subject? Find(Form form, string name) =>
        form[name] is { } field ? new OfField(field)
        : SystemField.Find(name) is { } system ? new OfSystem(system)
        : null;

    /// <summary>The names that may stand in a question about the form.</summary>
    public static IEnumerable<string> Names(Form form) =>
        form.Fields.Select(field => field.Key).Concat(SystemField.All.Select(field => field.Name));
}
