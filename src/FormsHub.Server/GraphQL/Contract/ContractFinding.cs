using FormsHub.Core.Forms;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>What becomes of one thing of the schema that an operation names, for who does not read the language of errors.</summary>
/// <param name="At">The thing by its schema coordinate: "Contact.phone", "Query.contacts(where:)", "ContactFilter".</param>
/// <param name="Form">The title of the form that it belongs to; null: to none.</param>
/// <param name="Field">The label of the form's field that it stands for; null: for none.</param>
/// <param name="Now">Of what is renamed, the present name; of what is another form's, that form's key.</param>
/// <param name="Since">Of what is removed, the day.</param>
public sealed record ContractFinding(string At, ContractFinding.Thing What, ContractFinding.Fate Becomes, Localized? Form = null, Localized? Field = null, string? Now = null, DateOnly? Since = null)
{
    public enum Thing
    {
        Field,
        Argument,
        InputField,
        EnumValue,
        Type,
    }

    public enum Fate
    {
        /// <summary>It is not there, and who names it is refused.</summary>
        Gone,

        /// <summary>It must be given, and is not.</summary>
        Needed,

        /// <summary>It is there with another type, which does not fit.</summary>
        Retyped,

        /// <summary>It is a former name that another form, <see cref="Now"/>, has taken: the operation is answered, but with other records.</summary>
        OfAnotherForm,

        /// <summary>It is answered under its former name.</summary>
        Renamed,

        /// <summary>It is answered for a while yet.</summary>
        Removed,

        Deprecated,
    }
}
