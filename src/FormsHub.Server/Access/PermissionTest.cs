using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;
using FormsHub.Querying.Gate;
using FormsHub.Server.People;

namespace FormsHub.Server.Access;

/// <summary>What is expected of the rules: "an agent sees own customers, never the ID number; export is refused".</summary>
/// <param name="Title">What it says, for people.</param>
/// <param name="Who">"role:agent", somebody made up who holds that role and nothing else, or "user:li".</param>
/// <param name="Rows">The records that it is about, as in grants; without them it is about the form as a whole.</param>
/// <param name="Field">A field's key, "calls.note" of a column.</param>
/// <param name="AtLeast">Of "rows": on how many of the records the action must be allowed at least.</param>
/// <param name="AtMost">Of "rows": on how many at most.</param>
public sealed record PermissionTest(
    Localized Title, string Who, string Form, FormAction Action, Expected Expect, JsonElement? Rows = null, string? Field = null, long? AtLeast = null, long? AtMost = null)
{
    internal const string Role = "role:";
    private const string User = "user:";

    /// <summary>All that is wrong with it, as the forms and people are now.</summary>
    internal IEnumerable<FieldError> Check(IFormCatalog forms, DirectorySnapshot people, RecordSights sights, Caller asker)
    {
        if (PersonRules.Title(Title) is { } badTitle) yield return badTitle;
        if (Find(people).Missing)
            yield return PersonRules.Error("/who", "unknown_person", $"There is no \"{Who}\": name \"role:…\" or \"user:…\".", $"不存在“{Who}”：请用“role:…”或“user:…”指定。");
        if (forms.Find(Form) is not { } form)
        {
            yield return PersonRules.Error("/form", "unknown_form", $"There is no form \"{Form}\".", $"表单“{Form}”不存在。");
            yield break;
        }
        if (Field is { } key && form.FieldNamed(key) is null) yield return PersonRules.Error("/field", "unknown_field", $"There is no field \"{key}\".", $"没有字段“{key}”。");
        if (Expect is Expected.Masked or Expected.Hidden && (Field is null || Action is not FormAction.Read))
            yield return PersonRules.Error("/expect", "bad_expectation", $"\"masked\" and \"hidden\" are about a field and the action \"read\".", $"“masked”和“hidden”须指定字段，且操作为“read”。");
        if (Expect is Expected.Rows && AtLeast is null && AtMost is null)
            yield return PersonRules.Error("/atLeast", "bad_expectation", $"\"rows\" needs \"atLeast\", \"atMost\" or both.", $"“rows”需要“atLeast”或“atMost”，或两者。");
        if (Rows is { } rows && !Fits(rows, form, sights, asker))
            yield return PersonRules.Error("/rows", "invalid_filter", $"These conditions do not fit the form.", $"这些条件与表单不符。");
    }

    /// <summary>Whose rights it is about; missing where there is no such role or person, nobody where the account is disabled.</summary>
    internal (Caller? Caller, bool Missing) Find(DirectorySnapshot people)
    {
        if (Who.StartsWith(Role, StringComparison.Ordinal)) return people.HolderOf(Who[Role.Length..]) is { } holder ? (holder, false) : (null, true);
        return Who.StartsWith(User, StringComparison.Ordinal) && people.UserNamed(Who[User.Length..]) is { } user ? (people.Caller(user.Id), false) : (null, true);
    }

    private static bool Fits(JsonElement rows, Form form, RecordSights sights, Caller asker) => rows.ValueKind switch
    {
        JsonValueKind.String => RowPresets.Names.Contains(rows.GetString()!),
        JsonValueKind.Object => !sights.ParserFor(asker).Parse(rows, form).Failed,
        _ => rows.ValueKind is JsonValueKind.Null,
    };
}

/// <summary>What a <see cref="PermissionTest"/> expects.</summary>
public enum Expected
{
    Allowed,
    Refused,

    /// <summary>Of the field only a mask is shown.</summary>
    Masked,

    /// <summary>The field is not shown.</summary>
    Hidden,

    /// <summary>The action is allowed on so many of the records.</summary>
    Rows,
}

/// <summary>How a test came out.</summary>
/// <param name="Records">How many records it is about; null where it is about the form.</param>
/// <param name="Fitting">On how many of them what is expected is so; of "rows", on how many the action is allowed.</param>
/// <param name="Example">A record on which it is not so.</param>
/// <param name="Broken">What it names that is not there any more: "who", "form", "field" or "rows".</param>
public sealed record TestOutcome(TestState State, long? Records = null, long? Fitting = null, Guid? Example = null, string? Broken = null)
{
    internal bool IsFailing => State is TestState.Failed or TestState.Broken;
}

public enum TestState
{
    Passed,
    Failed,

    /// <summary>No record meets its conditions, so that nothing was tested.</summary>
    NoRecords,

    /// <summary>It names what is not there any more.</summary>
    Broken,

    /// <summary>There was no time left for it.</summary>
    NotRun,
}
