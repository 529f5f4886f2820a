using System.Globalization;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Graph.Holes;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Graph.Answers;

/// <summary>
/// Change sets that touched a record which the caller sees, newest first, or one of them. Where the caller may not be told the names of
/// all records of a form, the sentence, which may name some, gives way to a number.
/// </summary>
internal sealed class ChangeSetAnswer(bool isOne) : Answer
{
    public override JsonText Of(Selected selected, Place place)
    {
        var errors = new List<FieldError>();
        var first = isOne ? 1 : InputSize.Of(selected, "first", RecordQuery.MaxFirst, errors) ?? RecordQuery.DefaultFirst;
        place.Statement.Refuse(selected, errors);
        var world = place.Statement.Asker.World;
        var readable = world.Catalog.All.Where(form => FormGate.MayRead(world.Caller, form)).OrderBy(form => form.Number).ToList();
        var narrowed = readable.Where(form => world.SightOf(form) is var sight && !(sight.MayName && sight.AllowsEverywhere(FormAction.ViewHistory))).ToList();
        var condition = isOne ? SqlText.Of($"s.id = {Guid.Parse(selected.Argument<string>("id")!, CultureInfo.InvariantCulture)}")
            : selected.Has("before") ? SqlText.Of($"s.id < {Guid.Parse(selected.Argument<string>("before")!, CultureInfo.InvariantCulture)}")
            : SqlText.Known("true");
        var touched = narrowed.Count is 0 ? SqlText.Known("null::bigint") : Touched(readable, narrowed, world);
        var item = JsonText.Object(selected.Fields.Select(each => (each.Key, Member(each, selected, place))));
        var answered = isOne ? item : place.Statement.List(item, " order by c.id desc");
        return new(SqlText.Of($"""
            (select {answered.Sql} from (
              select * from (
                select s.id, s.at, s.actor, s.via, s.summary, s.forms, s.records, s.undoes, s.undone_by, {touched} as touched
                from change_sets s where s.forms <@ {readable.ConvertAll(form => form.Number).ToArray()} and {condition}) c
              where c.touched is null or c.touched > 0 order by c.id desc limit {first}) c)
            """), isOne);
    }

    /// <summary>How many records of those seen a change set touched; null where it touched no form of which not all are named.</summary>
    private static SqlText Touched(List<Form> readable, List<Form> narrowed, QueryWorld world) => SqlText.Of($"""
        (case when s.forms && {narrowed.ConvertAll(form => form.Number).ToArray()} then {SqlText.Join(" + ", readable.Select(form =>
        {
            var record = new PlanContext(world).Root(form);
            return SqlText.Of($"(case when {form.Number} = any(s.forms) then (select count(distinct v.record) from {SqlText.Known(RecordTable.Revisions(form.Number))} v join {record.Context.Source(record)} on r.id = v.record where v.change_set = s.id) else 0 end)");
        }))} end)
        """);

    private static JsonText Member(Selected asked, Selected changeSet, Place place) => asked.Name switch
    {
        "__typename" => JsonText.Constant($"\"{changeSet.Type.Name}\""),
        "id" => SystemAnswer.Id(SqlText.Known("c.id")),
        "at" => SystemAnswer.Moment(SqlText.Known("c.at"), mayBeEmpty: false),
        "actor" => place.Statement.Fill(new LinkHole(LinkKind.User, false, asked), SystemAnswer.Id(SqlText.Known("c.actor")).Sql),
        "via" => JsonText.String(SqlText.Known("c.via")),
        "summary" => Summary(place.Statement.Language),
        "records" => new(SqlText.Known("coalesce(c.touched, c.records)::text"), false),
        "forms" => new(SqlText.Of($"(select coalesce(json_agg(f.key order by f.key), '[]')::text from (values {Keys(place)}) f(number, key) where f.number = any(c.forms))"), false),
        "undoes" => SystemAnswer.Id(SqlText.Known("c.undoes")),
        "undoneBy" => SystemAnswer.Id(SqlText.Known("c.undone_by")),
        _ => throw new InvalidOperationException(asked.Name),
    };

    private static JsonText Summary(Language language) => language is Language.Chinese
        ? new(SqlText.Known("to_json(case when c.touched is null then c.summary->>'zh-CN' else '修改了 ' || c.touched || ' 条记录' end)::text"))
        : new(SqlText.Known("to_json(case when c.touched is null then c.summary->>'en' else 'Changed ' || c.touched || case when c.touched = 1 then ' record' else ' records' end end)::text"));

    private static SqlText Keys(Place place) => SqlText.Known(string.Join(", ", place.Statement.Asker.Catalog.All
        .Select(form => string.Create(CultureInfo.InvariantCulture, $"({form.Number}, '{form.Key}')"))));
}
