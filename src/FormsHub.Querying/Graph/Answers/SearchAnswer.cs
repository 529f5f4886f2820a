using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.GraphQL.Types;
using FormsHub.Querying.Searching;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>Records of all forms by their words, the best matches first.</summary>
internal sealed class SearchAnswer(Func<IReadOnlyList<(Form Form, ObjectType Type)>> forms) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        var errors = new List<FieldError>();
        var first = InputSize.Of(selected, "first", SearchReader.MaxFirst, errors) ?? SearchReader.Usual;
        var (all, words) = (forms(), InputWords.Of(selected, "query", errors));
        place.Statement.Refuse(selected, errors);
        if (words.Length is 0 || all.Count is 0) return JsonText.Constant("[]");
        var found = SearchReader.Statement([.. all.Select(each => each.Form)], words, first, place.Statement.Asker.World);
        var item = JsonText.Object(selected.Fields.Select(each => (each.Key, Member(each, selected, all, place))));
        return new(SqlText.Of($"(select {place.Statement.List(Noted(item, all, place.Statement)).Sql} from ({found}) hit)"), false);
    }

    private static JsonText Noted(JsonText item, IReadOnlyList<(Form Form, ObjectType Type)> forms, GraphStatement statement)
    {
        var seen = forms.Select((each, i) => (Number: i, Read: statement.Noted(GraphReadKind.Found, each.Form, hasWords: true))).Where(each => each.Read is not null)
            .Select(each => SqlText.Of($"when {SqlText.Known(each.Number.ToString(CultureInfo.InvariantCulture))} then {statement.Seen(each.Read, "hit", JsonText.Constant("")).Sql}")).ToList();
        return seen.Count is 0 ? item : new(SqlText.Of($"((case hit.form {SqlText.Join(" ", seen)} else '' end) || {item.Sql})"), false);
    }

    private static JsonText Member(Selected asked, Selected hit, IReadOnlyList<(Form Form, ObjectType Type)> forms, Place place) => asked.Name switch
    {
        "__typename" => JsonText.Constant($"\"{hit.Type.Name}\""),
        "form" => new(SqlText.Known($"('\"' || (array['{string.Join("','", forms.Select(each => each.Form.Key))}'])[hit.form + 1] || '\"')")),
        "id" => SystemAnswer.Id(SqlText.Known("hit.id")),
        "title" => JsonText.String(SqlText.Known("hit.title")),
        "updatedAt" => SystemAnswer.Moment(SqlText.Known("hit.updated_at"), mayBeEmpty: false),
        "text" => place.Statement.Fill(new UnmarkedHole(), SqlText.Known("to_json(hit.text)::text")),
        "record" => new(SqlText.Of($"(case hit.form {SqlText.Join(" ", forms.Select((each, i) => SqlText.Of(
            $"when {SqlText.Known(i.ToString(CultureInfo.InvariantCulture))} then {RecordAnswer.Of(each.Form, each.Type, SqlText.Known("hit.id"), asked, place)}")))} end)")),
        _ => throw new InvalidOperationException(asked.Name),
    };

    /// <summary>The text around what was found, without the marks between the parts of fields.</summary>
    private sealed class UnmarkedHole : Hole
    {
        public override void Write(JsonElement made, Utf8JsonWriter json) => json.WriteStringValue(SearchText.Unmarked(made.GetString()!));
    }
}
