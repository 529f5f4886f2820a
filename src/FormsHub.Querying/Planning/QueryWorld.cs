using FormsHub.Core.Access;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;

namespace FormsHub.Querying.Planning;

/// <summary>What a question is planned with: the forms, the people, and what relative values stand for.</summary>
internal sealed record QueryWorld(IFormCatalog Catalog, IDirectory Directory, FilterContext Values)
{
    public FilterParser ParserFor(Caller caller) => new(Catalog, Directory, form => FormGate.MayRead(caller, form));
}
