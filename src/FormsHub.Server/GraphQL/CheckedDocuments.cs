using System.Text;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;
using FormsHub.GraphQL.Validation.Limits;

namespace FormsHub.Server.GraphQL;

/// <summary>Documents that were read, held to the limits and checked against a schema, kept by their hash.</summary>
public sealed class CheckedDocuments(GraphQLLimits limits)
{
    private const int MostErrors = 50;
    private static readonly HashSet<string> LimitNames = [nameof(MaxDepth), nameof(MaxFields), nameof(MaxAliases), nameof(MaxRootFields)];

    private readonly DocumentCache _cache = new(new ValidationOptions
    {
        Rules = [.. SpecifiedRules.All, new MaxDepth(limits.Depth), new MaxFields(limits.Fields), new MaxAliases(limits.Aliases), new MaxRootFields(limits.RootFields)],
        MaxErrors = MostErrors,
    });

    /// <summary>Whether a text is longer than documents may be.</summary>
    public bool IsTooLarge(string text) => text.Length > limits.Document || (text.Length > limits.Document / 3 && Encoding.UTF8.GetByteCount(text) > limits.Document);

    public CheckedDocument Read(Schema schema, string text)
    {
        var found = _cache.Read(schema, text);
        return found.Document is not null ? found : found with { Errors = [.. found.Errors.Select(WithCode)] };
    }

    private static GraphQLError WithCode(GraphQLError error) => error with
    {
        Extensions = new Dictionary<string, object?>
        {
            ["code"] = error.Rule is null ? "syntax_error" : LimitNames.Contains(error.Rule) ? "limit_exceeded" : "validation_failed",
            ["rule"] = error.Rule,
        }.Where(each => each.Value is not null).ToDictionary(),
    };
}
