using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;

namespace FormsHub.Querying.Gate;

/// <summary>Whether a caller may do something with a form, with one of its records, or with a field of it.</summary>
public sealed record AccessQuestion(Form Form, FormAction Action, Guid? Record = null, Field? Field = null)
{
    /// <summary>Whether a field is asked about that the action would change, and not one that it would show.</summary>
    public bool IsWrite => Action is FormAction.Create or FormAction.Update or FormAction.Revert or FormAction.Import;

    /// <summary>The record that is asked about; one that is to be created is not there yet.</summary>
    public Guid? Existing => Action is FormAction.Create or FormAction.Import or FormAction.Manage ? null : Record;

    /// <summary>Whether that is a field that anybody writes.</summary>
    public bool IsWritable => Field is null || Field.Type.Role is FieldRole.Input;
}

/// <summary>What the gate answers to an <see cref="AccessQuestion"/>.</summary>
/// <param name="Sees">How much is shown of the field, if one was asked about.</param>
public sealed record AccessDecision(AccessRefusal Refusal, Sight? Sees)
{
    public bool IsAllowed => Refusal is AccessRefusal.None;
}

/// <summary>How many records the gate decides alike about, and one of them.</summary>
public sealed record DecidedRecords(AccessDecision Decision, long Count, Guid Example);

/// <summary>At which step the gate refuses.</summary>
public enum AccessRefusal
{
    None,

    /// <summary>The form is as if there were none.</summary>
    Form,
    Action,

    /// <summary>The record is as if there were none.</summary>
    Record,

    /// <summary>The record is seen, but the action is not granted on it.</summary>
    RowScope,
    Field,

    /// <summary>Granted, but a second person must agree first.</summary>
    SecondPerson,
}
