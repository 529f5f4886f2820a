using System.Text.Json;

namespace FormsHub.Querying.Graph.Mutations;

/// <summary>What became of a batch, which is known only once it is written.</summary>
/// <param name="offset">How many wishes of the mutation stand before the batch's.</param>
internal sealed class BatchHole(Selected field, IReadOnlyList<RecordWish> wishes, int offset, Func<Written> written) : Hole
{
    public override void Write(JsonElement made, Utf8JsonWriter json)
    {
        var outcome = written();
        json.WriteStartObject();
        foreach (var asked in field.Fields)
        {
            json.WritePropertyName(asked.Key);
            if (asked.Name is "__typename") json.WriteStringValue(field.Type.Name);
            else if (asked.Name is "results") WriteResults(asked, outcome, json);
            else if (outcome.ChangeSet is { } changeSet) json.WriteStringValue(changeSet);
            else json.WriteNullValue();
        }
        json.WriteEndObject();
    }

    private void WriteResults(Selected results, Written outcome, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (wish, became) in wishes.Zip(outcome.Outcomes.Skip(offset)).Where(each => each.First.Index is not null))
        {
            json.WriteStartObject();
            foreach (var asked in results.Fields)
            {
                json.WritePropertyName(asked.Key);
                switch (asked.Name)
                {
                    case "op": json.WriteStringValue(wish.Kind.ToString().ToLowerInvariant()); break;
                    case "index": json.WriteNumberValue(wish.Index!.Value); break;
                    case "id" when became.Rev is not null || wish.Kind is not WriteKind.Create: json.WriteStringValue(wish.Id); break;
                    case "rev" when became.Rev is { } rev: json.WriteNumberValue(rev); break;
                    case "errors": WriteErrors(asked, became.Errors, json); break;
                    case "__typename": json.WriteStringValue(results.Type.Name); break;
                    default: json.WriteNullValue(); break;
                }
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteErrors(Selected errors, IReadOnlyList<WishError> wrong, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var error in wrong)
        {
            json.WriteStartObject();
            foreach (var asked in errors.Fields)
            {
                json.WriteString(asked.Key, asked.Name switch { "field" => error.Field, "code" => error.Code, "message" => error.Message, _ => errors.Type.Name });
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
