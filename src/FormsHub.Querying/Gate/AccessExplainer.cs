using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Querying.Planning;
using Npgsql;

namespace FormsHub.Querying.Gate;

/// <summary>
/// Says why the gate decides as it does. It decides nothing itself: the answer is <see cref="RecordSights.DecideAsync"/>'s, the clauses
/// are the gate's conditions one by one.
/// </summary>
public sealed class AccessExplainer(NpgsqlDataSource source, RecordSights sights, IDirectory directory)
{
    /// <param name="asker">Who asks, and is shown no more of the record than may be seen.</param>
    /// <param name="caller">Whose right is asked about.</param>
    public async Task<Explanation> ExplainAsync(Caller asker, Caller caller, AccessQuestion question, CancellationToken ct)
    {
        var decision = await sights.DecideAsync(caller, question, ct);
        var form = question.Form;
        var record = new PlanContext(sights.World(caller)).Root(form);
        var clauses = new ClauseSql(record, new PlanContext(sights.World(asker)).Root(form), directory);
        var grants = FormAccess.GrantsOn(caller, form).SelectMany(held => question.Existing is { } asked ? ShareGrants.About(held, asked) : [held]).Select(held => (Held: held, Rows: Rows(held.Grant, record, clauses))).ToList();
        var kept = FormAccess.RestrictionsOn(caller, form).Select(restriction => Kept(restriction, record, clauses)).ToList();
        var isThere = question.Existing is not { } id || await clauses.ReadAsync(source, id, ct);
        var because = await BecauseAsync(caller, question, isThere, ct);
        return new Explanation(
            decision,
            [.. because, .. kept.Select(each => each())],
            [.. grants.Select(each => Explained(each.Held, each.Rows(), question))]);
    }

    private static ExplainedGrant Explained(HeldGrant held, IReadOnlyList<Clause> rows, AccessQuestion question)
    {
        List<Clause> because = [new("action", "action has", Json(held.Grant.Actions.Order().Select(GrantReader.NameOf)), Json(GrantReader.NameOf(question.Action)), held.Grant.Actions.Contains(question.Action))];
        because.AddRange(rows);
        if (question.Field is { } field && (question.IsWrite || question.Action is FormAction.Read or FormAction.Reveal))
        {
            var right = held.Grant.Right(field);
            var needed = question.IsWrite ? "write" : question.Action is FormAction.Reveal ? "masked" : "read";
            var gives = question.IsWrite ? right.MayWrite : question.Action is FormAction.Reveal ? right.Sees is not Sight.Nothing : right.Sees is Sight.Clear;
            because.Add(new Clause("field", $"field {NameOf(field)}", Json(NameOf(right)), Json(needed), gives));
        }
        return new ExplainedGrant(held, because.TrueForAll(clause => clause.Holds is not false), because);
    }

    /// <summary>What must hold whichever grant allows the action.</summary>
    private async Task<List<Clause>> BecauseAsync(Caller caller, AccessQuestion question, bool isThere, CancellationToken ct)
    {
        var (form, action) = (question.Form, question.Action);
        List<Clause> because = [];
        if (caller.Token is { Scopes: not null } token)
            because.Add(new Clause("token", "token allows", Json(token.Name), Json(GrantReader.NameOf(action)), FormAccess.ScopeAllows(token, form.Key, action)));
        if (!isThere) because.Add(new Clause("record", "record exists", Json(question.Existing), null, false));
        if (FormAccess.GuardsOn(caller, form, action).ToList() is { Count: > 0 } guards)
        {
            var guard = question.Existing is { } guarded && isThere ? await sights.GuardAsync(caller, form, action, guarded, ct) : ((bool IsGuarded, bool IsPermitted)?)null;
            because.Add(new Clause("secondPerson", "second person agreed", guard is { } asked ? Json(asked.IsPermitted) : null, Json(guards.SelectMany(each => each.Roles).Distinct().Order()), guard is { } known ? !known.IsGuarded || known.IsPermitted : null));
        }
        var isAsked = sights.Narrows(caller, form, action);
        var rights = sights.OfAny(caller, form);
        if (question.Existing is { } id && isThere && action is not FormAction.Read)
        {
            var seen = await sights.OfAsync(caller, form, [id], ct);
            var needed = isAsked || action is not (FormAction.Update or FormAction.Delete or FormAction.Restore or FormAction.Revert);
            because.Add(new Clause("record", "record is seen", Json(seen.Count > 0), Json(needed), !needed || seen.Count > 0));
            rights = seen.TryGetValue(id, out var sight) ? sight : rights;
        }
        else if (question.Existing is { } read && isThere && (await sights.OfAsync(caller, form, [read], ct)).TryGetValue(read, out var row))
        {
            rights = row;
        }
        if (question.Field is not { } field) return because;
        if (question.IsWrite)
        {
            if (!question.IsWritable) because.Add(new Clause("field", $"field {NameOf(field)} is computed", null, null, false));
            else if (isAsked && action is not FormAction.Create) because.Add(new Clause("field", $"field {NameOf(field)} is seen", Json(NameOf(rights.Of(field))), Json("masked"), rights.Of(field) is not Sight.Nothing));
            return because;
        }
        if (action is not FormAction.Read)
        {
            var needed = action is FormAction.Reveal ? Sight.Masked : Sight.Clear;
            because.Add(new Clause("field", $"field {NameOf(field)} is seen", Json(NameOf(rights.Of(field))), Json(NameOf(needed)), rights.Of(field) >= needed));
        }
        var whole = sights.World(caller).SightOf(form);
        if (!whole.IsWhole && !field.Definition.Discloses && rights is RowSight of)
        {
            foreach (var (name, cell) in Sources.Of(field, whole))
                because.Add(new Clause("sources", $"computed of {name}", Json(NameOf(of.Of(cell))), Json("read"), of.Of(cell) is Sight.Clear));
        }
        return because;
    }

    private static Func<IReadOnlyList<Clause>> Rows(Grant grant, Scope record, ClauseSql clauses) =>
        RowPresets.Filter(grant.Rows) is not { } rows ? () => [new Clause("rows", "all records", null, null, true)]
        : record.Context.World.Designed.Parse(rows, record.Form) is { Failed: false, Value: var filter } ? clauses.Of("rows", filter)
        : () => [new Clause("rows", "filter fits the form", null, rows, false)];

    private static Func<Clause> Kept(Restriction restriction, Scope record, ClauseSql clauses)
    {
        var roles = Json(restriction.Roles.Order());
        if (record.Context.World.Designed.Parse(restriction.Rows, record.Form) is not { Failed: false, Value: var filter })
            return () => new Clause("restriction", "restricted to roles", null, roles, false);
        var (parts, isFree) = (clauses.Of("restriction", filter), clauses.Holds(filter, holds: false));
        return () => new Clause("restriction", "restricted to roles", null, roles, isFree()) { Parts = parts() };
    }

    private static string NameOf(Field field) => field.Table is { } table ? $"{table.Key}.{field.Key}" : field.Key;

    private static string NameOf(FieldRight right) => right switch
    {
        { Sees: Sight.Clear } => right.MayWrite ? "write" : "read",
        { Sees: Sight.Masked } => right.MayWrite ? "masked, write" : "masked",
        _ => "hidden",
    };

    private static string NameOf(Sight sight) => sight switch
    {
        Sight.Clear => "read",
        Sight.Masked => "masked",
        _ => "hidden",
    };

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value);
}
