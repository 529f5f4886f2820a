using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>The revisions of a record, newest first; none where its history may not be seen.</summary>
internal sealed class RevisionsAnswer(Form form) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        var record = place.Here;
        var errors = new List<FieldError>();
        var first = InputSize.Of(selected, "first", RecordQuery.MaxFirst, errors) ?? RecordQuery.DefaultFirst;
        place.Statement.Refuse(selected, errors);
        var before = selected.Has("before") ? Convert.ToInt32(selected.Arguments["before"], CultureInfo.InvariantCulture) : int.MaxValue;
        var name = record.Context.NewAlias();
        var v = SqlText.Known(name);
        var list = place.Statement.List(JsonText.Object(selected.Fields.Select(each => (each.Key, Member(each, selected, name, place)))), $" order by {name}.rev desc");
        var allowed = record.Sight.WhereAllowed(FormAction.ViewHistory, record) is { } condition ? SqlText.Of($" and {condition}") : SqlText.Empty;
        return place.Statement.Seen(place.Statement.Noted(GraphReadKind.History, form), record.Alias, new(SqlText.Of($"""
            (select {list.Sql} from (
              select v.rev, v.at, v.by, v.op, v.change_set, v.version, v.changes, s.via
              from {SqlText.Known(RecordTable.Revisions(form.Number))} v left join change_sets s on s.id = v.change_set
              where v.record = {SqlText.Known(record.Alias)}.id and v.rev < {before}{allowed} order by v.rev desc limit {first}) {v})
            """), false));
    }

    private JsonText Member(Selected asked, Selected revision, string v, Place place)
    {
        var column = SqlText.Known($"{v}.{(asked.Name is "changeSet" ? "change_set" : asked.Name)}");
        return asked.Name switch
        {
            "__typename" => JsonText.Constant($"\"{revision.Type.Name}\""),
            "rev" or "version" => new(SqlText.Of($"{column}::text"), false),
            "at" => SystemAnswer.Moment(column, mayBeEmpty: false),
            "op" or "via" => JsonText.String(column),
            "changeSet" => SystemAnswer.Id(column),
            "by" => place.Here.Sight.NamesPeople ? place.Statement.Fill(new LinkHole(LinkKind.User, false, asked), SystemAnswer.Id(column).Sql) : JsonText.Null,
            "changes" => Changes(asked, v, place),
            _ => throw new InvalidOperationException(asked.Name),
        };
    }

    private JsonText Changes(Selected asked, string v, Place place)
    {
        var record = place.Here;
        var asksValues = asked.Fields.Any(each => each.Name is "before" or "after");
        var titles = (asksValues ? LinkTitles.Of(form.Fields, v + ".changes", "[*]", record) : null) ?? SqlText.Known("null::jsonb");
        var met = SqlText.Known(record.Sight.Differs ? place.Met : "1");
        return place.Statement.Fill(
            new ChangesHole(form, record.Sight.Past, asked),
            SqlText.Of($"jsonb_build_array({SqlText.Known(record.Alias)}.id, {SqlText.Known(v)}.changes, {titles}, {met})::text"));
    }
}
