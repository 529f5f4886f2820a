using FormsHub.GraphQL.Language;

namespace FormsHub.GraphQL.Tests.Language;

public class SyntaxVisitorTests
{
    private sealed class Steps(Func<Node, bool> goesIn) : SyntaxVisitor
    {
        public List<string> Taken { get; } = [];

        protected override bool Enter(Node node)
        {
            Taken.Add($"enter {Name(node)}");
            return goesIn(node);
        }

        protected override void Leave(Node node) => Taken.Add($"leave {Name(node)}");

        private static string Name(Node node) => node is NameNode name ? name.Value : $"{node.Kind}";
    }

    [Fact]
    public void Every_node_is_entered_before_its_children_and_left_after_them()
    {
        var steps = new Steps(_ => true);

        steps.Visit(Parser.Parse("{ a: b(x: 1) @c { ...D } }"));

        Assert.Equal(
            [
                "enter Document", "enter OperationDefinition", "enter SelectionSet", "enter Field", "enter a", "leave a", "enter b", "leave b",
                "enter Argument", "enter x", "leave x", "enter IntValue", "leave IntValue", "leave Argument", "enter Directive", "enter c", "leave c", "leave Directive",
                "enter SelectionSet", "enter FragmentSpread", "enter D", "leave D", "leave FragmentSpread", "leave SelectionSet",
                "leave Field", "leave SelectionSet", "leave OperationDefinition", "leave Document",
            ],
            steps.Taken);
    }

    [Fact]
    public void What_is_not_gone_into_is_not_left()
    {
        var steps = new Steps(node => node is not FieldNode);

        steps.Visit(Parser.Parse("{ a b }"));

        Assert.Equal(
            ["enter Document", "enter OperationDefinition", "enter SelectionSet", "enter Field", "enter Field", "leave SelectionSet", "leave OperationDefinition", "leave Document"],
            steps.Taken);
    }

    [Fact]
    public void Every_kind_of_node_has_its_children()
    {
        var steps = new Steps(_ => true);

        steps.Visit(Parser.Parse("""
            "" query q($v: [I!] = {a: [null true 1 1.5 "" E]} @d(a: 1)) { ... on T { a } }
            fragment F on T { a }
            """));
        steps.Visit(Parser.Parse("""
            schema { query: Q } scalar C type O { f(a: Int): Int } interface I { f: Int } union U = O enum E { V } input P { a: Int } directive @d on FIELD
            extend schema @d extend scalar C @d extend type O @d extend interface I @d extend union U @d extend enum E @d extend input P @d
            """));

        var entered = steps.Taken.Where(step => step.StartsWith("enter ", StringComparison.Ordinal)).Select(step => step[6..]).ToHashSet();
        Assert.Empty(Enum.GetNames<NodeKind>().Except(entered).Except(["Name", "FragmentSpread"]));
    }
}
