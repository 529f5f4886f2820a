using FormsHub.Core.Access;
using FormsHub.Core.Records;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Storage.Records;

/// <summary>What a cascade took along when a record was deleted: it comes back with that record, in the same change set.</summary>
internal sealed class TakenAlong(NpgsqlDataSource database, Catalog catalog)
{
    /// <summary>
    /// Restores of the records that were deleted because of those that the operations restore, of those that went because of them, and
    /// so on; without records that the operations name themselves.
    /// </summary>
    public async Task<IReadOnlyList<RecordOperation>> OfAsync(Caller caller, IReadOnlyList<RecordOperation> operations, CancellationToken ct)
    {
        var known = operations.Where(operation => operation.Record is not null).Select(operation => operation.Record!.Value).ToHashSet();
        var along = new List<RecordOperation>();
        for (var layer = operations.Where(operation => operation is RecordOperation.Restore).ToList(); layer.Count > 0;)
        {
            var next = new List<RecordOperation>();
            foreach (var group in layer.GroupBy(restore => restore.Form, restore => restore.Record!.Value))
            {
                foreach (var inbound in Cascades(caller, group.Key))
                {
                    var found = await FindAsync(inbound, [.. group], ct);
                    next.AddRange(found.Where(known.Add).Select(id => new RecordOperation.Restore(inbound.From.Number, id, null) { IsAlong = true }));
                }
            }
            along.AddRange(next);
            layer = next;
        }
        return along;
    }

    private IEnumerable<InboundReference> Cascades(Caller caller, int form) => catalog.ByNumber(form) is not { } target ? []
        : ReferenceMap.Of(catalog).Inbound(target).Where(inbound =>
            References.AtEnd(inbound.Field) is OnTargetDelete.Cascade && FormAccess.May(caller, inbound.From, FormAction.Restore));

    /// <summary>Records in the bin that point at one of the ids and were put there by the change set that put it there.</summary>
    private async Task<List<Guid>> FindAsync(InboundReference inbound, Guid[] ids, CancellationToken ct)
    {
        await using var command = database.CreateCommand(
            $"""
            select distinct own.record from bin target
            join bin own on own.form = {inbound.From.Number} and own.deleted_at = target.deleted_at and own.change_set = target.change_set
            join {RecordTable.Records(inbound.From.Number)} found on found.id = own.record
            where target.record = any($2) and {ReferenceSql.PointsAt(inbound.Field)}
            """);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids.Select(id => id.ToString())] });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        var found = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) found.Add(reader.GetGuid(0));
        return found;
    }
}
