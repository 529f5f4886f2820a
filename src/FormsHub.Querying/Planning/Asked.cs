using FormsHub.Core.Access;
using FormsHub.Core.Filters;
using FormsHub.Core.Results;

namespace FormsHub.Querying.Planning;

/// <summary>What a sort, a group or a measure is about, if the caller may ask about it.</summary>
internal static class Asked
{
    /// <summary>Null, with the error told, for a field that is unknown, hidden, masked, or computed only when it is read.</summary>
    public static Subject? Find(string name, Scope scope, string path, List<FieldError> errors)
    {
        var rights = scope.Context.Rights;
        var subject = Subject.Find(scope.Form, name, scope.Context.Catalog, rights);
        var error = subject is null ? FilterErrors.UnknownField(path, name, rights.Names(scope.Form))
            : subject is Subject.OfField { Field: var field } ? Refuse(field) : null;
        if (error is null) return subject;
        errors.Add(error);
        return null;

        FieldError? Refuse(Core.Forms.Field field) =>
            rights.Sees(scope.Form, field) is Sight.Masked ? FilterErrors.Masked(path, name)
            : field.IsEncrypted ? FilterErrors.Encrypted(path, name)
            : FilterParser.IsVolatile(scope.Form, field) ? FilterErrors.Volatile(path, name)
            : null;
    }
}
