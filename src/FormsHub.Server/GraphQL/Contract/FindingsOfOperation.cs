using FormsHub.Core.Forms;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;
using FormsHub.Querying.Graph;
using Field = FormsHub.Core.Forms.Field;

namespace FormsHub.Server.GraphQL.Contract;

/// <summary>Looks at all that one operation names, as the rules of validation do, and says of each what has become of it.</summary>
/// <param name="earlier">A schema that knows what this one has lost; null: what is lost is told by its name alone, as to somebody who may not see it.</param>
internal sealed class FindingsOfOperation(FormsSchema schema, FormsSchema? earlier) : ValidationRule
{
    private readonly Dictionary<string, ContractFinding> _found = [];

    public IReadOnlyList<ContractFinding> Found => [.. _found.Values];

    public override void Check(ValidationContext context)
    {
        var types = context.Types;
        context.Enter<FieldNode>(node =>
        {
            if (types.Parent is not { } parent) return;
            if (types.Field is not { } field)
            {
                Add(ContractFinding.Thing.Field, ContractFinding.Fate.Gone, parent.Name, node.Name.Value);
                return;
            }
            if (TakenBy(parent.Name, field.Name) is { } taker) Add(ContractFinding.Thing.Field, ContractFinding.Fate.OfAnotherForm, parent.Name, field.Name, now: taker.Key);
            Deprecated(ContractFinding.Thing.Field, field.DeprecationReason, parent.Name, field.Name);
            if (node.SelectionSet is null != field.Type.Named is LeafType) Add(ContractFinding.Thing.Field, ContractFinding.Fate.Retyped, parent.Name, field.Name);
            foreach (var argument in field.Arguments.Where(argument => argument.IsRequired && node.Arguments.All(given => given.Name.Value != argument.Name)))
                Add(ContractFinding.Thing.Argument, ContractFinding.Fate.Needed, parent.Name, field.Name, argument.Name);
        });
        context.Enter<ArgumentNode>(node =>
        {
            if (types is not { Parent: { } parent, Field: { } field, Directive: null }) return;
            if (types.Argument is { } argument) Deprecated(ContractFinding.Thing.Argument, argument.DeprecationReason, parent.Name, field.Name, argument.Name);
            else Add(ContractFinding.Thing.Argument, ContractFinding.Fate.Gone, parent.Name, field.Name, node.Name.Value);
        });
        context.Enter<ObjectFieldNode>(node =>
        {
            if (types.ParentInput?.Named is InputObjectType input) Given(input, node.Name.Value);
        });
        context.Enter<EnumValueNode>(node =>
        {
            if (types.Input?.Named is not EnumType names) return;
            if (types.EnumValue is { } value) Deprecated(ContractFinding.Thing.EnumValue, value.DeprecationReason, names.Name, value.Name);
            else Add(ContractFinding.Thing.EnumValue, ContractFinding.Fate.Gone, names.Name, node.Value);
        });
        context.Enter<NamedTypeNode>(node =>
        {
            if (schema.Schema.FindType(node.Name.Value) is null) Add(ContractFinding.Thing.Type, ContractFinding.Fate.Gone, node.Name.Value);
        });
    }

    /// <summary>A field of an input object that is given.</summary>
    public void Given(InputObjectType input, string name)
    {
        if (input.FindField(name) is { } field) Deprecated(ContractFinding.Thing.InputField, field.DeprecationReason, input.Name, name);
        else Add(ContractFinding.Thing.InputField, ContractFinding.Fate.Gone, input.Name, name);
    }

    /// <summary>The form whose records a root field answers, if it answered those of another one.</summary>
    private Form? TakenBy(string root, string name) =>
        root is "Query" or "Mutation" or "Subscription" && earlier?.SubjectOf(root, name) is { Form: { } was } && schema.SubjectOf(root, name) is { Form: { } now } && now.Number != was.Number
            ? now : null;

    private (Form? Form, Field? Field) Subject(ContractFinding.Fate becomes, string type, string? member)
    {
        if (earlier is null && becomes is ContractFinding.Fate.Gone) return schema.Schema.FindType(type) is null ? default : (schema.SubjectOf(type, null).Form, null);
        return earlier?.SubjectOf(type, member) is { Form: not null } subject ? subject : schema.SubjectOf(type, member);
    }

    private void Deprecated(ContractFinding.Thing what, string? reason, string type, string member, string? argument = null)
    {
        if (reason is null) return;
        var (now, since) = FormsSchema.Why(reason);
        Add(what, now is not null ? ContractFinding.Fate.Renamed : since is not null ? ContractFinding.Fate.Removed : ContractFinding.Fate.Deprecated, type, member, argument, now, since);
    }

    private void Add(ContractFinding.Thing what, ContractFinding.Fate becomes, string type, string? member = null, string? argument = null, string? now = null, DateOnly? since = null)
    {
        if (_found.Count >= ContractCheck.MostFound) return;
        var at = new SchemaCoordinate(type, Member: member, Argument: argument).ToString();
        var (form, field) = Subject(becomes, type, member);
        _found.TryAdd(at, new ContractFinding(at, what, becomes, form?.Definition.Title, field?.Definition.Label, now, since));
    }
}
