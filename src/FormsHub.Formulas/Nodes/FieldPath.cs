using FormsHub.Core.Expressions;
using FormsHub.Formulas.Limits;

namespace FormsHub.Formulas.Nodes;

/// <summary>A field, by keys from the form outwards: <c>customer.level</c>. A member of a list is the list of its items' members.</summary>
internal sealed record FieldPath(int Offset, IReadOnlyList<string> Names) : Node(Offset)
{
    public override IEnumerable<Node> Children => [];

    public override Value Evaluate(Run run)
    {
        var value = run.Context.Field(Names[0]);
        for (var i = 1; i < Names.Count; i++) value = Member(run, value, Names[i]);
        return value;
    }

    private Value Member(Run run, Value value, string name)
    {
        switch (value)
        {
            case Value.Row row:
                return row.Field(name);
            case Value.List list:
                run.Spend(Offset, list.Items.Count);
                if (run.Problem is not null || !ListLength.Allows(run, Offset, list.Items.Count)) return Value.Empty;
                var members = new Value[list.Items.Count];
                for (var i = 0; i < members.Length; i++) members[i] = Member(run, list.Items[i], name);
                return new Value.List(members);
            case Value.Nothing:
                return Value.Empty;
            default:
                return run.WrongKind(Offset, Kinds.Row, value);
        }
    }

    public override Shape Check(Checking checking) => checking.Resolve(this);
}
