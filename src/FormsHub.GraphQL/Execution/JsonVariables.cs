using System.Globalization;
using System.Text.Json;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Execution;

/// <summary>
/// Reads JSON into what variables hold (see <see cref="ScalarType"/>): a whole number is a long, or a decimal where it is too large; any other is a decimal where that holds
/// all of it, else a double. Of two members with one name the last counts. What cannot be read throws <see cref="GraphQLException"/>.
/// </summary>
public static class JsonVariables
{
    public const int MaxDepth = 64;

    /// <summary>One value; the reader stands before or on its first token, and then on its last.</summary>
    public static object? Read(ref Utf8JsonReader reader, int maxDepth = MaxDepth)
    {
        try
        {
            if (reader.TokenType is JsonTokenType.None) reader.Read();
            return Read(ref reader, 0, maxDepth);
        }
        catch (JsonException exception)
        {
            throw new GraphQLException(new GraphQLError("The variables are no valid JSON.") { Cause = exception });
        }
        catch (InvalidOperationException exception)
        {
            throw new GraphQLException(new GraphQLError("A string of the variables is no valid Unicode.") { Cause = exception });
        }
    }

    public static object? Read(JsonElement json, int maxDepth = MaxDepth)
    {
        var reader = new Utf8JsonReader(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(json), new JsonReaderOptions { MaxDepth = Math.Max(maxDepth, 1) + 1 });
        return Read(ref reader, maxDepth);
    }

    private static object? Read(ref Utf8JsonReader reader, int depth, int maxDepth)
    {
        if (depth > maxDepth) throw new GraphQLException(string.Create(CultureInfo.InvariantCulture, $"The variables are nested more than {maxDepth} levels deep."));
        switch (reader.TokenType)
        {
            case JsonTokenType.Null: return null;
            case JsonTokenType.True: return true;
            case JsonTokenType.False: return false;
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.Number: return Number(ref reader);
            case JsonTokenType.StartArray:
                List<object?> items = [];
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray) items.Add(Read(ref reader, depth + 1, maxDepth));
                return items;
            case JsonTokenType.StartObject:
                var members = new Dictionary<string, object?>();
                while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    members[name] = Read(ref reader, depth + 1, maxDepth);
                }
                return members;
            default: throw new JsonException($"{reader.TokenType} is no value.");
        }
    }

    private static object Number(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole)) return whole;
        var approximate = reader.GetDouble();
        return reader.TryGetDecimal(out var exact) && (double)exact == approximate ? exact : approximate;
    }
}
