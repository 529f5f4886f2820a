using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Graph;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;
using Npgsql;

namespace FormsHub.Querying.Tests.Graph;

/// <summary>Asks in GraphQL as a caller.</summary>
internal sealed class GraphQuestions(NpgsqlDataSource source, IFormCatalog forms, Caller caller)
{
    private readonly GraphReader _reader = new(source, forms, new People(), new FakeClock());

    public Schema Schema => _reader.SchemaFor(caller).Schema;

    /// <summary>The whole response.</summary>
    public async Task<JsonElement> AskAsync(string question, object? variables = null)
    {
        var schema = _reader.SchemaFor(caller);
        var document = Parser.Parse(question);
        var result = ExecutionResult.Refused(Validator.Validate(schema.Schema, document));
        if (result.Errors.Count is 0)
        {
            var given = variables is null ? null : (IReadOnlyDictionary<string, object?>?)JsonVariables.Read(JsonSerializer.SerializeToElement(variables));
            var (operation, refused) = ExecutableOperation.Prepare(schema.Schema, document, null, given);
            result = operation is null
                ? ExecutionResult.Refused(refused)
                : await _reader.QueryAsync(caller, schema, operation, Language.English, null, TestContext.Current.CancellationToken);
        }
        return JsonElement.Parse(result.ToJson());
    }

    /// <summary>The data, of a question that has no errors.</summary>
    public async Task<JsonElement> DataAsync(string question, object? variables = null)
    {
        var response = await AskAsync(question, variables);
        Assert.True(!response.TryGetProperty("errors", out var errors), $"{question}\n{errors}");
        return response.GetProperty("data");
    }

    /// <summary>A selection of everything that an object of a type has, references to be named and no further.</summary>
    public string Everything(string type, int depth = 1) => string.Join(' ', ((FieldsType)Schema.FindType(type)!).Fields
        .Where(field => field.DeprecationReason is null && field.Arguments.Count is 0)
        .Select(field => field.Type.Named is FieldsType inner ? depth is 0 ? "" : $"{field.Name} {{ {Everything(inner.Name, depth - 1)} }}" : field.Name))
        + (type is "Contact" or "Customer" ? " __typename" : "");
}
