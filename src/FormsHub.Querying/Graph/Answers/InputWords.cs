using FormsHub.Core.Results;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>The words of a search as they are given.</summary>
internal static class InputWords
{
    public static string[] Of(Selected selected, string name, List<FieldError> errors)
    {
        if (!selected.Has(name)) return [];
        var text = BodyReader.Text(InputJson.Of(selected.Arguments[name]), "/" + name, RecordQuery.MaxSearch, errors);
        return text is null ? [] : Search.Words(text);
    }
}
