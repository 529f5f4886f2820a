using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>What is wrong with an operation by a schema, and what it uses that is deprecated there.</summary>
internal sealed record ContractCheck(IReadOnlyList<string> Errors, IReadOnlyList<string> Deprecated)
{
    private static readonly ValidationOptions Rules = new() { HideSuggestions = true, MaxErrors = 200 };
    private static readonly ValidationOptions Deprecations = new() { Rules = [new NoDeprecated()], MaxErrors = 200 };

    public static ContractCheck Of(KeptOperation operation, Schema schema)
    {
        var document = Parser.Parse(new Source(operation.Document));
        var errors = Validator.Validate(schema, document, Rules).Select(error => error.Message).ToList();
        var deprecated = Validator.Validate(schema, document, Deprecations).Select(error => error.Message).ToList();
        foreach (var given in operation.Given)
        {
            var (type, name) = (given[..given.IndexOf('.', StringComparison.Ordinal)], given[(given.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            if (schema.FindType(type) is not InputObjectType input) continue;
            if (input.FindField(name) is not { } field) errors.Add($"Field \"{name}\" is not defined by type \"{type}\".");
            else if (field.DeprecationReason is { } reason) deprecated.Add($"The input field {given} is deprecated. {reason}");
        }
        return new ContractCheck([.. errors.Distinct()], [.. deprecated.Distinct()]);
    }

    /// <summary>What an earlier check had not found.</summary>
    public ContractCheck Since(ContractCheck before) => new([.. Errors.Except(before.Errors)], [.. Deprecated.Except(before.Deprecated)]);

    public ContractCheck First(int most) => new([.. Errors.Take(most)], [.. Deprecated.Take(most)]);
}
