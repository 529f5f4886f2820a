namespace FormsHub.Core.Results;

/// <summary>
/// What is wrong with one place of an input. <see cref="Path"/> is a JSON pointer (RFC 6901) into the request's body,
/// such as <c>/data/phone</c>; field types report paths relative to the value ("" is the value itself).
/// </summary>
public sealed record FieldError(string Path, string Code, Message Message)
{
    public FieldError(string code, FormattableString english, FormattableString chinese)
        : this("", code, new Message(english, chinese))
    {
    }

    /// <summary>The other record that the error is about, such as the holder of a unique value.</summary>
    public Guid? Record { get; init; }

    /// <summary>The same error seen from further outside: <paramref name="parent"/> is put before the path.</summary>
    public FieldError Under(string parent) => this with { Path = parent + Path };
}
