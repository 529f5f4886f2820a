namespace FormsHub.Formulas.Parsing;

/// <summary>A part of a source; <see cref="Content"/> is the source as written, for a text its content.</summary>
internal readonly record struct Token(TokenKind Kind, int Offset, string Content);

internal enum TokenKind
{
    Number,
    Text,
    Name,
    Sign,
}
