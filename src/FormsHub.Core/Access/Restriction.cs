using System.Text.Json;

namespace FormsHub.Core.Access;

/// <summary>Narrows everybody: the matching records of a form are for the named roles only, whatever grants say.</summary>
/// <param name="Rows">A filter of the common algebra.</param>
/// <param name="Roles">Keys of the roles that it lets through.</param>
/// <param name="SecondPerson">Actions on the matching records that a second person must agree to, also for those roles.</param>
public sealed record Restriction(string Form, JsonElement Rows, IReadOnlySet<string> Roles, IReadOnlySet<FormAction> SecondPerson)
{
    /// <summary>The actions that can be held back until a second person agrees: those that do something with a record that is there.</summary>
    public static readonly IReadOnlySet<FormAction> Guardable =
        new HashSet<FormAction> { FormAction.Update, FormAction.Delete, FormAction.Restore, FormAction.Purge, FormAction.Revert, FormAction.Reveal };
}
