using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Conformance;

/// <summary>What is answered to one line: the errors, and the text where it was asked for.</summary>
internal sealed record Answer(IReadOnlyList<GraphQLError> Errors, string? Printed = null, ExecutionResult? Response = null)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<string> ToAsync(string line, SchemaCache schemas, CancellationToken ct)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (await ForAsync(new Question(json.RootElement), schemas, ct)).ToJson(problem: null);
        }
        catch (BadSchemaException bad)
        {
            return new Answer(bad.Errors).ToJson(bad.Message);
        }
        catch (Exception bad)
        {
            // Not an error of the document, but of what was asked; or one of ours, after which the next line is still answered.
            var error = bad is GraphQLException { Error: var refused } ? refused
                : new GraphQLError(bad is JsonException or BadQuestionException ? bad.Message : bad.ToString());
            return new Answer([error]).ToJson(error.Message);
        }
    }

    private static async Task<Answer> ForAsync(Question question, SchemaCache schemas, CancellationToken ct)
    {
        if (question.PrintSchema || question.CheckSchema)
        {
            var asked = schemas.Read(question.Sdl ?? throw new BadQuestionException("\"sdl\" is missing."));
            if (question.Extension is { } extension) asked = SchemaCache.Extend(asked, extension);
            return new Answer(question.CheckSchema ? SchemaValidation.Check(asked) : [], question.PrintSchema ? SchemaText.Print(asked) : null);
        }
        var text = question.Document ?? throw new BadQuestionException("\"document\" is missing.");

        DocumentNode document;
        try
        {
            document = Parser.Parse(text);
        }
        catch (GraphQLException unreadable)
        {
            return new Answer([unreadable.Error]);
        }

        var printed = question.Print ? Printer.Print(document) : null;
        if (question.ParseOnly) return new Answer([], printed);
        if (question.SdlOnly) return new Answer(Validator.ValidateSchemaDocument(document, string.IsNullOrWhiteSpace(question.Sdl) ? null : schemas.Read(question.Sdl)), printed);
        var schema = schemas.ReadValid(question.Sdl ?? throw new BadQuestionException("\"sdl\" is missing."));
        if (question.Execute) return new Answer([], printed, await ExecuteAsync(schema, document, question, ct));
        var errors = Validator.Validate(schema, document);
        if (errors.Count is 0 && question.Variables is { } given && document.Definitions.OfType<OperationDefinitionNode>().ToList() is [var only])
            errors = VariableValues.Coerce(schema, only.Variables, given).Errors;
        return new Answer(errors, printed, question.Introspect && errors.Count is 0 ? await ExecuteAsync(schema, document, question, ct) : null);
    }

    private static async Task<ExecutionResult> ExecuteAsync(Schema schema, DocumentNode document, Question question, CancellationToken ct)
    {
        var (operation, errors) = ExecutableOperation.Prepare(schema, document, question.OperationName, question.Variables);
        return operation is null ? ExecutionResult.Refused(errors) : await Executor.ExecuteAsync(operation, question.Root, state: null, ct);
    }

    private string ToJson(string? problem)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteStartArray("errors");
            foreach (var error in Errors) Write(json, error);
            json.WriteEndArray();
            if (Printed is not null) json.WriteString("printed", Printed);
            if (Response is not null)
            {
                json.WritePropertyName("response");
                Response.WriteTo(json);
            }
            if (problem is not null)
            {
                json.WriteStartObject("error");
                json.WriteString("message", problem);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        json.WriteStartArray("locations");
        foreach (var (line, column) in error.Locations)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line);
            json.WriteNumber("column", column);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (error.Rule is not null) json.WriteString("rule", error.Rule);
        json.WriteEndObject();
    }
}
