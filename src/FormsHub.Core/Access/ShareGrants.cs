using FormsHub.Core.Filters;

namespace FormsHub.Core.Access;

/// <summary>Makes grants of shares. Single records with the same actions and fields become one grant, because a caller has few row scopes on a form.</summary>
public static class ShareGrants
{
    public static IEnumerable<HeldGrant> Of(IEnumerable<(ShareSubject Subject, HeldShare Share, Grant Grant)> shared)
    {
        List<(string Role, HeldShare Share, Grant Grant, Guid? Record)> all = [.. shared.Select(each => (RoleOf(each.Subject), each.Share, each.Grant, GrantText.RecordOf(each.Grant.Rows)))];
        foreach (var same in all.Where(each => each.Record is not null).GroupBy(each => (each.Role, GrantText.WithoutRows(each.Grant))))
        {
            foreach (var some in same.OrderBy(each => each.Record).Chunk(FilterParser.MaxValues))
                yield return new HeldGrant(some[0].Role, some[0].Grant with { Rows = GrantText.RowsOf(some.Select(each => each.Record!.Value).Distinct()) }) { Shares = [.. some.Select(each => each.Share with { Record = each.Record })] };
        }
        foreach (var (role, share, grant, _) in all.Where(each => each.Record is null)) yield return new HeldGrant(role, grant) { Shares = [share with { Record = null }] };
    }

    /// <summary>What stands for the role that a share is not: "share:user".</summary>
    public static string RoleOf(ShareSubject subject) => "share:" + subject.ToString().ToLowerInvariant();

    /// <summary>The share's own part of a grant, as far as it is about one record; nothing where it is about others only.</summary>
    public static IEnumerable<HeldGrant> About(HeldGrant held, Guid record) =>
        held.Shares is [] or [{ Record: null }] ? [held]
        : held.Shares.Where(share => share.Record == record).Select(share => held with { Grant = held.Grant with { Rows = GrantText.RowOf(record) }, Shares = [share] });
}
