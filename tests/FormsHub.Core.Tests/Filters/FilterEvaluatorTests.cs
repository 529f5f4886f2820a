namespace FormsHub.Core.Tests.Filters;

/// <summary>What filters mean, as docs/reference/filters.md says it.</summary>
public class FilterEvaluatorTests
{
    private const string Acme = "01990000-0000-7000-8000-000000000003";
    private static readonly FilterWorld World = new();

    [Theory]
    [InlineData("""{}""", """{}""", true)]
    [InlineData("""{"name": {"eq": "张三"}}""", """{"name": "张三"}""", true)]
    [InlineData("""{"name": {"eq": "anna"}}""", """{"name": "Anna"}""", false)]
    [InlineData("""{"name": {"eq": "张三"}}""", """{}""", false)]
    [InlineData("""{"name": {"ne": "张三"}}""", """{}""", true)]
    [InlineData("""{"name": {"notIn": ["张三"]}}""", """{}""", true)]
    [InlineData("""{"not": {"name": {"eq": "张三"}}}""", """{}""", true)]
    [InlineData("""{"not": {"amount": {"lt": 5}}}""", """{}""", true)]
    [InlineData("""{"amount": {"gte": 5}}""", """{}""", false)]
    [InlineData("""{"name": {"eq": null}}""", """{}""", true)]
    [InlineData("""{"name": {"eq": ""}}""", """{}""", true)]
    [InlineData("""{"name": {"ne": null}}""", """{"name": "x"}""", true)]
    [InlineData("""{"name": {"in": ["a", null]}}""", """{}""", true)]
    [InlineData("""{"name": {"notIn": ["a", null]}}""", """{}""", false)]
    [InlineData("""{"name": {"in": []}}""", """{"name": "a"}""", false)]
    [InlineData("""{"name": {"notIn": []}}""", """{"name": "a"}""", true)]
    [InlineData("""{"fullName": {"isEmpty": false}}""", """{"name": "a"}""", true)]
    [InlineData("""{"or": []}""", """{}""", false)]
    [InlineData("""{"and": []}""", """{}""", true)]
    [InlineData("""{"amount": {"gt": 1, "lt": 2}}""", """{"amount": 1.5}""", true)]
    [InlineData("""{"amount": {"eq": 1.50}}""", """{"amount": 1.5}""", true)]
    [InlineData("""{"amount": {"between": [1, 2]}}""", """{"amount": 2}""", true)]
    [InlineData("""{"amount": {"between": [2, 1]}}""", """{"amount": 2}""", false)]
    [InlineData("""{"done": {"eq": false}}""", """{}""", false)]
    [InlineData("""{"done": {"ne": true}}""", """{}""", true)]
    [InlineData("""{"name": {"contains": "NNA"}}""", """{"name": "Anna"}""", true)]
    [InlineData("""{"name": {"contains": "%"}}""", """{"name": "Anna"}""", false)]
    [InlineData("""{"name": {"startsWith": "张"}}""", """{"name": "张三"}""", true)]
    [InlineData("""{"name": {"endsWith": "三"}}""", """{"name": "张三"}""", true)]
    [InlineData("""{"tags": {"eq": ["b", "a"]}}""", """{"tags": ["a", "b"]}""", true)]
    [InlineData("""{"tags": {"eq": ["a"]}}""", """{"tags": ["a", "b"]}""", false)]
    [InlineData("""{"tags": {"in": ["a", "c"]}}""", """{"tags": ["a", "b"]}""", true)]
    [InlineData("""{"tags": {"notIn": ["c"]}}""", """{"tags": ["a", "b"]}""", true)]
    [InlineData("""{"tags": {"contains": "b"}}""", """{"tags": ["a", "b"]}""", true)]
    [InlineData("""{"tags": {"every": {"in": ["a", "b"]}}}""", """{"tags": ["a", "b"]}""", true)]
    [InlineData("""{"tags": {"every": {"eq": "a"}}}""", """{}""", true)]
    [InlineData("""{"tags": {"some": {"ne": "a"}}}""", """{"tags": ["a"]}""", false)]
    [InlineData("""{"period": {"from": {"lte": "2026-01-15"}, "to": {"gte": "2026-01-15"}}}""", """{"period": {"from": "2026-01-01", "to": "2026-01-31"}}""", true)]
    [InlineData("""{"who": {"eq": "$me"}}""", """{"who": "01990000-0000-7000-8000-000000000001"}""", true)]
    [InlineData("""{"who": {"eq": "li"}}""", """{"who": "01990000-0000-7000-8000-000000000001"}""", true)]
    [InlineData("""{"owner": {"in": ["$me"]}}""", """{}""", true)]
    [InlineData("""{"customer": {"level": {"eq": "vip"}}}""", $$"""{"customer": "{{Acme}}"}""", true)]
    [InlineData("""{"customer": {"level": {"eq": "vip"}}}""", """{}""", false)]
    [InlineData("""{"customer": {"level": {"ne": "vip"}}}""", """{}""", true)]
    [InlineData("""{"customer": {"level": {"isEmpty": true}, "name": {"eq": "Acme"}}}""", $$"""{"customer": "{{Acme}}"}""", false)]
    [InlineData("""{"customer": {"eq": {"id": "01990000-0000-7000-8000-000000000003", "title": "x"}}}""", $$"""{"customer": "{{Acme}}"}""", true)]
    [InlineData("""{"partners": {"some": {"level": {"eq": "vip"}}}}""", $$"""{"partners": ["{{Acme}}"]}""", true)]
    [InlineData("""{"partners": {"none": {"level": {"eq": "vip"}}}}""", """{}""", true)]
    [InlineData("""{"partners": {"some": {"eq": "01990000-0000-7000-8000-000000000003"}}}""", $$"""{"partners": ["{{Acme}}"]}""", true)]
    [InlineData("""{"calls": {"some": {"minutes": {"gt": 5}, "kind": {"eq": "a"}}}}""", """{"calls": [{"minutes": 9, "kind": "b"}, {"minutes": 1, "kind": "a"}]}""", false)]
    [InlineData("""{"calls": {"every": {"minutes": {"gt": 5}}}}""", """{"calls": [{"minutes": 9}, {"kind": "a"}]}""", false)]
    [InlineData("""{"calls": {"none": {"minutes": {"gt": 5}}}}""", """{}""", true)]
    [InlineData("""{"day": {"gte": {"$today": "-P1D"}}}""", """{"day": "2026-11-20"}""", true)]
    [InlineData("""{"day": {"lt": {"$today": "-P1M"}}}""", """{"day": "2026-10-20"}""", true)]
    [InlineData("""{"at": {"gt": {"$now": "-PT2H"}}}""", """{"at": "2026-11-21T08:30:00Z"}""", true)]
    [InlineData("""{"at": {"gte": {"$today": ""}}}""", """{"at": "2026-11-20T23:59:59Z"}""", false)]
    public void A_filter_answers(string filter, string data, bool expected) => Assert.Equal(expected, World.Holds(filter, data));

    [Theory]
    [InlineData("""{"name": {"eq": "x"}}""")]
    [InlineData("""{"amount": {"lt": 5}}""")]
    [InlineData("""{"tags": {"in": ["a"]}}""")]
    [InlineData("""{"customer": {"level": {"eq": "vip"}}}""")]
    [InlineData("""{"calls": {"every": {"minutes": {"gt": 5}}}}""")]
    public void Not_is_always_the_other_answer(string filter)
    {
        foreach (var data in new[] { "{}", """{"name": "x", "amount": 1, "tags": ["a"], "calls": [{"minutes": 1}]}""" })
            Assert.NotEqual(World.Holds(filter, data), World.Holds($$"""{"not": {{filter}}}""", data));
    }
}
