using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>One law that every form definition keeps.</summary>
internal abstract class DefinitionRule
{
    public abstract IEnumerable<FieldError> Check(DraftForm draft);

    protected static FieldError Error(string path, string code, FormattableString english, FormattableString chinese) =>
        new(path, code, new Message(english, chinese));
}

/// <summary>All rules, in the order in which their errors are told.</summary>
internal static class DefinitionRules
{
    public static readonly IReadOnlyList<DefinitionRule> All =
    [
        new KeysAreWellFormed(),
        new KeysAreUnique(),
        new TypesExist(),
        new AttributesFit(),
        new EncryptionFits(),
        new ConsentsFit(),
        new PersonalDataFits(),
        new DefaultsFit(),
        new TitleFieldIsText(),
        new MembersAreWellFormed(),
        new EffectsNameFields(),
        new EffectsDoNotContradict(),
        new ViewsFit(),
        new TypesAgree(),
        new LookupsDoNotCircle(),
    ];
}
