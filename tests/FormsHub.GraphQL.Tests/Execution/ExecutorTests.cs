using System.Text;
using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Execution;

public class ExecutorTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Schema SchemaOf(params Field[] query)
    {
        var root = new ObjectType("Query", () => query);
        var types = new List<NamedType> { root };
        foreach (var named in query.Select(field => field.Type.Named)) types.Add(named);
        return new Schema(types.Distinct().ToDictionary(type => type.Name), SpecifiedDirectives.All, root);
    }

    private static async Task<string> AnswerAsync(Schema schema, string document, CancellationToken ct = default)
    {
        var (operation, errors) = ExecutableOperation.Prepare(schema, Parser.Parse(document));
        Assert.Empty(errors);
        return (await Executor.ExecuteAsync(operation!, null, null, ct)).ToJson();
    }

    private static Field Of(string name, GraphQLType type, Func<ResolveContext, object?> resolve) => new(name, type) { Resolve = context => ValueTask.FromResult(resolve(context)) };

    [Fact]
    public async Task Json_that_is_already_made_is_written_as_it_is_for_a_whole_selection()
    {
        var thing = new ObjectType("Thing", () => [new Field("id", SpecifiedScalars.ID)]);
        var schema = SchemaOf(
            Of("things", new NonNullType(new ListType(new NonNullType(thing))), context => new RawJson(Encoding.UTF8.GetBytes($"[{{\"{context.Selection.Nodes[0].SelectionSet!.Selections.Count}\": \"客😀\" }}]"))),
            Of("none", thing, _ => new RawJson(" null "u8.ToArray())),
            Of("strict", new NonNullType(thing), _ => new RawJson("null"u8.ToArray())));

        Assert.Equal("""{"data":{"things":[{"2": "客😀" }],"none":null}}""", await AnswerAsync(schema, "{ things { id a: id } none { id } }", Ct));
        Assert.Contains("Cannot return null for non-nullable field Query.strict.", await AnswerAsync(schema, "{ strict { id } }", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_fields_of_a_query_are_resolved_beside_each_other()
    {
        var (first, second) = (new TaskCompletionSource<object?>(), new TaskCompletionSource<object?>());
        var schema = SchemaOf(
            new Field("a", SpecifiedScalars.Int) { Resolve = async _ => { second.SetResult(2); return await first.Task; } },
            new Field("b", SpecifiedScalars.Int) { Resolve = async _ => { first.SetResult(1); return await second.Task; } });

        Assert.Equal("""{"data":{"a":1,"b":2}}""", await AnswerAsync(schema, "{ a b }", Ct));
    }

    [Fact]
    public async Task What_nobody_expected_is_told_to_the_server_and_not_to_the_caller()
    {
        var schema = SchemaOf(Of("a", SpecifiedScalars.Int, _ => throw new InvalidOperationException("the secret")), Of("b", SpecifiedScalars.Int, _ => 1));

        var result = await Executor.ExecuteAsync(ExecutableOperation.Prepare(schema, Parser.Parse("{ a b }")).Operation!, null, null, Ct);

        Assert.Equal("""{"errors":[{"message":"An unexpected error occurred.","locations":[{"line":1,"column":3}],"path":["a"]}],"data":{"a":null,"b":1}}""", result.ToJson());
        Assert.Equal("the secret", Assert.IsType<InvalidOperationException>(result.Errors[0].Cause).Message);
    }

    [Fact]
    public async Task An_error_keeps_its_extensions()
    {
        var schema = SchemaOf(Of("a", SpecifiedScalars.Int, _ => throw new GraphQLException(new GraphQLError("No.") { Extensions = new Dictionary<string, object?> { ["code"] = "no", ["more"] = new[] { 1, 2 } } })));

        Assert.Equal("""{"errors":[{"message":"No.","locations":[{"line":1,"column":3}],"path":["a"],"extensions":{"code":"no","more":[1,2]}}],"data":{"a":null}}""", await AnswerAsync(schema, "{ a }", Ct));
    }

    [Fact]
    public async Task Two_failed_items_are_two_errors_in_any_order()
    {
        var thing = new ObjectType("Thing", () => [new Field("id", new NonNullType(SpecifiedScalars.ID)) { Resolve = async _ => { await Task.Yield(); return null; } }]);
        var schema = SchemaOf(Of("things", new ListType(thing), _ => new object[] { 1, 2 }));

        var result = await Executor.ExecuteAsync(ExecutableOperation.Prepare(schema, Parser.Parse("{ things { id } }")).Operation!, null, null, Ct);

        Assert.Equal(["things 0 id", "things 1 id"], result.Errors.Select(error => string.Join(' ', error.Path!)).Order());
        Assert.EndsWith("\"data\":{\"things\":[null,null]}}", result.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_request_throws()
    {
        using var source = new CancellationTokenSource();
        var schema = SchemaOf(new Field("a", SpecifiedScalars.Int)
        {
            Resolve = async context =>
            {
                await source.CancelAsync();
                await Task.Delay(Timeout.Infinite, context.Cancellation);
                return 1;
            },
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AnswerAsync(schema, "{ a }", source.Token));
    }

    [Fact]
    public async Task No_resolver_works_any_more_when_a_cancelled_request_throws()
    {
        using var source = new CancellationTokenSource();
        var (entered, ended) = (new TaskCompletionSource(), false);
        var schema = SchemaOf(
            new Field("stubborn", SpecifiedScalars.Int)
            {
                Resolve = async _ =>
                {
                    await entered.Task;
                    await Task.Yield();
                    ended = true;
                    return 1;
                },
            },
            Of("a", SpecifiedScalars.Int, _ =>
            {
                source.Cancel();
                entered.SetResult();
                return 1;
            }),
            Of("b", SpecifiedScalars.Int, context => throw new OperationCanceledException(context.Cancellation)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AnswerAsync(schema, "{ stubborn a b }", source.Token));

        Assert.True(ended);
    }

    [Fact]
    public async Task A_list_may_come_piece_by_piece()
    {
        static async IAsyncEnumerable<object?> Numbers(bool fails)
        {
            yield return 1;
            await Task.Yield();
            yield return null;
            if (fails) throw new GraphQLException("no more");
        }
        var schema = SchemaOf(Of("a", new ListType(SpecifiedScalars.Int), _ => Numbers(false)), Of("b", new ListType(SpecifiedScalars.Int), _ => Numbers(true)), Of("c", new ListType(new NonNullType(SpecifiedScalars.Int)), _ => Numbers(false)));

        Assert.Equal("""{"data":{"a":[1,null]}}""", await AnswerAsync(schema, "{ a }", Ct));
        Assert.Equal("""{"errors":[{"message":"no more","locations":[{"line":1,"column":3}],"path":["b"]}],"data":{"b":null}}""", await AnswerAsync(schema, "{ b }", Ct));
        Assert.Equal("""{"errors":[{"message":"Cannot return null for non-nullable field Query.c.","locations":[{"line":1,"column":3}],"path":["c",1]}],"data":{"c":null}}""", await AnswerAsync(schema, "{ c }", Ct));
    }

    [Fact]
    public async Task A_list_that_breaks_off_waits_for_the_items_before()
    {
        var (broken, ended) = (new TaskCompletionSource(), false);
        var item = new ObjectType("Item", () =>
        [
            new Field("slow", SpecifiedScalars.Int)
            {
                Resolve = async _ =>
                {
                    await broken.Task;
                    await Task.Yield();
                    ended = true;
                    return 1;
                },
            },
        ]);
        var schema = SchemaOf(Of("items", new ListType(item), _ => Items()));

        var answer = await AnswerAsync(schema, "{ items { slow } }", Ct);

        Assert.True(ended);
        Assert.Equal("""{"errors":[{"message":"broken off","locations":[{"line":1,"column":3}],"path":["items"]}],"data":{"items":null}}""", answer);

        IEnumerable<object> Items()
        {
            yield return new object();
            broken.SetResult();
            throw new GraphQLException("broken off");
        }
    }

    [Fact]
    public async Task An_interface_tells_which_object_a_value_is()
    {
        var named = new InterfaceType("Named", () => [new Field("name", SpecifiedScalars.String)]) { ResolveType = value => value is int ? "One" : value as string };
        var one = new ObjectType("One", () => [Of("name", SpecifiedScalars.String, context => $"{context.ParentType} {context.Source}")], () => [named]);
        var other = new ObjectType("Other", () => []);
        var things = Of("things", new ListType(named), _ => new object[] { 1, "Other", 'x' });
        var query = new ObjectType("Query", () => [things]);
        var schema = new Schema(new NamedType[] { named, one, other, query }.ToDictionary(type => type.Name), SpecifiedDirectives.All, query);

        Assert.Equal(
            """{"errors":[{"message":"Runtime Object type \"Other\" is not a possible type for \"Named\".","locations":[{"line":1,"column":3}],"path":["things",1]},{"message":"Abstract type \"Named\" must resolve to an Object type at runtime for field \"Query.things\".","locations":[{"line":1,"column":3}],"path":["things",2]}],"data":{"things":[{"__typename":"One","name":"One 1"},null,null]}}""",
            await AnswerAsync(schema, "{ things { __typename name } }", Ct));
    }

    [Fact]
    public async Task Enums_and_scalars_stand_for_what_the_server_works_with()
    {
        var day = new ScalarType("Day")
        {
            ParseValue = value => value is string text && DateOnly.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var date) ? date : throw new GraphQLException("Not a day."),
            Serialize = value => ((DateOnly)value).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
        var weekday = new EnumType("Weekday", [new EnumValue("SUNDAY") { Value = DayOfWeek.Sunday }, new EnumValue("MONDAY") { Value = DayOfWeek.Monday }]);
        var schema = SchemaOf(
            new Field("weekday", weekday) { Arguments = [new InputValue("of", day)], Resolve = context => ValueTask.FromResult<object?>(((DateOnly)context.Arguments["of"]!).DayOfWeek) },
            new Field("next", day) { Arguments = [new InputValue("of", weekday)], Resolve = context => ValueTask.FromResult<object?>(new DateOnly(2026, 11, 22).AddDays((int)(DayOfWeek)context.Arguments["of"]!)) });

        Assert.Equal("""{"data":{"weekday":"SUNDAY","next":"2026-11-23"}}""", await AnswerAsync(schema, "{ weekday(of: \"2026-11-22\") next(of: MONDAY) }", Ct));
        Assert.Equal("""{"errors":[{"message":"Enum \"Weekday\" cannot represent value: Tuesday","locations":[{"line":1,"column":3}],"path":["weekday"]}],"data":{"weekday":null}}""", await AnswerAsync(schema, "{ weekday(of: \"2026-11-24\") }", Ct));
        Assert.Equal("""{"errors":[{"message":"Argument \"Query.weekday(of:)\" has invalid value: Not a day.","locations":[{"line":1,"column":15}],"path":["weekday"]}],"data":{"weekday":null}}""", await AnswerAsync(schema, "{ weekday(of: \"x\") }", Ct));
    }

    [Fact]
    public async Task Nesting_through_fragments_never_takes_the_stack()
    {
        var thing = new ObjectType("Thing", () => null!);
        thing = new ObjectType("Thing", () => [Of("self", thing, _ => 1), Of("id", SpecifiedScalars.Int, _ => 1)]);
        var schema = SchemaOf(Of("thing", thing, _ => 1));
        var deep = new StringBuilder("{ thing { ...F0 } }");
        var flat = new StringBuilder("{ thing { ...F0 } }");
        const int Fragments = 50_000;
        for (var number = 0; number < Fragments; number++)
        {
            var next = number + 1 < Fragments ? $"...F{number + 1}" : "id";
            deep.Append(System.Globalization.CultureInfo.InvariantCulture, $" fragment F{number} on Thing {{ self {{ {next} }} }}");
            flat.Append(System.Globalization.CultureInfo.InvariantCulture, $" fragment F{number} on Thing {{ {next} }}");
        }

        Assert.Contains("nested too deeply", await AnswerAsync(schema, deep.ToString(), Ct), StringComparison.Ordinal);
        Assert.Contains("nested too deeply", await AnswerAsync(schema, flat.ToString(), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_and_arguments_can_be_had_without_executing()
    {
        var (operation, _) = ExecutableOperation.Prepare(CaseServer.Schema, Parser.Parse("query ($v: Int = 2) { me { ...F name } me { age } echo(int: $v) } fragment F on Animal { name }"));

        var groups = operation!.Collect();

        Assert.Equal(["me", "echo"], groups.Select(group => group.ResponseKey));
        Assert.Equal(["name", "age"], operation.CollectSubfields((ObjectType)CaseServer.Schema.FindType("Person")!, groups[0]).Select(group => group.Name));
        Assert.Equal(2, operation.ArgumentsOf(operation.Root, operation.Root.FindField("echo")!, groups[1].Nodes[0])["int"]);
    }

    [Fact]
    public async Task A_field_that_is_asked_for_a_thousand_times_fails_at_a_hundred_places()
    {
        var schema = SchemaOf(Of("a", new ListType(SpecifiedScalars.Int), _ => Enumerable.Repeat(new GraphQLError("no"), 500)));

        var (operation, _) = ExecutableOperation.Prepare(schema, Parser.Parse("{ " + string.Concat(Enumerable.Repeat("a ", 1000)) + "}"));
        var result = await Executor.ExecuteAsync(operation!, null, null, Ct);

        Assert.Equal(500, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.Equal(100, error.Locations.Count));
    }

    [Theory]
    [InlineData("mutation { a }", "Schema is not configured to execute mutation operation.")]
    [InlineData("type A", "Must provide an operation.")]
    public void What_cannot_be_executed_is_refused_without_data(string document, string message)
    {
        var (operation, errors) = ExecutableOperation.Prepare(SchemaOf(Of("a", SpecifiedScalars.Int, _ => 1)), Parser.Parse(document));

        Assert.Null(operation);
        Assert.StartsWith($"{{\"errors\":[{{\"message\":\"{message}\"", ExecutionResult.Refused(errors).ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("data", ExecutionResult.Refused(errors).ToJson(), StringComparison.Ordinal);
    }
}
