using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Sql;
using Npgsql;

namespace FormsHub.Querying.Records;

/// <summary>The views that a question may name: those of the form's definition, the caller's own, and shared ones.</summary>
internal static class SavedViews
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The view; null where none is named.</summary>
    public static async Task<Result<ViewDefinition?>> FindAsync(NpgsqlDataSource source, FormGate gate, string? key, CancellationToken ct)
    {
        if (key is null) return (ViewDefinition?)null;
        if (gate.Form.Definition.Views.FirstOrDefault(view => view.Key == key) is { } defined) return defined;

        var sql = SqlText.Of($"""
            select definition from views
            where form = {gate.Form.Number} and key = {key} and (scope = 'shared' or owner = {gate.Caller.Id})
            """);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(sql.ToBatchCommand());
        await using var row = await batch.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct)
            ? JsonSerializer.Deserialize<ViewDefinition>(row.GetFieldValue<byte[]>(0), Json)
            : QueryProblems.ViewNotFound(key);
    }
}
