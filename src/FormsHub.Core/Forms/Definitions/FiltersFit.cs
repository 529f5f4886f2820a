using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Filters;
using FormsHub.Core.Results;

namespace FormsHub.Core.Forms.Definitions;

/// <summary>
/// The filters of views, references and rollups ask fields that are there, with operators that they have: those of the form itself,
/// of a reference's target, of a rollup's source. Whoever uses the form is asked for access when the filter runs, not here.
/// </summary>
/// <param name="directory">People and departments that a filter may name; null: names are taken as they are.</param>
internal sealed class FiltersFit(IDirectory? directory) : DefinitionRule
{
    public override IEnumerable<FieldError> Check(DraftForm draft)
    {
        var parser = new FilterParser(draft.Catalog, directory ?? AnyName.Instance, FilterRights.All, isKept: true);
        return [.. OfFields(draft, parser), .. OfViews(draft, parser)];
    }

    private static IEnumerable<FieldError> OfFields(DraftForm draft, FilterParser parser) => draft.Places.SelectMany(place => (place.Field?.Options switch
    {
        ReferenceOptions { Filter: { } filter } reference => OfRecords(parser, filter, draft.Catalog.Find(reference.Target)),
        RollupField.RollupOptions { Filter: { } filter, Table: { } table } => OfRows(parser, filter, draft.Form[table], draft.Form),
        RollupField.RollupOptions { Filter: { } filter } => OfRecords(parser, filter, RollupField.SourceForm(place.Field, draft.Form, draft.Catalog)),
        _ => [],
    }).Select(error => error.Under(place.Path)));

    private static IEnumerable<FieldError> OfViews(DraftForm draft, FilterParser parser) => draft.Definition.Views.SelectMany((view, i) =>
        view.Filter is { } filter ? OfRecords(parser, filter, draft.Form).Select(error => error.Under($"/views/{i}")) : []);

    /// <summary>Nothing is said of the filter where the form is missing; other rules say that.</summary>
    private static IReadOnlyList<FieldError> OfRecords(FilterParser parser, JsonElement filter, Form? form) =>
        form is null || filter.ValueKind is JsonValueKind.Null ? [] : ErrorsOf(parser.Parse(filter, form));

    private static IReadOnlyList<FieldError> OfRows(FilterParser parser, JsonElement filter, Field? table, Form owner) =>
        table is not { Columns.Count: > 0 } || filter.ValueKind is JsonValueKind.Null ? [] : ErrorsOf(parser.ParseRows(filter, table, owner));

    private static IReadOnlyList<FieldError> ErrorsOf(Result<Filter> filter) => filter.Failed ? filter.Problem.Errors : [];

    /// <summary>A directory in which everybody is found.</summary>
    private sealed class AnyName : IDirectory
    {
        public static readonly AnyName Instance = new();

        public string? Title(LinkKind kind, Guid id) => null;

        public Guid? Find(LinkKind kind, string name) => Guid.Empty;
    }
}
