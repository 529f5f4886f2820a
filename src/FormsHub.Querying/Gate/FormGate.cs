using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Querying.Gate;

/// <summary>
/// What a caller may see of a form's records. Every question passes through it, so that what a right leaves out is left out
/// everywhere. Today a right is for a whole form; rows and fields come with the permission engine.
/// </summary>
public sealed class FormGate
{
    private FormGate(Caller caller, Form form) => (Caller, Form) = (caller, form);

    public Caller Caller { get; }
    public Form Form { get; }

    /// <summary>
    /// The gate for an action on a form; to a caller who may not even read the form it is as if there were none.
    /// </summary>
    public static Result<FormGate> For(Caller caller, Form form, FormAction action) =>
        !MayRead(caller, form) ? QueryProblems.FormNotFound(form.Key)
        : action is not FormAction.Read && !FormAccess.May(caller, form, action) ? QueryProblems.Forbidden(form.Key, action)
        : new FormGate(caller, form);

    /// <summary>Whether the caller may read any record of the form; filters go through no reference to another.</summary>
    public static bool MayRead(Caller caller, Form form) => FormAccess.May(caller, form, FormAction.Read);
}
