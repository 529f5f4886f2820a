using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>A form that holds personal data says what for; the time it keeps them is a span that counts from a date of the record.</summary>
internal sealed class PersonalDataFits : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        if (draft.Definition.PersonalData is not { } data) yield break;
        if (data.Purpose is not { } purpose || purpose.In(Language.English).Length is 0)
        {
            yield return Error("/personalData/purpose", "required",
                $"Say what the personal data are needed for.", $"请说明收集个人信息的目的。");
        }
        if (data.LegalBasis is { } basis && !PersonalData.LegalBases.Contains(basis))
            yield return OneOf("/personalData/legalBasis", PersonalData.LegalBases);
        if (data.Retention is not { } retention) yield break;
        if (retention.After.Length > 0 && retention.Back is null)
        {
            yield return Error("/personalData/retention/after", "bad_period",
                $"Must be a span of years, months, weeks or days, such as \"P3Y\" or \"P6M\".", $"必须是以年、月、周或日计的时长，例如“P3Y”或“P6M”。");
        }
        if (!RetentionRule.Ends.Contains(retention.Then)) yield return OneOf("/personalData/retention/then", RetentionRule.Ends);
        if (retention.From is RetentionRule.CreatedAt or RetentionRule.UpdatedAt) yield break;
        if (draft.Find(retention.From) is not { } place)
        {
            yield return TitleFieldIsText.Unknown("/personalData/retention/from", retention.From, draft.Names);
        }
        else if (place.Table is not null || place.Field is { Type: not (DateField or DateTimeField) })
        {
            yield return Error("/personalData/retention/from", "does_not_fit",
                $"\"{retention.From}\" is no date field of the form.", $"“{retention.From}”不是表单的日期字段。");
        }
    }

    private static FieldError OneOf(string path, IReadOnlyList<string> known) => Error(path, "unknown_value",
        $"Must be one of {string.Join(", ", known)}.", $"必须取自 {string.Join("、", known)}。");
}
