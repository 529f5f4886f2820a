using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace FormsHub.Server.Tests.Docs;

// What docs/guides/graphql-clients.md shows.
#region guide
/// <summary>Asks FormsHub by GraphQL. The HttpClient knows the address, and sends a token with each request.</summary>
public sealed class FormsHubGraphQL(HttpClient http)
{
    public async Task<T> AskAsync<T>(string document, object? variables, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/graphql", UriKind.Relative)) { Content = JsonContent.Create(new { query = document, variables }) };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var response = await http.SendAsync(request, ct);
        var answer = await response.Content.ReadFromJsonAsync<Answer<T>>(JsonSerializerOptions.Web, ct);
        return answer switch
        {
            { Errors: [var error, ..] } => throw new FormsHubException(error.Message, error.Extensions.Code),
            { Data: { } data } => data,
            _ => throw new FormsHubException("The answer holds neither data nor errors.", "no_answer"),
        };
    }

    /// <summary>All contacts of customers of a level, page by page.</summary>
    public async IAsyncEnumerable<Contact> ContactsAsync(string level, [EnumeratorCancellation] CancellationToken ct)
    {
        string? after = null;
        do
        {
            var page = (await AskAsync<ContactsAnswer>(
                """
                query ContactsOfLevel($level: CustomerLevel!, $after: String) {
                  contacts(where: { customer: { level: { eq: $level } } }, orderBy: [{ name: ASC }], first: 100, after: $after) {
                    nodes { id rev name customer { id name } }
                    pageInfo { hasNextPage endCursor }
                  }
                }
                """,
                new { level, after }, ct)).Contacts;
            foreach (var contact in page.Nodes) yield return contact;
            after = page.PageInfo.HasNextPage ? page.PageInfo.EndCursor : null;
        }
        while (after is not null);
    }

    /// <summary>Renames a contact, unless somebody changed it meanwhile: then the code is "record_changed".</summary>
    public Task<JsonElement> RenameAsync(Contact contact, string name, CancellationToken ct) => AskAsync<JsonElement>(
        "mutation Rename($id: ID!, $rev: Int!, $name: String!) { updateContact(id: $id, rev: $rev, input: { name: $name }) { rev } }",
        new { id = contact.Id, rev = contact.Rev, name }, ct);

    private sealed record Answer<T>(T? Data, IReadOnlyList<Error>? Errors);

    private sealed record Error(string Message, Extensions Extensions);

    private sealed record Extensions(string Code);

    private sealed record ContactsAnswer(Page<Contact> Contacts);
}

public sealed record Contact(Guid Id, int Rev, string? Name, Customer? Customer);

public sealed record Customer(Guid Id, string? Name);

public sealed record Page<T>(IReadOnlyList<T> Nodes, PageInfo PageInfo);

public sealed record PageInfo(bool HasNextPage, string? EndCursor);

public sealed class FormsHubException(string message, string code) : Exception(message)
{
    public string Code => code;
}
#endregion
