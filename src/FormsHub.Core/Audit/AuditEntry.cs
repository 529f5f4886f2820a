using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Access;

namespace FormsHub.Core.Audit;

/// <summary>One line of the audit: who did what, when, from where. It names things and fields, never their values.</summary>
/// <param name="Action">One of <see cref="AuditAction"/>.</param>
public sealed record AuditEntry(string Action, DateTimeOffset At)
{
    private const int LongestText = 200;

    private readonly DateTimeOffset _at = InMicroseconds(At);

    public DateTimeOffset At
    {
        get => _at;
        init => _at = InMicroseconds(value);
    }

    public Guid? Actor { get; init; }

    /// <summary>The person's user name at that time.</summary>
    public string? ActorName { get; init; }
    public Guid? Token { get; init; }
    public string? Address { get; init; }
    public string? Agent { get; init; }

    /// <summary>The form's number.</summary>
    public int? Form { get; init; }
    public IReadOnlyList<Guid> Records { get; init; } = [];
    public string? Field { get; init; }
    public Guid? ChangeSet { get; init; }

    /// <summary>JSON in the form that <see cref="AuditText"/> gives it.</summary>
    public string? Details { get; init; }

    /// <summary>An entry about what the request at hand does now.</summary>
    public static AuditEntry Of(string action) => Of(action, TimeProvider.System.GetUtcNow());

    /// <summary>An entry about what the request at hand does.</summary>
    public static AuditEntry Of(string action, DateTimeOffset at) => Of(action, at, Origin.Current ?? new Origin(null, null, null));

    /// <summary>An entry about what this caller does by the request at hand, if there is one.</summary>
    public static AuditEntry Of(string action, DateTimeOffset at, Caller caller) =>
        Of(action, at, new Origin(caller, Origin.Current?.Address, Origin.Current?.Agent));

    /// <summary>Who views as another is the one who does it; the details name the other.</summary>
    public static AuditEntry Of(string action, DateTimeOffset at, Origin origin)
    {
        var actor = origin.Caller?.ViewedBy ?? origin.Caller;
        var entry = new AuditEntry(action, at)
        {
            Actor = actor is { } person && person.Id != Guid.Empty ? person.Id : null,
            ActorName = actor?.UserName,
            Token = origin.Caller?.Token?.Id,
            Address = origin.Address,
            Agent = origin.Agent,
        };
        return origin.Caller is { ViewedBy: not null } viewed ? entry.With(("viewedAs", viewed.UserName)) : entry;
    }

    /// <summary>The same entry with these details, too; a text is cut to what fits a line.</summary>
    public AuditEntry With(params ReadOnlySpan<(string Name, object? Value)> details)
    {
        var json = Details is null ? [] : JsonNode.Parse(Details)!.AsObject();
        foreach (var (name, value) in details)
        {
            json[name] = value switch
            {
                null => null,
                string text => Clean(text),
                IEnumerable<string> texts => new JsonArray([.. texts.Select(each => JsonValue.Create(Clean(each)))]),
                bool flag => JsonValue.Create(flag),
                int number => JsonValue.Create(number),
                long number => JsonValue.Create(number),
                Guid id => JsonValue.Create(id.ToString()),
                _ => throw new ArgumentException($"A detail is a text, a number, a flag or a list of texts, not {value.GetType().Name}.", nameof(details)),
            };
        }
        return this with { Details = AuditText.Canonical(JsonSerializer.SerializeToElement(json)) };
    }

    /// <summary>A text that PostgreSQL and a reader can take: without control characters and halves of characters.</summary>
    public static string Clean(string text)
    {
        Span<char> kept = stackalloc char[LongestText];
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (System.Text.Rune.IsControl(rune)) continue;
            if (length + rune.Utf16SequenceLength > LongestText) break;
            length += rune.EncodeToUtf16(kept[length..]);
        }
        return new string(kept[..length]);
    }

    /// <summary>The database keeps no more, and what is hashed must come back as it was.</summary>
    private static DateTimeOffset InMicroseconds(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
