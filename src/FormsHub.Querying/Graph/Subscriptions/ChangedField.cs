using FormsHub.Core.Forms;

namespace FormsHub.Querying.Graph.Subscriptions;

/// <summary>The form whose changes a field of the subscription root tells; it is its <see cref="GraphQL.Types.Field.Tag"/>.</summary>
internal sealed record ChangedField(Form Form);
