using FormsHub.Core.Results;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>The words of a search as they are given.</summary>
internal static class InputWords
{
    public static string[] Of(Selected selected, string name, List<FieldError> errors) => Text(selected, name, errors) is { } text ? Search.Words(text) : [];

    public static string? Text(Selected selected, string name, List<FieldError> errors) =>
        selected.Has(name) ? BodyReader.Text(InputJson.Of(selected.Arguments[name]), "/" + name, RecordQuery.MaxSearch, errors) : null;
}
