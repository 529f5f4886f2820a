using System.Text.Json.Nodes;
using FormsHub.Querying.Tests.Samples;

namespace FormsHub.Querying.Tests.Oracle;

/// <summary>Random filters that are all valid.</summary>
internal sealed class FilterGenerator(OracleWorld world)
{
    public JsonObject Contact(int depth = 0) => depth < 3 && world.Random.Next(3) is 0 ? Connective(() => Contact(depth + 1)) : world.Random.Next(20) switch
    {
        0 => Of("name", Textual()),
        1 => Of("note", world.Random.Next(2) is 0 ? Contains() : Equality(world.Text)),
        2 => Of("amount", Ordered(() => world.Number())),
        3 => Of("done", Equality(() => world.Random.Next(2) is 0)),
        4 => Of("day", world.Random.Next(3) is 0 ? Today() : Ordered(world.Day)),
        5 => Of("at", world.Random.Next(3) is 0 ? Now() : Ordered(world.Moment)),
        6 => Of("level", Equality(world.Level)),
        7 => Of("tags", Listed(world.Tag)),
        8 => Of("period", world.Random.Next(2) is 0 ? Of("from", Ordered(world.Day)) : IsEmpty()),
        9 => Of("who", world.Random.Next(2) is 0 ? Of("eq", "$me") : Equality(() => People.Li.Id.ToString())),
        10 => Of("team", world.Pick<Func<JsonObject>>(() => Of("in", "$myDepartments"), () => Of("ne", "$myDepartment"), () => Of("eq", "service"))()),
        11 => Of("people", Listed(() => world.Pick("$me", People.Stranger.Id.ToString()))),
        12 => Of("customer", Through(depth)),
        13 => Of("partners", world.Random.Next(2) is 0 ? Listed(() => world.AnyCustomer().ToString()) : Quantified(() => Customer(depth + 1))),
        14 => Of("calls", world.Random.Next(6) is 0 ? IsEmpty() : Quantified(() => Row(depth + 1))),
        15 => System(),
        16 => Of(world.Pick("customerLevel", "customerParent"), Equality(world.Level)),
        17 => Of(world.Pick("customerPaid", "minutes"), Ordered(() => world.Number())),
        _ => Both(Contact(3), Contact(3)),
    };

    private JsonObject Customer(int depth) => depth < 3 && world.Random.Next(4) is 0 ? Connective(() => Customer(depth + 1)) : world.Random.Next(7) switch
    {
        0 => Of("name", Textual()),
        1 => Of("level", Equality(world.Level)),
        2 => Of("score", Ordered(() => world.Number())),
        3 => Of("contacts", Ordered(() => world.Random.Next(0, 12))),
        4 => Of("paid", Ordered(() => world.Number())),
        5 => Of("partnered", Ordered(world.Day)),
        _ => Of("parent", Through(depth + 1)),
    };

    private JsonObject Row(int depth) => depth < 3 && world.Random.Next(4) is 0 ? Connective(() => Row(depth + 1)) : world.Random.Next(3) switch
    {
        0 => Of("minutes", Ordered(() => world.Number())),
        1 => Of("kind", Equality(() => world.Pick("a", "b"))),
        _ => Of("with", Through(depth + 1)),
    };

    private JsonObject Through(int depth) =>
        depth < 3 && world.Random.Next(2) is 0 ? Customer(depth + 1) : Equality(() => world.AnyCustomer().ToString());

    private JsonObject System() => world.Random.Next(5) switch
    {
        0 => Of("rev", Ordered(() => world.Random.Next(0, 4))),
        1 => Of("owner", world.Random.Next(2) is 0 ? Of("eq", "$me") : Equality(() => People.Li.Id.ToString())),
        2 => Of("title", Textual()),
        3 => Of("updatedAt", Ordered(() => OracleWorld.At.AddMinutes(world.Random.Next(0, 40)))),
        _ => Of("id", Equality(() => world.Pick(world.Of(world.Contact).ToList()).Id.ToString())),
    };

    private JsonObject Connective(Func<JsonObject> part) => world.Random.Next(3) switch
    {
        0 => Of("not", part()),
        1 => Of("and", new JsonArray([.. Enumerable.Range(0, world.Random.Next(0, 4)).Select(_ => (JsonNode)part())])),
        _ => Of("or", new JsonArray([.. Enumerable.Range(0, world.Random.Next(0, 4)).Select(_ => (JsonNode)part())])),
    };

    private JsonObject Textual() => world.Random.Next(2) is 0 ? Contains() : Ordered(world.Text);

    private JsonObject Contains() => Of(world.Pick("contains", "startsWith", "endsWith"), world.Pick(world.Text(), "张", "A", "%", "_", "\\", "É"));

    private JsonObject Ordered<T>(Func<T> value) => world.Random.Next(3) switch
    {
        0 => Equality(value),
        1 => Of("between", new JsonArray(JsonValue.Create(value()), JsonValue.Create(value()))),
        _ => Of(world.Pick("lt", "lte", "gt", "gte"), JsonValue.Create(value())),
    };

    private JsonObject Equality<T>(Func<T> value) => world.Random.Next(5) switch
    {
        0 => IsEmpty(),
        1 => Of(world.Pick("eq", "ne"), world.Random.Next(5) is 0 ? null : JsonValue.Create(value())),
        2 => Of(world.Pick("in", "notIn"), new JsonArray([.. Enumerable.Range(0, world.Random.Next(0, 4)).Select(_ => (JsonNode?)JsonValue.Create(value()))])),
        3 => Of(world.Pick("in", "notIn"), new JsonArray(JsonValue.Create(value()), null)),
        _ => Of("eq", JsonValue.Create(value())),
    };

    private JsonObject Listed(Func<string> item) => world.Random.Next(6) switch
    {
        0 => IsEmpty(),
        1 => Of("contains", item()),
        2 => Of(world.Pick("in", "notIn"), new JsonArray(item(), item())),
        3 => Of(world.Pick("eq", "ne"), new JsonArray(new HashSet<string> { item(), item() }.Select(each => (JsonNode)each).ToArray())),
        _ => Quantified(() => world.Random.Next(2) is 0 ? Of(world.Pick("eq", "ne"), item()) : Of(world.Pick("in", "notIn"), new JsonArray(item(), item()))),
    };

    private JsonObject Quantified(Func<JsonObject> part) => Of(world.Pick("some", "none", "every"), part());

    private JsonObject Today() => Of(world.Pick("lt", "gte", "eq"), Of("$today", world.Pick("-P1D", "P2D", "", "-P1M")));

    private JsonObject Now() => Of(world.Pick("lt", "gte"), Of(world.Pick("$now", "$today"), world.Pick("-PT10H", "P1D", "P0D")));

    private JsonObject IsEmpty() => Of("isEmpty", world.Random.Next(2) is 0);

    private static JsonObject Both(JsonObject left, JsonObject right)
    {
        foreach (var (key, value) in right) left.TryAdd(key, value?.DeepClone());
        return left;
    }

    private static JsonObject Of(string key, JsonNode? value) => new() { [key] = value };
}
