using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Querying.Sql;

namespace FormsHub.Querying.Planning;

/// <summary>What people see of a link: lists are sorted by the title of the record, person or department, not by its id.</summary>
internal static class Shown
{
    /// <summary>The title as SQL; null if the subject is no link.</summary>
    public static ValueSql? Of(Subject subject, Scope scope)
    {
        if (subject.IsList || subject is Subject.OfItem or Subject.OfPart) return null;
        var id = subject is Subject.OfSystem
            ? Values.Of(subject, scope).Sql
            : SafeUuid.OfValue(Values.Of(subject, scope).Sql);
        return subject.Links switch
        {
            LinkKind.Record => OfRecord((Subject.OfField)subject, id, scope),
            LinkKind.User => new(SqlText.Of($"(select u.display_name collate \"C\" from users u where u.id = {id})"), ValueKind.Text),
            LinkKind.Department => new(SqlText.Of(
                $"(select coalesce(d.title->>'zh-CN', d.title->>'en') collate \"C\" from departments d where d.id = {id})"), ValueKind.Text),
            LinkKind.File or LinkKind.None => null,
        };
    }

    private static ValueSql? OfRecord(Subject.OfField subject, SqlText id, Scope scope)
    {
        if (subject.Kind.Options is not ReferenceOptions { Target: var key } || scope.Context.Catalog.Find(key) is not { } target) return null;
        var inner = scope.Inner(target);
        return new(SqlText.Of(
            $"(select {inner.Column(SystemField.Title)} from {scope.Context.Source(inner)} where {SqlText.Known(inner.Alias)}.id = {id})"), ValueKind.Text);
    }
}
