using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Forms.Definitions;
using FormsHub.Core.Results;
using FormsHub.Storage.Forms;
using FormsHub.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace FormsHub.Server.Tests.Forms;

/// <summary>A server's part that keeps forms, on a database of the test's.</summary>
internal sealed class FormWorld : IAsyncDisposable
{
    public static readonly Guid Designer = Guid.CreateVersion7();

    private readonly NpgsqlDataSource _source;

    private FormWorld(NpgsqlDataSource source, Catalog catalog, IExpressionLanguage? language)
    {
        _source = source;
        Catalog = catalog;
        Store = new FormStore(source, catalog, language);
        Publisher = new FormPublisher(source, catalog, language);
    }

    public Catalog Catalog { get; }
    public FormStore Store { get; }
    public FormPublisher Publisher { get; }

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<FormWorld> OpenAsync(TestDatabase database, IExpressionLanguage? language = null)
    {
        var catalog = await Catalog.OpenAsync(database.Source, language, NullLogger<Catalog>.Instance, Ct);
        return new FormWorld(database.Source, catalog, language);
    }

    public static FormDefinition Definition(string json) => Value(FormDefinitionJson.Read(JsonElement.Parse(json)));

    public static T Value<T>(Result<T> result)
    {
        if (result.Failed)
            Assert.Fail(result.Problem.Message + string.Concat(result.Problem.Errors.Select(error => $"\n{error.Path} {error.Code} {error.Message}")));
        return result.Value;
    }

    /// <summary>Makes the form and publishes it.</summary>
    public async Task<Form> PublishNewAsync(string json)
    {
        var row = Value(await Store.CreateAsync(Definition(json), Designer, Ct));
        return Value(await Publisher.PublishAsync(row.Key, null, null, Designer, Ct)).Form;
    }

    /// <summary>Changes the form as a designer would and publishes it.</summary>
    public async Task<FormPublisher.Publication> ChangeAsync(string key, Func<FormDefinition, FormDefinition> change)
    {
        var row = Value(await Store.ReadAsync(key, Ct));
        row = Value(await Store.SaveDraftAsync(key, change(row.Definition), row.DraftRev, Designer, Ct));
        return Value(await Publisher.PublishAsync(row.Key, null, row.DraftRev, Designer, Ct));
    }

    /// <summary>Puts records into a form's table as they would lie there; only their data matters here.</summary>
    public async Task InsertAsync(Form form, params IEnumerable<string> data)
    {
        await using var command = _source.CreateCommand(
            $$"""
            insert into records_{{form.Number}} (form, id, rev, version, title, created_at, updated_at, data, search, grams)
            select {{form.Number}}, gen_random_uuid(), 1, {{form.Version}}, 'record ' || n, now(), now(), data::jsonb, '', '{}'
            from unnest($1::text[]) with ordinality t (data, n)
            """);
        command.Parameters.Add(new() { Value = data.ToArray() });
        await command.ExecuteNonQueryAsync(Ct);
    }

    public ValueTask DisposeAsync() => Catalog.DisposeAsync();
}
