using System.Buffers;
using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Introspection;

/// <summary>
/// Answers <c>__schema</c> and <c>__type</c> as JSON at once: nothing of them waits, and a schema of thousands of types has hundreds of thousands of
/// values, for which there are no objects in between. What is asked of each type, with which arguments, is worked out once.
/// </summary>
internal sealed class IntrospectionWriter : IDisposable
{
    private const int Deepest = 200;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ExecutableOperation _operation;
    private readonly CancellationToken _ct;
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly Utf8JsonWriter _json;

    private IntrospectionWriter(ExecutableOperation operation, CancellationToken ct)
    {
        (_operation, _ct) = (operation, ct);
        _json = new Utf8JsonWriter(_output, Options);
    }

    /// <summary>The answer to a field of the query root; null where something is wrong, which is then found and told field by field.</summary>
    public static RawJson? Write(ExecutableOperation operation, Field field, FieldGroup group, CancellationToken ct)
    {
        using var writer = new IntrospectionWriter(operation, ct);
        try
        {
            var asked = writer.Ask(operation.Root, field, group);
            writer.Write(asked.Answer!(null, asked.Arguments, operation.Schema), field.Type, asked, 0);
            writer._json.Flush();
            return new RawJson(writer._output.WrittenMemory);
        }
        catch (GraphQLException)
        {
            return null;
        }
    }

    public void Dispose() => _json.Dispose();

    private Asked Ask(ObjectType on, Field field, FieldGroup group) => new(
        JsonEncodedText.Encode(group.ResponseKey, Options.Encoder), field, group, field.Tag as IntrospectionAnswer, _operation.ArgumentsOf(on, field, group.Nodes[0]));

    private Asked[] Members(ObjectType type, FieldGroup group) => [.. _operation.CollectSubfields(type, group)
        .Select(each => (Group: each, Field: _operation.Schema.FindField(type, each.Name))).Where(each => each.Field is not null).Select(each => Ask(type, each.Field!, each.Group))];

    private void Write(object? value, GraphQLType type, Asked asked, int depth)
    {
        if (type is NonNullType nonNull)
        {
            if (value is null) throw new GraphQLException("A value that may not be null is.");
            type = nonNull.Of;
        }
        switch (value)
        {
            case null:
                _json.WriteNullValue();
                break;
            case string text:
                _json.WriteStringValue(text);
                break;
            case bool flag:
                _json.WriteBooleanValue(flag);
                break;
            default:
                if (type is ListType list) WriteList((IEnumerable)value, list.Of, asked, depth);
                else WriteObject(value, (ObjectType)type, asked, depth + 1);
                break;
        }
    }

    private void WriteList(IEnumerable items, GraphQLType type, Asked asked, int depth)
    {
        _json.WriteStartArray();
        foreach (var item in items) Write(item, type, asked, depth);
        _json.WriteEndArray();
    }

    private void WriteObject(object source, ObjectType type, Asked asked, int depth)
    {
        if (depth > Deepest) throw new GraphQLException("The response is nested too deeply.");
        _ct.ThrowIfCancellationRequested();
        _json.WriteStartObject();
        foreach (var member in asked.Members ??= Members(type, asked.Group))
        {
            _json.WritePropertyName(member.Key);
            if (member.Answer is { } answer) Write(answer(source, member.Arguments, _operation.Schema), member.Field.Type, member, depth);
            else _json.WriteStringValue(type.Name);
        }
        _json.WriteEndObject();
    }

    /// <summary>A field that is asked for; of its objects, which are all of one type, the members.</summary>
    /// <param name="Answer">Null of <c>__typename</c>.</param>
    private sealed record Asked(JsonEncodedText Key, Field Field, FieldGroup Group, IntrospectionAnswer? Answer, IReadOnlyDictionary<string, object?> Arguments)
    {
        public Asked[]? Members { get; set; }
    }
}
