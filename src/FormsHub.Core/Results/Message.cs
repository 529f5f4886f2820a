using System.Globalization;

namespace FormsHub.Core.Results;

/// <summary>One sentence for people, written in both languages where it is made.</summary>
public sealed record Message(FormattableString English, FormattableString Chinese)
{
    public string In(Language language) => language switch
    {
        Language.English => English.ToString(CultureInfo.InvariantCulture),
        Language.Chinese => Chinese.ToString(CultureInfo.InvariantCulture),
    };

    public override string ToString() => In(Language.English);
}
