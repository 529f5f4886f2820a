using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>What each field's type says against its attributes: limits, options, targets, the fields that lookups and rollups read.</summary>
internal sealed class TypesAgree : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft) =>
        draft.Places.Where(place => place is { Table: null, Field: not null }).SelectMany(place =>
            place.Field!.Type.CheckDefinition(place.Field, draft.Form, draft.Catalog).Select(error => error.Under(place.Path)));
}
