using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Graph;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>What is wrong with an operation by a schema, and what it uses that is deprecated there.</summary>
internal sealed record ContractCheck(IReadOnlyList<string> Errors, IReadOnlyList<string> Deprecated, IReadOnlyList<ContractFinding> Findings)
{
    public const int MostFound = 200;

    public static readonly ContractCheck Nothing = new([], [], []);

    private static readonly ValidationOptions Rules = new() { HideSuggestions = true, MaxErrors = MostFound };
    private static readonly ValidationOptions Deprecations = new() { Rules = [new NoDeprecated()], MaxErrors = MostFound };

    /// <param name="earlier">The schema as it was, which knows by name what is gone.</param>
    public static ContractCheck Of(KeptOperation operation, FormsSchema schema, FormsSchema? earlier = null) => Of(operation.Document, operation.Given, schema, earlier);

    public static ContractCheck Of(string text, IReadOnlyList<string> givenFields, FormsSchema forms, FormsSchema? earlier = null)
    {
        var (document, schema) = (Parser.Parse(new Source(text)), forms.Schema);
        var errors = Validator.Validate(schema, document, Rules).Select(error => error.Message).ToList();
        var deprecated = Validator.Validate(schema, document, Deprecations).Select(error => error.Message).ToList();
        var findings = new FindingsOfOperation(forms, earlier);
        Validator.Validate(schema, document, new ValidationOptions { Rules = [findings] });
        errors.AddRange(findings.Found.Where(finding => finding.Becomes is ContractFinding.Fate.OfAnotherForm).Select(finding => $"Field \"{finding.At}\" is of another form: \"{finding.Now}\"."));
        foreach (var given in givenFields)
        {
            var (type, name) = (given[..given.IndexOf('.', StringComparison.Ordinal)], given[(given.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            if (schema.FindType(type) is not InputObjectType input) continue;
            if (input.FindField(name) is not { } field) errors.Add($"Field \"{name}\" is not defined by type \"{type}\".");
            else if (field.DeprecationReason is { } reason) deprecated.Add($"The input field {given} is deprecated. {reason}");
            findings.Given(input, name);
        }
        return new ContractCheck([.. errors.Distinct()], [.. deprecated.Distinct()], findings.Found);
    }

    /// <summary>What an earlier check had not found.</summary>
    public ContractCheck Since(ContractCheck before) => new(
        [.. Errors.Except(before.Errors)], [.. Deprecated.Except(before.Deprecated)],
        [.. Findings.ExceptBy(before.Findings.Select(Identity), Identity)]);

    public ContractCheck First(int most) => new([.. Errors.Take(most)], [.. Deprecated.Take(most)], [.. Findings.Take(most)]);

    private static (string, ContractFinding.Fate) Identity(ContractFinding finding) => (finding.At, finding.Becomes);
}
