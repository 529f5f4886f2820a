using FormsHub.Core.Access;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;
using FormsHub.Server.GraphQL.Contract;
using FormsHub.Testing;

namespace FormsHub.Server.Tests.GraphQL;

/// <summary>What programs ask is noted in memory that has bounds, and is to be written at most once a minute.</summary>
public sealed class SeenOperationsTests
{
    private static readonly Schema Schema = SchemaText.Build("type Query { a(where: W): Int } input W { b: Int, c: [W] }");
    private static readonly Caller Person = new(Guid.CreateVersion7(), "p", "P", null, null, [], new HashSet<string>());
    private static readonly Caller Program = Person with { Token = new Token(Guid.CreateVersion7(), "t", null) };

    private readonly FakeClock _clock = new();
    private readonly SeenOperations _seen;

    public SeenOperationsTests() => _seen = new SeenOperations(_clock);

    [Fact]
    public void An_operation_is_to_be_written_at_once_and_then_once_a_minute_with_all_its_uses()
    {
        _seen.Note(Program, Operation("{ a(where: {b: 1}) }"));
        Assert.Equal(1, Assert.Single(_seen.Take()).Uses);

        for (var i = 0; i < 3; i++) _seen.Note(Program, Operation($"{{ a(where: {{b: {i}}}) }}"));
        Assert.Empty(_seen.Take());
        _clock.Advance(TimeSpan.FromMinutes(1));

        var again = Assert.Single(_seen.Take());
        Assert.Equal((3, "{a(where:{b:0})}"), (again.Uses, again.Text.Document));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_seen.Take());
    }

    [Fact]
    public void What_could_not_be_written_is_to_be_written_again()
    {
        _seen.Note(Program, Operation("{ a }"));
        _seen.GiveBack(_seen.Take());

        Assert.Equal(1, Assert.Single(_seen.Take()).Uses);
    }

    [Fact]
    public void A_burst_of_new_operations_of_one_token_is_bounded_and_leaves_others_alone()
    {
        for (var i = 0; i < KeptOperations.MostOfToken + 50; i++) _seen.Note(Program, Operation($"query Q{i} {{ a }}"));
        _seen.Note(Person with { Token = new Token(Guid.CreateVersion7(), "other", null) }, Operation("{ a }"));
        _seen.Note(Person, Operation("{ a }"));

        var taken = _seen.Take();

        Assert.Equal((KeptOperations.MostOfToken, 1), (taken.Count(each => each.Token == Program.Token!.Id), taken.Count(each => each.Token != Program.Token!.Id)));
    }

    [Fact]
    public void Names_of_fields_in_variables_are_noted_and_none_of_their_values()
    {
        var given = new Dictionary<string, object?> { ["w"] = new Dictionary<string, object?> { ["c"] = new List<object?> { new Dictionary<string, object?> { ["b"] = 4711L } } } };

        _seen.Note(Program, Operation("query Q($w: W) { a(where: $w) }", given));

        Assert.Equal(["W.b", "W.c"], Assert.Single(_seen.Take()).Given);
    }

    private static ExecutableOperation Operation(string text, IReadOnlyDictionary<string, object?>? variables = null) =>
        ExecutableOperation.Prepare(Schema, Parser.Parse(new Source(text)), null, variables).Operation!;
}
