using System.Text.RegularExpressions;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>A member is "*", or names a role, a user or a department.</summary>
internal sealed partial class MembersAreWellFormed : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        for (var i = 0; i < draft.Definition.Members.Count; i++)
        {
            var member = draft.Definition.Members[i];
            if (Pattern().IsMatch(member)) continue;
            yield return Error($"/members/{i}", "malformed_member",
                $"\"{member}\" names nobody: write \"*\", \"role:agent\", \"user:li\" or \"department:service\".",
                $"“{member}”无法识别：请写“*”、“role:agent”、“user:li”或“department:service”。");
        }
    }

    [GeneratedRegex("^(\\*|(role|user|department):\\S{1,256})\\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
