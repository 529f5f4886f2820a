using FormsHub.Core.Access;
using FormsHub.Core.Forms;

namespace FormsHub.Server.Sharing;

/// <summary>Something of a form that is given to somebody.</summary>
/// <param name="Subject">The person or department; null for a link.</param>
/// <param name="Grants">What is given, as a role would hold it.</param>
public sealed record NewShare(Form Form, ShareSubject Kind, Guid? Subject, IReadOnlyList<Grant> Grants)
{
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The single record that it is about.</summary>
    public Guid? Record { get; init; }

    /// <summary>The key of the saved view that it was made of.</summary>
    public string? View { get; init; }

    /// <summary>What the view is called and how it is shown, without its filter, which is in the grants.</summary>
    public ViewDefinition? Shown { get; init; }

    public ShareOrigin Origin { get; init; }
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? Until { get; init; }
    public string? Note { get; init; }

    /// <summary>Of a link: the SHA-256 of its token.</summary>
    public byte[]? TokenHash { get; init; }

    /// <summary>Of a link that asks for a password.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>A record for a person: these actions on it, with these rights by field (none named: all fields, sensitive ones masked).</summary>
    public static NewShare OfRecord(Form form, Guid record, Guid user, IReadOnlySet<FormAction> actions, IReadOnlyDictionary<string, FieldRight>? fields = null) =>
        new(form, ShareSubject.User, user, [new Grant { Form = form.Key, Actions = actions, Rows = GrantText.RowOf(record), Fields = fields ?? new Dictionary<string, FieldRight>() }]) { Record = record };
}
