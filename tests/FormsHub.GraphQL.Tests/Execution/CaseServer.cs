using FormsHub.GraphQL.Execution;
using FormsHub.GraphQL.Language;
using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Execution;

/// <summary>A server with resolvers that answer, wait and fail in every way, for the schema of <c>Cases/schema.graphql</c>.</summary>
internal sealed class CaseServer
{
    private int _total;

    public static Schema Schema { get; } = SchemaText.Build(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Execution", "Cases", "schema.graphql")));

    public IReadOnlyDictionary<string, object?> Root { get; }

    public CaseServer()
    {
        var (ada, bob) = (Person("Ada"), Person("Bob"));
        (ada["friend"], ada["self"], ada["friends"], ada["strict"]) = (bob, ada, new[] { bob, null, ada }, new[] { bob, null });
        (bob["friend"], bob["self"], bob["friends"], bob["strict"]) = (null, bob, Array.Empty<object?>(), Array.Empty<object?>());
        var echo = Now(context => context.Arguments);
        Root = new Dictionary<string, object?>
        {
            ["me"] = ada,
            ["meStrict"] = ada,
            ["echo"] = echo,
            ["required"] = echo,
            ["requiredDefault"] = echo,
            ["add"] = Now(Add),
            ["addSlow"] = Later(Add),
            ["fail"] = Now(_ => throw new GraphQLException("failed")),
            ["failStrict"] = Now(_ => throw new GraphQLException("failed strictly")),
        };
    }

    public async Task<ExecutionResult> AnswerAsync(string document, IReadOnlyDictionary<string, object?>? variables, string? operationName, CancellationToken ct)
    {
        var (operation, errors) = ExecutableOperation.Prepare(Schema, Parser.Parse(document), operationName, variables);
        return operation is null ? ExecutionResult.Refused(errors) : await Executor.ExecuteAsync(operation, Root, null, ct);
    }

    private object? Add(ResolveContext context) => _total += (int)context.Arguments["n"]!;

    private static Dictionary<string, object?> Person(string name) => new()
    {
        ["name"] = name,
        ["age"] = 36,
        ["color"] = "RED",
        ["pets"] = new[] { Animal("Dog", "Rex", ("barks", true)), Animal("Cat", "Tom", ("meows", null)) },
        ["animals"] = new[] { Animal("Cat", "Tom", ("meows", false)), null, Animal("Dog", "Rex", ("owner", null)) },
        ["matrix"] = new int?[]?[] { [1, 2], null, [3, null], [] },
        ["nothing"] = null,
        ["nothingStrict"] = null,
        ["fail"] = Now(_ => throw new GraphQLException("failed")),
        ["failStrict"] = Now(_ => throw new GraphQLException("failed strictly")),
        ["slow"] = Later(context => context.Arguments.GetValueOrDefault("value", 1)),
        ["slowStrict"] = Later(_ => null),
        ["slowFail"] = Later(_ => throw new GraphQLException("failed slowly")),
        ["slowFailStrict"] = Later(_ => throw new GraphQLException("failed slowly and strictly")),
        ["someFail"] = new object[] { "a", new GraphQLError("item failed"), "c" },
        ["someFailStrict"] = new object[] { "a", new GraphQLError("item failed"), "c" },
        ["notAList"] = 5,
        ["badInt"] = "x",
        ["badColor"] = "PINK",
        ["wrongType"] = Animal("Person", "x"),
        ["noType"] = new Dictionary<string, object?>(),
        ["unknownType"] = Animal("Nobody", "x"),
        ["otherType"] = Animal("Color", "x"),
    };

    private static Dictionary<string, object?> Animal(string type, string name, params (string Key, object? Value)[] more)
    {
        var animal = new Dictionary<string, object?> { ["__typename"] = type, ["name"] = name };
        foreach (var (key, value) in more) animal[key] = value;
        return animal;
    }

    private static Func<ResolveContext, ValueTask<object?>> Now(Func<ResolveContext, object?> answer) => context => ValueTask.FromResult(answer(context));

    private static Func<ResolveContext, ValueTask<object?>> Later(Func<ResolveContext, object?> answer) => async context =>
    {
        await Task.Delay(2, context.Cancellation);
        return answer(context);
    };
}
