using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Querying.Gate;

/// <summary>
/// The way to a form's records for one action. Which rows and fields are seen there is worked out by <see cref="FormSight"/> and
/// compiled into every statement.
/// </summary>
public sealed class FormGate
{
    private FormGate(Caller caller, Form form) => (Caller, Form) = (caller, form);

    public Caller Caller { get; }
    public Form Form { get; }

    /// <summary>The gate for an action on a form; to a caller who may neither read nor fill in the form it is as if there were none.</summary>
    public static Result<FormGate> For(Caller caller, Form form, FormAction action) =>
        FormAccess.May(caller, form, action) ? new FormGate(caller, form)
        : FormAccess.MaySee(caller, form) ? QueryProblems.Forbidden(form.Key, action)
        : QueryProblems.FormNotFound(form.Key);

    /// <summary>Whether the caller may read any record of the form; filters go through no reference to another.</summary>
    public static bool MayRead(Caller caller, Form form) => FormAccess.May(caller, form, FormAction.Read);
}
