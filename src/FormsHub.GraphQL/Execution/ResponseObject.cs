namespace FormsHub.GraphQL.Execution;

/// <summary>An object of a response: its keys in the order of the selection, shared by all objects that were asked the same, with their values.</summary>
public sealed class ResponseObject(IReadOnlyList<string> keys, IReadOnlyList<object?> values)
{
    public int Count => keys.Count;

    /// <summary>Null also where there is no such key.</summary>
    public object? this[string key]
    {
        get
        {
            for (var index = 0; index < keys.Count; index++)
                if (keys[index] == key) return values[index];
            return null;
        }
    }

    public KeyValuePair<string, object?> At(int index) => new(keys[index], values[index]);
}
