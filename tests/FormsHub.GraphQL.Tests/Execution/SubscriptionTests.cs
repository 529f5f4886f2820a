using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Execution;

public class SubscriptionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ExecutableOperation Operation(Field field, string document = "subscription ($to: Int!) { t: ticks(to: $to) }")
    {
        var query = new ObjectType("Query", () => [new Field("a", SpecifiedScalars.Int)]);
        var root = new ObjectType("Subscription", () => [field]);
        var schema = new Schema(new NamedType[] { query, root, SpecifiedScalars.Int }.ToDictionary(type => type.Name), SpecifiedDirectives.All, query, subscription: root);
        return ExecutableOperation.Prepare(schema, Parser.Parse(document), variables: new Dictionary<string, object?> { ["to"] = 3L }).Operation!;
    }

    private static Field Ticks(Func<ResolveContext, IAsyncEnumerable<object?>> subscribe) => new("ticks", new NonNullType(SpecifiedScalars.Int))
    {
        Arguments = [new InputValue("to", new NonNullType(SpecifiedScalars.Int))],
        Subscribe = context => ValueTask.FromResult(subscribe(context)),
        Resolve = context => ValueTask.FromResult<object?>(context.Source is 2 ? throw new GraphQLException("two failed") : context.Source),
    };

    private static async IAsyncEnumerable<object?> CountAsync(int to)
    {
        for (var number = 1; number <= to; number++)
        {
            await Task.Yield();
            yield return number;
        }
    }

    [Fact]
    public async Task Each_event_is_a_response_and_an_error_of_one_ends_nothing()
    {
        var (responses, refusal) = await Executor.SubscribeAsync(Operation(Ticks(context => CountAsync((int)context.Arguments["to"]!))), null, null, Ct);

        Assert.Null(refusal);
        List<string> seen = [];
        await foreach (var response in responses!) seen.Add(response.ToJson());
        Assert.Equal(
            [
                """{"data":{"t":1}}""",
                """{"errors":[{"message":"two failed","locations":[{"line":1,"column":28}],"path":["t"]}],"data":null}""",
                """{"data":{"t":3}}""",
            ],
            seen);
    }

    [Fact]
    public async Task A_subscription_that_cannot_begin_is_refused()
    {
        var (responses, refusal) = await Executor.SubscribeAsync(Operation(Ticks(_ => throw new GraphQLException("not for you"))), null, null, Ct);

        Assert.Null(responses);
        Assert.Equal("""{"errors":[{"message":"not for you","locations":[{"line":1,"column":28}],"path":["t"]}]}""", refusal!.ToJson());
    }

    [Fact]
    public async Task A_field_without_events_is_refused()
    {
        var (_, unknown) = await Executor.SubscribeAsync(Operation(new Field("other", SpecifiedScalars.Int)), null, null, Ct);
        var (_, silent) = await Executor.SubscribeAsync(Operation(new Field("ticks", SpecifiedScalars.Int)), null, null, Ct);

        Assert.Equal("""{"errors":[{"message":"The subscription field \"ticks\" is not defined.","locations":[{"line":1,"column":28}]}]}""", unknown!.ToJson());
        Assert.StartsWith("{\"errors\":[{\"message\":\"Subscription field must return Async Iterable.", silent!.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_of_the_events_ends_the_responses()
    {
        static async IAsyncEnumerable<object?> BreakingAsync()
        {
            yield return 1;
            await Task.Yield();
            throw new InvalidOperationException("broken");
        }
        var (responses, _) = await Executor.SubscribeAsync(Operation(Ticks(_ => BreakingAsync())), null, null, Ct);

        var seen = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var response in responses!) seen++;
        });
        Assert.Equal(1, seen);
    }

    [Fact]
    public async Task Who_stops_listening_ends_the_events()
    {
        var ended = false;
        async IAsyncEnumerable<object?> EndlessAsync()
        {
            try
            {
                for (var number = 1; ; number++)
                {
                    await Task.Yield();
                    yield return 1;
                }
            }
            finally
            {
                ended = true;
            }
        }
        var (responses, _) = await Executor.SubscribeAsync(Operation(Ticks(_ => EndlessAsync())), null, null, Ct);

        await foreach (var response in responses!) break;

        Assert.True(ended);
    }
}
