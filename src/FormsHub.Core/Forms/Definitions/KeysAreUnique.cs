using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>No two fields of a form, or columns of a sub-table, answer to the same name or have the same id; neither do two views.</summary>
internal sealed class KeysAreUnique : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        foreach (var group in draft.Places.GroupBy(place => place.Table))
        {
            var seen = new Dictionary<string, string>();
            foreach (var place in group)
            {
                if (!seen.TryAdd(place.Definition.Key, place.Path))
                    yield return Duplicate(place.Path + "/key", place.Definition.Key);
            }
            foreach (var place in group)
            {
                for (var i = 0; i < place.Definition.Aliases.Count; i++)
                {
                    if (!seen.TryAdd(place.Definition.Aliases[i], place.Path))
                        yield return Duplicate($"{place.Path}/aliases/{i}", place.Definition.Aliases[i]);
                }
            }
        }

        var ids = new HashSet<string>();
        foreach (var place in draft.Places.Where(place => place.Definition.Id.Length > 0 && !ids.Add(place.Definition.Id)))
        {
            yield return Error(place.Path + "/id", "duplicate_id",
                $"The id \"{place.Definition.Id}\" stands twice.", $"ID“{place.Definition.Id}”重复。");
        }

        var views = new HashSet<string>();
        for (var i = 0; i < draft.Definition.Views.Count; i++)
        {
            if (!views.Add(draft.Definition.Views[i].Key)) yield return Duplicate($"/views/{i}/key", draft.Definition.Views[i].Key);
        }
    }

    private static FieldError Duplicate(string path, string key) =>
        Error(path, "duplicate_key", $"The key \"{key}\" stands twice.", $"key“{key}”重复。");
}
