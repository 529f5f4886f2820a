using System.Text;
using FormsHub.Core.Results;
using FormsHub.GraphQL;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;
using FormsHub.GraphQL.Validation.Limits;

namespace FormsHub.Server.GraphQL;

/// <summary>Documents that were read, held to the limits and checked against a schema, kept by their hash.</summary>
public sealed class CheckedDocuments(GraphQLLimits limits)
{
    private const int MostErrors = 50;

    /// <summary>The sentences of our own limits in Chinese: those of the specification's rules are English.</summary>
    private static readonly Dictionary<string, Func<object?, object?, string>> Limits = new()
    {
        [nameof(MaxDepth)] = (found, limit) => $"该操作嵌套了 {found} 层，最多允许 {limit} 层。",
        [nameof(MaxFields)] = (found, limit) => $"该操作请求了 {found} 个字段（片段每次展开都计入），最多允许 {limit} 个。",
        [nameof(MaxAliases)] = (found, limit) => $"该操作使用了 {found} 个别名（片段每次展开都计入），最多允许 {limit} 个。",
        [nameof(MaxRootFields)] = (found, limit) => $"该操作请求了 {found} 个根字段，最多允许 {limit} 个。",
        [ValidationOptions.TooComplex] = (_, _) => "文档过于复杂，无法检查：片段相互嵌套过深，或需要比较的字段过多。",
    };

    private readonly DocumentCache _cache = new(new ValidationOptions
    {
        Rules = [.. SpecifiedRules.All, new MaxDepth(limits.Depth), new MaxFields(limits.Fields), new MaxAliases(limits.Aliases), new MaxRootFields(limits.RootFields)],
        MaxErrors = MostErrors,
    });

    /// <summary>Whether a text is longer than documents may be.</summary>
    public bool IsTooLarge(string text) => text.Length > limits.Document || (text.Length > limits.Document / 3 && Encoding.UTF8.GetByteCount(text) > limits.Document);

    public CheckedDocument Read(Schema schema, string text, Language language)
    {
        var found = _cache.Read(schema, text);
        if (found.Document is not null) return found;
        // What cannot be read has one error; after too many errors of rules there is one more, of none.
        var otherwise = found.Errors.Count is 1 ? "syntax_error" : "validation_failed";
        return found with { Errors = [.. found.Errors.Select(error => WithCode(error, otherwise, language))] };
    }

    private static GraphQLError WithCode(GraphQLError error, string otherwise, Language language)
    {
        var limit = error.Rule is null ? null : Limits.GetValueOrDefault(error.Rule);
        var extensions = new Dictionary<string, object?> { ["code"] = limit is not null ? "limit_exceeded" : error.Rule is not null ? "validation_failed" : otherwise };
        if (error.Rule is not null) extensions["rule"] = error.Rule;
        foreach (var (name, value) in error.Extensions ?? new Dictionary<string, object?>()) extensions[name] = value;
        return error with
        {
            Message = limit is not null && language is Language.Chinese ? limit(extensions.GetValueOrDefault("found"), extensions.GetValueOrDefault("limit")) : error.Message,
            Extensions = extensions,
        };
    }
}
