namespace FormsHub.Formulas.Functions;

/// <summary>A parameter of a function.</summary>
/// <param name="Spreads">Takes values and lists of them; the function gets all that are not empty as one flat list.</param>
public sealed record Parameter(
    string Name,
    Kinds Kinds,
    Presence Presence = Presence.Required,
    Emptiness Emptiness = Emptiness.Carried,
    bool Spreads = false);

/// <summary>How many arguments a parameter takes.</summary>
public enum Presence
{
    Required,
    Optional,

    /// <summary>One or more: the parameter, with the repeated ones beside it, starts again.</summary>
    Repeated,
}

/// <summary>What a function does with an empty argument.</summary>
public enum Emptiness
{
    /// <summary>The function gives Empty.</summary>
    Carried,

    /// <summary>The function makes something of it.</summary>
    Taken,
}
