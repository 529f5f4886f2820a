using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace FormsHub.Testing;

/// <summary>
/// Speaks REST as one user. Bodies are objects, or JSON as text. Paths are below /api/v1 unless they start with "//".
/// </summary>
public sealed class ApiClient(HttpClient http) : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Http => http;

    public void Dispose() => http.Dispose();

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiAnswer> PostAsync(string path, object? body = null, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, path, body, idempotencyKey: idempotencyKey);

    public Task<ApiAnswer> PutAsync(string path, object body, string? ifMatch = null) => SendAsync(HttpMethod.Put, path, body, ifMatch);

    public Task<ApiAnswer> PatchAsync(string path, object body, string? ifMatch = null) => SendAsync(HttpMethod.Patch, path, body, ifMatch);

    public Task<ApiAnswer> DeleteAsync(string path, string? ifMatch = null) => SendAsync(HttpMethod.Delete, path, null, ifMatch);

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, object? body = null, string? ifMatch = null, string? idempotencyKey = null)
    {
        var url = path.StartsWith("//", StringComparison.Ordinal) ? path[1..] : "/api/v1" + path;
        using var request = new HttpRequestMessage(method, url);
        if (body is string json) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        else if (body is HttpContent content) request.Content = content;
        else if (body is not null) request.Content = JsonContent.Create(body);
        if (ifMatch is not null) request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch.StartsWith('"') ? ifMatch : $"\"{ifMatch}\""));
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);

        var response = await http.SendAsync(request, Ct);
        return new ApiAnswer($"{method} {url}", response.StatusCode, response, await response.Content.ReadAsStringAsync(Ct));
    }

    /// <summary>Signs in; from then on this client carries the cookie.</summary>
    public async Task<ApiClient> SignInAsync(string userName, string password)
    {
        (await PostAsync("/auth/login", new { userName, password })).Succeeded();
        return this;
    }

    /// <summary>Makes a form and publishes it, in an application of its own where the definition names none.</summary>
    public async Task<ApiAnswer> PublishFormAsync(string definition)
    {
        var made = (await PostAsync("/forms", definition)).Succeeded();
        return await PublishAsync(made["key"].GetString()!);
    }

    public async Task<ApiAnswer> PublishAsync(string form) => (await PostAsync($"/forms/{form}/publish", new { note = "" })).Succeeded();

    /// <summary>Creates a record with that data, and answers it.</summary>
    public async Task<JsonElement> CreateAsync(string form, object data) =>
        (await PostAsync($"/forms/{form}/records", data is string json ? $$"""{"data": {{json}}}""" : new { data })).Succeeded().Json;

    public async Task<JsonElement> ReadAsync(string form, string id) => (await GetAsync($"/forms/{form}/records/{id}")).Succeeded().Json;

    public async Task<ApiAnswer> QueryAsync(string form, object? query = null) =>
        (await PostAsync($"/forms/{form}/records/query", query ?? new { })).Succeeded();

    public async Task<ApiAnswer> BatchAsync(string form, object batch) => (await PostAsync($"/forms/{form}/records/batch", batch)).Succeeded();

    /// <summary>All records that a query finds, page by page.</summary>
    public async Task<List<JsonElement>> AllAsync(string form, string query = "{}")
    {
        List<JsonElement> all = [];
        string? after = null;
        do
        {
            var body = System.Text.Json.Nodes.JsonNode.Parse(query)!.AsObject();
            body["first"] = 1000;
            if (after is not null) body["after"] = after;
            var page = await QueryAsync(form, body.ToJsonString());
            all.AddRange(page["items"].EnumerateArray());
            var info = page["pageInfo"];
            after = info.GetProperty("hasNextPage").GetBoolean() ? info.GetProperty("endCursor").GetString() : null;
        }
        while (after is not null);
        return all;
    }
}
