using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Forms;
using FormsHub.Core.Records;
using FormsHub.Core.Results;

namespace FormsHub.Querying.Gate;

/// <summary>
/// What of their own rights somebody may pass on: of records on which they have the action "share", and in each of them no action and no
/// cell that they do not have. It is taken from the gate as it is now, and stays so.
/// </summary>
public sealed class ShareableRights(RecordSights sights)
{
    /// <summary>Of the row scopes of a caller so many are passed on; further ones are left out.</summary>
    private const int MostScopes = 8;

    /// <summary>What may take a record into other rows.</summary>
    private static readonly FormAction[] Changing = [FormAction.Update, FormAction.Revert];

    /// <summary>One record; nothing if it is not seen. Who may change it takes it as little out of the sharer's rows as the sharer may.</summary>
    public async Task<Result<IReadOnlyList<Grant>>> OfRecordAsync(Caller sharer, Form form, Guid record, ShareWish wish, CancellationToken ct)
    {
        if (!(await sights.OfAsync(sharer, form, [record], ct)).TryGetValue(record, out var seen)) return QueryProblems.RecordNotFound(form.Key, record);
        var lacking = wish.Actions.Append(FormAction.Share).Where(action => !FormAccess.ScopeAllows(sharer.Token, form.Key, action) || !seen.Allows(action)).Select(action => (FormAction?)action).FirstOrDefault();
        if (lacking is { } action) return QueryProblems.Forbidden(form.Key, action);
        var whole = new Grant
        {
            Form = form.Key,
            Actions = wish.Actions,
            Rows = GrantText.RowOf(record),
            Fields = Fields(form, wish, seen.IsWhole, seen.Of, field => seen.MayWrite(field, FormAction.Update)),
        };
        return Within(sharer, form, record, whole);
    }

    /// <summary>A grant of one record as grants by which it is changed only as far as who gives them may change it: it stays in their rows.</summary>
    public List<Grant> Within(Caller giver, Form form, Guid record, Grant whole)
    {
        var sight = sights.World(giver).SightOf(form);
        var grants = new List<Grant>();
        foreach (var action in Changing.Where(whole.Actions.Contains))
        {
            List<JsonElement?> changed = [.. sight.RowsOf(sight.Allowing(action)).Select(scope => scope.Rows)];
            if (changed.Contains(null)) continue;
            JsonArray within = [new JsonObject { ["id"] = new JsonObject { ["eq"] = record } }, new JsonObject { ["or"] = new JsonArray([.. changed.Select(rows => Fixed(rows!.Value, giver))]) }];
            grants.Add(whole with { Actions = new HashSet<FormAction> { action }, Rows = JsonSerializer.SerializeToElement(new JsonObject { ["and"] = within }) });
        }
        var others = whole.Actions.Except(grants.SelectMany(grant => grant.Actions)).ToHashSet();
        return others.Count is 0 ? grants : [whole with { Actions = others }, .. grants];
    }

    /// <summary>All records that match a filter, or the filling in of new ones; of those that the sharer sees and may share.</summary>
    public Result<IReadOnlyList<Grant>> OfRows(Caller sharer, Form form, JsonElement? filter, ShareWish wish)
    {
        var lead = wish.Actions.Contains(FormAction.Create) ? FormAction.Create : FormAction.Read;
        foreach (var action in new[] { lead, FormAction.Share })
        {
            if (!FormAccess.May(sharer, form, action)) return QueryProblems.Forbidden(form.Key, action);
        }
        var world = sights.World(sharer);
        var sight = world.SightOf(form);
        List<JsonNode> everywhere = [.. sight.Kept.Select(kept => (JsonNode)new JsonObject { ["not"] = Fixed(kept, sharer) })];
        if (filter is { } given) everywhere.Insert(0, Fixed(given, sharer));
        var shareable = sight.Allowing(FormAction.Share);

        List<Grant> grants = [];
        foreach (var (scope, rows) in sight.RowsOf(sight.Allowing(lead)))
        {
            var met = scope | sight.Everywhere;
            List<JsonNode> all = [.. everywhere.Select(each => each.DeepClone())];
            if (rows is { } own) all.Add(Fixed(own, sharer));
            if ((shareable & met) is 0) all.Add(new JsonObject { ["or"] = new JsonArray([.. sight.RowsOf(shareable).Select(each => Fixed(each.Rows!.Value, sharer))]) });
            var actions = wish.Actions.Where(action => (sight.Allowing(action) & met) is not 0).ToHashSet();
            grants.Add(new Grant
            {
                Form = form.Key,
                Actions = actions,
                Rows = all.Count is 0 ? null : JsonSerializer.SerializeToElement(all is [var only] ? only : new JsonObject { ["and"] = new JsonArray([.. all]) }),
                Fields = Fields(form, wish, sight.IsWhole && !sight.Narrows(lead), field => sight.IsWhole ? Sight.Clear : sight.Of(field).In(met), field => (sight.Writing(field, lead is FormAction.Create ? lead : FormAction.Update) & met) is not 0),
            });
        }
        if (grants.Find(grant => grant.Rows is { } rows && world.Designed.Parse(rows, form).Failed) is not null) return TooMuch;
        return Joined(grants).Take(MostScopes).ToList();
    }

    /// <summary>The titles of all records of a form that the sharer sees and may share; null if there is none.</summary>
    public Grant? TitlesOf(Caller sharer, Form form)
    {
        if (RecordText.TitleField(form) is not { } title) return null;
        var found = OfRows(sharer, form, null, Titles(title));
        return found.Failed ? null : found.Value.FirstOrDefault(grant => grant.Right(title).Sees is Sight.Clear);
    }

    /// <summary>The title of one record, if the sharer sees it and may share it.</summary>
    public async Task<Grant?> TitleOfAsync(Caller sharer, Form form, Guid record, CancellationToken ct)
    {
        if (RecordText.TitleField(form) is not { } title) return null;
        var found = await OfRecordAsync(sharer, form, record, Titles(title), ct);
        return found.Failed || found.Value is not [var grant] || grant.Right(title).Sees is not Sight.Clear ? null : grant;
    }

    private static ShareWish Titles(Field title) =>
        new(new HashSet<FormAction> { FormAction.Read }, title.Definition.Sensitive is null or "none" ? new Dictionary<string, FieldRight> { [title.Key] = FieldRight.Read } : new Dictionary<string, FieldRight> { [Grant.All] = FieldRight.Hidden });

    private static readonly Problem TooMuch = Problem.Invalid(
        "too_much_to_share", $"What you see of this form is put together of too much to be shared as a view. Share a narrower one, or single records.", $"您可见的范围由过多条件组成，无法作为视图共享。请缩小范围，或共享单条记录。");

    /// <summary>Grants that give the same become one.</summary>
    private static IEnumerable<Grant> Joined(IEnumerable<Grant> grants) => grants.GroupBy(GrantText.WithoutRows).Select(same =>
        same.ToList() is [var only] ? only
        : same.Any(grant => grant.Rows is null) ? same.First() with { Rows = null }
        : same.First() with { Rows = JsonSerializer.SerializeToElement(new { or = same.Select(grant => grant.Rows) }) });

    /// <param name="isWhole">Whether nothing is kept from the sharer: then fields that the form gets later are shared, too.</param>
    private static Dictionary<string, FieldRight> Fields(Form form, ShareWish wish, bool isWhole, Func<Field, Sight> sees, Func<Field, bool> mayWrite)
    {
        var isFilledIn = wish.Actions.Contains(FormAction.Create);
        var writes = isFilledIn || wish.Actions.Contains(FormAction.Update);
        var fields = new Dictionary<string, FieldRight> { [Grant.All] = isWhole && !isFilledIn && wish.Fields.Count is 0 ? new FieldRight(Sight.Clear, writes) : FieldRight.Hidden };
        foreach (var field in form.Fields.SelectMany(field => field.Columns.Prepend(field)))
        {
            var name = field.Table is { } table ? $"{table.Key}.{field.Key}" : field.Key;
            var most = isFilledIn ? Filled(field, wish, mayWrite) : Seen(field, wish, name, sees(field), writes && mayWrite(field));
            fields[name] = wish.Fields.Count is 0 ? most : Named(most.Within(wish.Fields.TryGetValue(name, out var asked) ? asked : wish.Fields.GetValueOrDefault(Grant.All, FieldRight.Hidden)));
        }
        return fields;
    }

    private static FieldRight Seen(Field field, ShareWish wish, string name, Sight sees, bool mayWrite)
    {
        // What is sensitive is shared in clear only where the sharer names it.
        if (sees is Sight.Clear && field.Definition.Sensitive is not (null or "none") && !wish.Fields.ContainsKey(name)) sees = Sight.Masked;
        return Named(new FieldRight(sees, mayWrite && field.Type.Role is FieldRole.Input));
    }

    /// <summary>Who is not known chooses no people, and records only where their titles are shared.</summary>
    private static FieldRight Filled(Field field, ShareWish wish, Func<Field, bool> mayWrite) =>
        field.Type.Role is not FieldRole.Input ? FieldRight.Read
        : !mayWrite(field) || (wish.IsForLink && field.Type.Links is LinkKind.User or LinkKind.Department) || (wish is { IsForLink: true, Titles: false } && field.Type.Links is LinkKind.Record) ? FieldRight.Hidden
        : FieldRight.Write;

    /// <summary>The right of those that have a name.</summary>
    private static FieldRight Named(FieldRight right) => right.Sees switch
    {
        Sight.Nothing => FieldRight.Hidden,
        Sight.Masked => FieldRight.Masked,
        _ => right,
    };

    /// <summary>A filter with "$me" and the like worked out for the sharer; a department that they do not have is none's.</summary>
    private static JsonNode Fixed(JsonElement filter, Caller sharer) => Fixed(JsonNode.Parse(filter.GetRawText())!, sharer);

    private static JsonNode Fixed(JsonNode node, Caller sharer) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, member.Value is { } value ? Fixed(value, sharer) : null))),
        JsonArray items => new JsonArray([.. items.SelectMany(item => Item(item, sharer))]),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => value.GetValue<string>() switch
        {
            "$me" => JsonValue.Create(sharer.Id),
            "$myDepartment" => JsonValue.Create(sharer.Department ?? Guid.Empty),
            "$myDepartments" => new JsonArray([.. sharer.Departments.Select(each => JsonValue.Create(each))]),
            _ => value.DeepClone(),
        },
        _ => node.DeepClone(),
    };

    /// <summary>An item of a list; several where it stands for several departments.</summary>
    private static IEnumerable<JsonNode?> Item(JsonNode? item, Caller sharer) =>
        item is null ? [null]
        : item is JsonValue && Fixed(item, sharer) is JsonArray many ? many.Select(each => each?.DeepClone())
        : [Fixed(item, sharer)];
}

/// <summary>What somebody wants to share.</summary>
/// <param name="Actions">Read, update, or create alone, which is filling in.</param>
/// <param name="Fields">As in a grant, to share less than the sharer has; of a sensitive field "read" or "write" shares it in clear.</param>
/// <param name="IsForLink">Whether it is for whoever has a link.</param>
/// <param name="Titles">Whether titles of records of other forms come along.</param>
public sealed record ShareWish(IReadOnlySet<FormAction> Actions, IReadOnlyDictionary<string, FieldRight> Fields, bool IsForLink = false, bool Titles = false);
