using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Querying.Gate;
using FormsHub.Querying.History;
using FormsHub.Querying.Records;

namespace FormsHub.Querying.Graph.Holes;

/// <summary>What a revision changed: <c>[record id, stored changes, titles, row scopes met]</c>.</summary>
internal sealed class ChangesHole(Form form, FormSight sight, Selected field) : Hole
{
    public override bool IsPersonal => true;

    public override void Write(JsonElement made, Utf8JsonWriter json)
    {
        var directory = field.Statement.Asker.Directory;
        var seen = new RowSight(sight, (ulong)made[3].GetInt64());
        var titles = new Titles(directory, made[2].ValueKind is JsonValueKind.Object ? made[2] : null, seen);
        var writer = new RevisionWriter(form, json, directory, sight);
        json.WriteStartArray();
        foreach (var change in RevisionWriter.ChangesOf(form, made[1], made[0].GetGuid(), seen))
        {
            json.WriteStartObject();
            foreach (var asked in field.Fields)
            {
                json.WritePropertyName(asked.Key);
                var of = form.ById(change.Field);
                if (asked.Name is "before") writer.WriteValue(change.Before, of, change.Field, titles);
                else if (asked.Name is "after") writer.WriteValue(change.After, of, change.Field, titles);
                else json.WriteStringValue(asked.Name is "__typename" ? field.Type.Name : of?.Key ?? change.Field);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
