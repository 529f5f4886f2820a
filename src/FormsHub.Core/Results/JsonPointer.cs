namespace FormsHub.Core.Results;

/// <summary>Steps of a JSON pointer (RFC 6901), the language of <see cref="FieldError.Path"/>.</summary>
public static class JsonPointer
{
    /// <summary>The step to a member by its name, whatever the name holds: "a/b" is <c>/a~1b</c>.</summary>
    public static string To(string name) => "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
