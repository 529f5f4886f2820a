using System.Globalization;
using System.Text;
using FormsHub.Core.Access;
using FormsHub.Core.Audit;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Language;
using FormsHub.Server.GraphQL;
using FormsHub.Server.GraphQL.Contract;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Storage.Audit;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace FormsHub.Server.People.Tokens;

/// <summary>
/// GET, POST and DELETE /api/v1/tokens/{id}/documents: the trusted documents of a token. From the first on it runs these and does nothing
/// else, until the whole list is taken from it.
/// </summary>
public static class DocumentsOfToken
{
    private const int MostDocuments = 1_000;
    private const int MostBytes = 2 * 1024 * 1024;
    private const int LongestId = 200;

    /// <summary>Texts by the ids under which they are run, as build tools of clients write them.</summary>
    public sealed record Request(IReadOnlyDictionary<string, string> Documents);

    /// <param name="Text">What it asks.</param>
    /// <param name="Bytes">Of the text, as it counts for the limit.</param>
    /// <param name="Errors">Why it would be refused now; empty: it is answered.</param>
    /// <param name="Deprecated">What it uses that is deprecated.</param>
    /// <param name="Findings">The same by what of the schema it is about.</param>
    public sealed record Document(
        string Id, string Sha256, IReadOnlyList<string> Operations, DateTimeOffset AddedAt, string Text, int Bytes,
        IReadOnlyList<string> Errors, IReadOnlyList<string> Deprecated, IReadOnlyList<ContractFinding> Findings);

    /// <param name="TrustedOnly">Whether the token runs nothing else.</param>
    public sealed record Response(bool TrustedOnly, IReadOnlyList<Document> Items);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/tokens/{id:guid}/documents", ListAsync).RequireWholePerson().NotWhileViewing().WithTags("Tokens").WithSummary("Trusted documents of a token");
        routes.MapPost("/api/v1/tokens/{id:guid}/documents", AddAsync).RequireWholePerson().WithTags("Tokens").WithSummary("Hold a token to trusted documents");
        routes.MapDelete("/api/v1/tokens/{id:guid}/documents/{document}", RemoveAsync).RequireWholePerson().WithTags("Tokens").WithSummary("Remove a trusted document");
        routes.MapDelete("/api/v1/tokens/{id:guid}/documents", FreeAsync).RequireWholePerson().WithTags("Tokens").WithSummary("Hold a token to no documents any more");
    }

    internal static async Task<Results<Ok<Response>, ProblemResult>> ListAsync(Guid id, HttpContext context, NpgsqlDataSource source, ContractGuard guard, CancellationToken ct) =>
        await ReadAsync(source, guard, id, context.Caller(), ct) is { } found ? TypedResults.Ok(found) : PeopleProblems.NoSuchToken(id).ToHttp();

    internal static async Task<Results<Ok<Response>, ProblemResult>> AddAsync(
        Guid id, Request request, HttpContext context, NpgsqlDataSource source, PeopleDirectory directory, ContractGuard guard, GraphQLLimits limits, TimeProvider clock,
        CancellationToken ct)
    {
        var errors = Check(request, limits).ToList();
        if (errors.Count > 0) return PeopleProblems.Invalid(errors).ToHttp();
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var hold = connection.Command("update tokens set trusted_only = true where id = $1 and user_id = $2 and revoked_at is null", id, context.Caller().Id))
        {
            if (await hold.ExecuteNonQueryAsync(ct) is 0) return PeopleProblems.NoSuchToken(id).ToHttp();
        }
        await using (var add = connection.Command(
            """
            insert into token_documents (token, id, document, added_at) select $1, given.id, given.document, $4 from unnest($2::text[], $3::text[]) given (id, document)
            on conflict (token, id) do nothing
            """,
            id, request.Documents.Keys.ToArray(), request.Documents.Values.ToArray(), clock.GetUtcNow()))
        {
            await add.ExecuteNonQueryAsync(ct);
        }
        await using (var look = connection.Command(
            """
            select (select count(*) from token_documents where token = $1), (select coalesce(sum(octet_length(document)), 0) from token_documents where token = $1),
              (select d.id from token_documents d join unnest($2::text[], $3::text[]) given (id, document) on given.id = d.id where d.token = $1 and d.document <> given.document limit 1)
            """,
            id, request.Documents.Keys.ToArray(), request.Documents.Values.ToArray()))
        {
            await using var row = await look.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            if (row.Optional<string>(2) is { } other) return DocumentDiffers(other).ToHttp();
            if (row.GetInt64(0) > MostDocuments || row.GetInt64(1) > MostBytes) return PeopleProblems.Invalid([TooMany]).ToHttp();
        }
        await NoteAsync(connection, id, "added", request.Documents.Count, clock, ct);
        await transaction.CommitAsync(ct);
        directory.Forget();
        return TypedResults.Ok((await ReadAsync(source, guard, id, context.Caller(), ct))!);
    }

    internal static async Task<Results<NoContent, ProblemResult>> RemoveAsync(
        Guid id, string document, HttpContext context, NpgsqlDataSource source, PeopleDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var remove = connection.Command(
            "delete from token_documents d using tokens t where t.id = d.token and d.token = $1 and t.user_id = $2 and t.revoked_at is null and d.id = $3", id, context.Caller().Id, document))
        {
            if (await remove.ExecuteNonQueryAsync(ct) is 0) return GraphQLProblems.NoSuchDocument(document).ToHttp();
        }
        await NoteAsync(connection, id, "removed", 1, clock, ct);
        await transaction.CommitAsync(ct);
        directory.Forget();
        return TypedResults.NoContent();
    }

    internal static async Task<Results<NoContent, ProblemResult>> FreeAsync(
        Guid id, HttpContext context, NpgsqlDataSource source, PeopleDirectory directory, TimeProvider clock, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var free = connection.Command("update tokens set trusted_only = false where id = $1 and user_id = $2 and revoked_at is null", id, context.Caller().Id))
        {
            if (await free.ExecuteNonQueryAsync(ct) is 0) return PeopleProblems.NoSuchToken(id).ToHttp();
        }
        int count;
        await using (var remove = connection.Command("delete from token_documents where token = $1", id)) count = await remove.ExecuteNonQueryAsync(ct);
        await NoteAsync(connection, id, "freed", count, clock, ct);
        await transaction.CommitAsync(ct);
        directory.Forget();
        return TypedResults.NoContent();
    }

    private static async Task NoteAsync(NpgsqlConnection connection, Guid token, string change, int count, TimeProvider clock, CancellationToken ct)
    {
        await using var note = connection.Command(
            $"insert into {AuditInbox.Table} (entry) values ($1)",
            AuditInbox.Parameter(AuditEntry.Of(AuditAction.TokenDocumentsChanged, clock.GetUtcNow()).With(("tokenId", token), ("change", change), ("documents", count))));
        await note.ExecuteNonQueryAsync(ct);
    }

    private static async Task<Response?> ReadAsync(NpgsqlDataSource source, ContractGuard guard, Guid id, Caller caller, CancellationToken ct)
    {
        await using var command = source.Command(
            """
            select t.name, t.scopes::text, t.trusted_only, d.id, d.document, d.added_at from tokens t left join token_documents d on d.token = t.id
            where t.id = $1 and t.user_id = $2 and t.revoked_at is null order by d.id
            """,
            id, caller.Id);
        await using var row = await command.ExecuteReaderAsync(ct);
        (Token Token, bool TrustedOnly)? found = null;
        List<(string Id, string Text, DateTimeOffset AddedAt)> documents = [];
        while (await row.ReadAsync(ct))
        {
            found ??= (new Token(id, row.GetString(0), StoredScopes.Read(row.Optional<string>(1))), row.GetBoolean(2));
            if (!row.IsDBNull(3)) documents.Add((row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5)));
        }
        if (found is not var (token, trustedOnly)) return null;
        var today = await guard.TodayAsync(caller.Id, token, documents.Select(document => document.Text), ct);
        return new Response(trustedOnly, [.. documents.Zip(today, Told)]);
    }

    private static Document Told((string Id, string Text, DateTimeOffset AddedAt) each, ContractCheck today) => new(
        each.Id, PersistedQueries.HashOf(each.Text), OperationsOf(each.Text), each.AddedAt, each.Text, Encoding.UTF8.GetByteCount(each.Text),
        today.Errors, today.Deprecated, today.Findings);

    private static IReadOnlyList<string> OperationsOf(string document) =>
        [.. Parser.Parse(new Source(document)).Definitions.OfType<OperationDefinitionNode>().Select(operation => operation.Name?.Value ?? operation.Operation.Keyword())];

    private static IEnumerable<FieldError> Check(Request request, GraphQLLimits limits)
    {
        if (request.Documents.Count is 0) yield return PersonRules.Error("/documents", "required", $"Name at least one document.", $"至少需要一个文档。");
        if (request.Documents.Count > MostDocuments) yield return TooMany;
        foreach (var (id, text) in request.Documents.Take(MostDocuments))
        {
            var path = "/documents" + JsonPointer.To(id);
            if (id.Length is 0 or > LongestId || !id.All(each => char.IsAsciiLetterOrDigit(each) || each is '.' or '_' or '-' or ':'))
                yield return PersonRules.Error(path, "bad_document_id", $"An id has 1 to {LongestId} of a-z, A-Z, 0-9, \".\", \"_\", \"-\" and \":\".", $"文档 ID 须为 1 到 {LongestId} 个字符，只能包含 a-z、A-Z、0-9 和“.”“_”“-”“:”。");
            else if (text is null || Encoding.UTF8.GetByteCount(text) > limits.Document)
                yield return PersonRules.Error(path, "document_too_large", $"The document is larger than {limits.Document} bytes.", $"文档超过 {limits.Document} 字节。");
            else if (Unreadable(text) is { } reason)
                yield return PersonRules.Error(path, "bad_document", $"The document cannot be read: {reason}", $"文档无法解析：{reason}");
        }
    }

    private static string? Unreadable(string text)
    {
        try
        {
            return Parser.Parse(new Source(text)).Definitions.OfType<OperationDefinitionNode>().Any() ? null : "it holds no operation.";
        }
        catch (GraphQLException exception)
        {
            return exception.Error.Locations is [var place, ..] ? string.Create(CultureInfo.InvariantCulture, $"{place.Line}:{place.Column} {exception.Message}") : exception.Message;
        }
    }

    private static FieldError TooMany => PersonRules.Error(
        "/documents", "too_many_documents", $"A token has at most {MostDocuments} documents of {MostBytes} bytes in all.", $"每个令牌最多 {MostDocuments} 个文档，共 {MostBytes} 字节。");

    private static Problem DocumentDiffers(string id) => Problem.Conflict(
        "document_differs",
        $"The token has another document with the id \"{id}\". Documents do not change: remove it first, or take another id.",
        $"该令牌已有 ID 为“{id}”的另一文档。文档不能更改：请先删除，或使用其他 ID。");
}
