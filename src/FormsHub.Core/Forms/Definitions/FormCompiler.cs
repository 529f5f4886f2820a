using FormsHub.Core.Access;
using FormsHub.Core.Expressions;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>Makes forms of definitions: all errors of a definition are told at once, each with its place.</summary>
/// <param name="directory">Who may be named in filters; null: anybody.</param>
public sealed class FormCompiler(IExpressionLanguage? language, IDirectory? directory = null)
{
    /// <summary>
    /// What a draft may lack because it depends on other forms that are not published yet. Publishing demands these too.
    /// </summary>
    private const string AwaitsAnother = "unknown_target";

    /// <summary>The form that is to be published, or everything that stands against it.</summary>
    public Result<Form> Compile(Guid id, int number, int version, FormDefinition definition, IFormCatalog catalog)
    {
        var (form, errors) = Examine(id, number, version, definition, catalog);
        return errors.Count is 0 ? form : FormProblems.Invalid(errors);
    }

    /// <summary>What stands against saving the draft: all but what other forms, still to come, may mend.</summary>
    public IReadOnlyList<FieldError> CheckDraft(Guid id, int number, FormDefinition definition, IFormCatalog catalog)
    {
        var (_, errors) = Examine(id, number, 1, definition, catalog);
        return errors.Any(error => error.Code == AwaitsAnother)
            ? [.. errors.Where(error => error.Code != AwaitsAnother && !MayReachOut(error.Path))]
            : errors;
    }

    /// <summary>The fields of a version that was published once; its expressions follow by <see cref="Logic"/>.</summary>
    /// <param name="optionsEver">The options that the field with that id had before; null: none.</param>
    public static Form Fields(Guid id, int number, int version, FormDefinition definition, Func<string, IEnumerable<string>>? optionsEver = null) =>
        new DraftForm(id, number, version, definition, NoForms.Instance, optionsEver).Form;

    /// <summary>The compiled expressions of a published form, or none if they no longer compile beside the other forms.</summary>
    public FormLogic Logic(Form form, IFormCatalog catalog) =>
        language?.Compile(form, catalog) is { Failed: false } logic ? logic.Value : FormLogic.None;

    private (Form Form, IReadOnlyList<FieldError> Errors) Examine(
        Guid id, int number, int version, FormDefinition definition, IFormCatalog catalog)
    {
        var draft = new DraftForm(id, number, version, definition, catalog);
        var errors = DefinitionRules.All.SelectMany(rule => rule.Check(draft)).ToList();
        if (draft.Places.Any(place => place.Field is null)) return (draft.Form, Distinct(errors));

        var logic = language?.Compile(draft.Form, draft.Catalog);
        if (logic is { Failed: true } wrong)
        {
            errors.AddRange(wrong.Problem.Errors);
        }
        else if (logic is { } compiled)
        {
            draft.Adopt(compiled.Value);
            errors.AddRange(new LookupsDoNotCircle().Check(draft));
            errors.AddRange(new TitleFieldIsText().Check(draft));
        }
        // Only the compiled expressions say which fields cannot be asked.
        errors.AddRange(new FiltersFit(directory).Check(draft));
        return (draft.Form, Distinct(errors));
    }

    /// <summary>Whether what stands there, an expression or a filter, may be about fields of other forms.</summary>
    private static bool MayReachOut(string path) =>
        path.Contains("/filter/", StringComparison.Ordinal) || path.EndsWith("xpression", StringComparison.Ordinal) || (path.StartsWith("/rules/", StringComparison.Ordinal) && path.EndsWith("/when", StringComparison.Ordinal))
        || path.EndsWith("/value", StringComparison.Ordinal);

    private static List<FieldError> Distinct(IEnumerable<FieldError> errors) => [.. errors.DistinctBy(error => (error.Path, error.Code))];
}

/// <summary>The catalog without forms.</summary>
public sealed class NoForms : IFormCatalog
{
    public static readonly NoForms Instance = new();

    public IReadOnlyCollection<Form> All => [];

    public Form? Find(string key) => null;

    public Form? ByNumber(int number) => null;
}
