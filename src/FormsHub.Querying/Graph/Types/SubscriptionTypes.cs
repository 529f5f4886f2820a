using FormsHub.GraphQL.Types;
using FormsHub.Querying.Graph.Subscriptions;
using static FormsHub.Querying.Graph.Types.SharedTypes;
using GraphField = FormsHub.GraphQL.Types.Field;
using Specified = FormsHub.GraphQL.Types.SpecifiedScalars;

namespace FormsHub.Querying.Graph.Types;

/// <summary>The root of subscriptions: for each form that the caller may read what becomes of its records.</summary>
internal static class SubscriptionTypes
{
    /// <param name="forms">The types of the forms, and the names of one record.</param>
    public static ObjectType Root(SchemaOfForms schema, IReadOnlyList<(FormTypes Types, string One)> forms)
    {
        var events = forms.Select(form => (form.Types, form.One, Type: Event(schema, form.Types))).ToList();
        return schema.Add(new ObjectType("Subscription", () => [.. events.SelectMany(each => schema.FormerOnesOf(each.Types).Prepend(each.One).Select(one => new GraphField(one + "Changed", NonNull(each.Type))
        {
            DeprecationReason = FormTypes.Renamed(one == each.One ? null : each.One + "Changed"),
            Arguments =
            [
                new InputValue("where", schema.Filters.Of(each.Types)) { Description = "Records that meet it before or after the change." },
                new InputValue("since", Scalars.Uuid) { Description = "The change set to go on from: what was changed after it is told first." },
            ],
            Tag = new ChangedField(each.Types.Form),
            Description = Texts.Of(each.Types.Form.Definition.Title),
        }))]));
    }

    private static ObjectType Event(SchemaOfForms schema, FormTypes types) => schema.Add(new ObjectType(schema.Names.GiveKept(types.Name, "Changed"), () =>
    [
        new GraphField("op", NonNull(schema.Shared.ChangeOperation)),
        new GraphField("id", NonNull(Specified.ID)) { Description = "The record's." },
        new GraphField("rev", NonNull(Specified.Int)) { Description = "The revision that the change made." },
        new GraphField("at", NonNull(Scalars.DateTime)),
        new GraphField("by", schema.Shared.User),
        new GraphField("changeSet", NonNull(Scalars.Uuid)) { Description = "By it a subscription goes on where another ended." },
        new GraphField("fields", ListOf(Specified.String)) { Description = "The keys of the fields that were changed, as far as you see them." },
        new GraphField("before", types.Record) { Description = "The record as it was before; null where there was none, and to who may not see its history." },
        new GraphField("after", types.Record) { Description = "The record as it is now; null where there is none that you see." },
    ])
    { Description = "What became of a record." });
}
