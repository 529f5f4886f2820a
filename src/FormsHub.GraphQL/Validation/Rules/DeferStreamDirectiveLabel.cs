using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Validation.Rules;

/// <summary>
/// The labels by which parts of a response are told apart are written out, and differ. For schemas that define <c>@defer</c> and
/// <c>@stream</c>, as <see cref="DeferStreamDirectiveOnRootField"/>.
/// </summary>
public sealed class DeferStreamDirectiveLabel : ValidationRule
{
    public override void Check(ValidationContext context)
    {
        var known = new Dictionary<string, DirectiveNode>();

        context.Enter<DirectiveNode>(directive =>
        {
            if (directive.Name.Value is not ("defer" or "stream")) return;
            var label = directive.FindArgument("label")?.Value;
            if (label is null or NullValueNode) return;
            if (label is not StringValueNode { Value: var text })
                context.Report($"Argument \"@{directive.Name}(label:)\" must be a static string.", directive);
            else if (!known.TryAdd(text, directive))
                context.Report("Value for arguments \"defer(label:)\" and \"stream(label:)\" must be unique across all Defer/Stream directive usages.", known[text], directive);
        });
    }
}
