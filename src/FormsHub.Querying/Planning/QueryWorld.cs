using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;

namespace FormsHub.Querying.Planning;

/// <summary>What a question is planned with: who asks, the forms, the people, and what relative values stand for.</summary>
internal sealed record QueryWorld(Caller Caller, IFormCatalog Catalog, IDirectory Directory, FilterContext Values)
{
    /// <summary>Reads the caller's own filters.</summary>
    public FilterParser Parser => new(Catalog, Caller.Link is null ? Directory : Nobody.Known, Rights);

    /// <summary>Reads what designers wrote: the filters of roll-ups, and row scopes.</summary>
    public FilterParser Designed => new(Catalog, Directory, FilterRights.All);

    /// <summary>As <see cref="Parser"/>, of a filter that is to be stored.</summary>
    public FilterParser Keeping => new(Catalog, Directory, Rights, isKept: true);

    public FilterRights Rights => field ??= new CallersRights(this);

    /// <summary>Whether records are asked for as they were.</summary>
    public bool IsOfPast { get; init; }

    /// <summary>What the caller sees of a form; a question is about few.</summary>
    public FormSight SightOf(Form form)
    {
        foreach (var known in _sights)
        {
            if (ReferenceEquals(known.Form, form)) return known;
        }
        var sight = IsOfPast ? FormSight.Of(Caller, form, new QueryWorld(Caller, Catalog, Directory, Values)).Past : FormSight.Of(Caller, form, this);
        _sights.Add(sight);
        return sight;
    }

    private readonly List<FormSight> _sights = [];

    /// <summary>To who comes by a link nobody is known by name.</summary>
    private sealed class Nobody : IDirectory
    {
        public static readonly Nobody Known = new();

        public string? Title(LinkKind kind, Guid id) => null;

        public Guid? Find(LinkKind kind, string name) => null;
    }

    private sealed class CallersRights(QueryWorld world) : FilterRights
    {
        public override bool MayRead(Form form) => FormGate.MayRead(world.Caller, form);

        public override bool MayAskPeople => world.Caller.Link is null;

        public override Sight Sees(Form form, Field field) => world.SightOf(form).Most(field);

        public override bool MayAskEqual(Form form, Field field) => world.SightOf(form).Of(field).Equal is not 0;
    }
}
