using System.Globalization;
using System.Text;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage.Forms;
using Npgsql;

namespace FormsHub.Server.Audit;

/// <summary>GET /api/v1/audit/export sends the entries that a search finds, all of them, as CSV. The export is itself audited.</summary>
public static class ExportAudit
{
    private static readonly Message Header = new(
        $"entry,time,person,user name,token,address,program,action,form,records,field,change set,details,hash",
        $"编号,时间,人员,用户名,令牌,地址,客户端,操作,表单,记录,字段,变更批次,详情,哈希");

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/audit/export", HandleAsync)
        .RequireAdministrator().WithTags("Audit").WithSummary("Export the audit as CSV").Produces(StatusCodes.Status200OK, contentType: "text/csv");

    private static async Task<IResult> HandleAsync(
        [AsParameters] AuditQuery query, HttpContext context, Catalog catalog, IDirectory directory, IAudit audit, NpgsqlDataSource source, TimeProvider clock, CancellationToken ct)
    {
        var asked = await query.CommandAsync(source, catalog, directory, all: true, ct);
        if (asked.Failed) return asked.Problem.ToHttp();
        await using var command = asked.Value;
        var entry = AuditEntry.Of(AuditAction.AuditExported, clock.GetUtcNow(), context.Origin(context.Caller())).With(
            ("by", query.By), ("actions", query.Action), ("form", query.Form), ("record", query.Record),
            ("from", query.From?.ToString("O", CultureInfo.InvariantCulture)), ("to", query.To?.ToString("O", CultureInfo.InvariantCulture)));
        if (await audit.WriteAsync(entry, required: true, ct) is { } refused) return refused.ToHttp(StatusCodes.Status503ServiceUnavailable);
        await audit.FlushAsync(ct);

        command.CommandTimeout = 0;
        var response = context.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"audit.csv\"";
        response.Headers.CacheControl = "no-store";
        await using var reader = await command.ExecuteReaderAsync(ct);
        // The mark tells spreadsheets that the text is UTF-8.
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 16_384);
        await writer.WriteAsync((Header.In(context.Language()) + "\r\n").AsMemory(), ct);
        while (await reader.ReadAsync(ct)) await writer.WriteAsync((Line(AuditQuery.Read(reader), directory) + "\r\n").AsMemory(), ct);
        return TypedResults.Empty;
    }

    private static string Line(AuditQuery.Row row, IDirectory directory) => string.Join(',', new[]
    {
        row.Id.ToString(CultureInfo.InvariantCulture), row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        row.Actor is { } actor ? directory.Title(Core.Fields.LinkKind.User, actor) : null, row.ActorName, row.TokenName ?? row.Token?.ToString(), row.Address, row.Agent, row.Action,
        row.FormKey, string.Join(' ', row.Records), row.Field, row.ChangeSet?.ToString(), row.Details?.GetRawText(), Convert.ToHexStringLower(row.Hash),
    }.Select(Cell));

    /// <summary>A cell of CSV that no spreadsheet takes for a formula.</summary>
    internal static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝' or '＋' or '－' or '＠') text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") || text[0] is '\'' ? '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : text;
    }
}
