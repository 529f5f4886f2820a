using FormsHub.Core.Access;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;

namespace FormsHub.Querying.Planning;

/// <summary>What a question is planned with: who asks, the forms, the people, and what relative values stand for.</summary>
internal sealed record QueryWorld(Caller Caller, IFormCatalog Catalog, IDirectory Directory, FilterContext Values)
{
    /// <summary>Reads the caller's own filters.</summary>
    public FilterParser Parser => new(Catalog, Directory, new CallersRights(this));

    /// <summary>Reads what designers wrote: the filters of roll-ups, and row scopes.</summary>
    public FilterParser Designed => new(Catalog, Directory, FilterRights.All);

    public FilterRights Rights => new CallersRights(this);

    public FormSight SightOf(Form form) => FormSight.Of(Caller, form, this);

    private sealed class CallersRights(QueryWorld world) : FilterRights
    {
        public override bool MayRead(Form form) => FormGate.MayRead(world.Caller, form);

        public override Sight Sees(Form form, Field field) => world.SightOf(form).Most(field);

        public override bool MayAskEqual(Form form, Field field) => world.SightOf(form).Of(field).Equal is not 0;
    }
}
