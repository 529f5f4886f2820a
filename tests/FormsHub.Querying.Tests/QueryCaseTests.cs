using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Querying.Gate;
using FormsHub.Querying.Planning;
using FormsHub.Querying.Records;
using FormsHub.Querying.Tests.Oracle;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests;

/// <summary>Each Cases/*.json is a question; the SQL beside it is approved. The text must not change with the values asked for.</summary>
public class QueryCaseTests
{
    private static readonly OracleWorld World = new(1);

    public static TheoryData<string> Cases => Approved.Cases("Cases", ".json");

    [Theory, MemberData(nameof(Cases))]
    public void A_question_becomes_its_sql(string name)
    {
        var query = RecordQuery.Read(JsonElement.Parse(Approved.Read($"Cases/{name}.json"))).Value;
        var gate = FormGate.For(People.Li, World.Contact, FormAction.Read).Value;

        var plan = ListPlan.Of(gate, query, null, new QueryWorld(People.Li, World.Forms, new People(), OracleWorld.Context)).Value;

        Approved.Equal($"Cases/{name}.sql", plan.Count is { } count ? $"{plan.Page}\n\n{count}" : plan.Page.ToString());
    }

    [Theory]
    [InlineData("""{"filter": {"name": {"in": ["a"]}}}""", """{"filter": {"name": {"in": ["b", "c'; drop table records; --"]}}}""")]
    [InlineData("""{"filter": {"name": {"eq": "x"}}, "first": 10}""", """{"filter": {"name": {"eq": "\" or 1=1"}}, "first": 10}""")]
    [InlineData("""{"filter": {"amount": {"between": [1, 2]}}}""", """{"filter": {"amount": {"between": [-3.5, 100]}}}""")]
    [InlineData("""{"search": "张三"}""", """{"search": "%_"}""")]
    [InlineData("""{"search": "'; drop table records; --"}""", """{"search": "one two three 1234"}""")]
    [InlineData("""{"search": "a"}""", """{"search": "%"}""")]
    public void The_values_never_stand_in_the_text(string one, string other)
    {
        Assert.Equal(Sql(one), Sql(other));
    }

    private static string Sql(string question) => ListPlan.Of(
        FormGate.For(People.Li, World.Contact, FormAction.Read).Value,
        RecordQuery.Read(JsonElement.Parse(question)).Value,
        null,
        new QueryWorld(People.Li, World.Forms, new People(), OracleWorld.Context)).Value.Page.ToString();
}
