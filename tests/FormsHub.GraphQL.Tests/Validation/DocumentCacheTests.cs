using FormsHub.GraphQL.Types;
using FormsHub.GraphQL.Validation;

namespace FormsHub.GraphQL.Tests.Validation;

public class DocumentCacheTests
{
    private static readonly Schema WithName = SchemaText.Build("type Query { name: String }");
    private static readonly Schema WithTitle = SchemaText.Build("type Query { title: String }");

    [Fact]
    public void The_same_text_is_read_once()
    {
        var cache = new DocumentCache();

        var first = cache.Read(WithName, "{ name }");
        var again = cache.Read(WithName, new string("{ name }"));

        Assert.NotNull(first.Document);
        Assert.Same(first.Document, again.Document);
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void A_verdict_is_given_for_its_schema_alone()
    {
        var cache = new DocumentCache();

        Assert.Empty(cache.Read(WithName, "{ name }").Errors);
        var error = Assert.Single(cache.Read(WithTitle, "{ name }").Errors);
        Assert.Equal("Cannot query field \"name\" on type \"Query\".", error.Message);
        Assert.Empty(cache.Read(WithName, "{ name }").Errors);
    }

    [Theory]
    [InlineData("{ nam }", "FieldsOnCorrectType")]
    [InlineData("{ name", null)]
    public void What_is_wrong_is_answered_and_not_kept(string text, string? rule)
    {
        var cache = new DocumentCache();

        var answer = cache.Read(WithName, text);

        Assert.Null(answer.Document);
        Assert.Equal(rule, Assert.Single(answer.Errors).Rule);
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void What_was_not_asked_for_the_longest_goes_when_the_bytes_are_used_up()
    {
        var cache = new DocumentCache(maxBytes: 2000);
        var first = cache.Read(WithName, "{ a: name }").Document;
        cache.Read(WithName, "{ b: name }");
        cache.Read(WithName, "{ c: name }");
        cache.Read(WithName, "{ a: name }");

        cache.Read(WithName, "{ d: name }");

        Assert.Equal(3, cache.Count);
        Assert.InRange(cache.Bytes, 1, 2000);
        Assert.Same(first, cache.Read(WithName, "{ a: name }").Document);
    }

    [Fact]
    public void A_document_larger_than_the_whole_cache_is_answered_and_not_kept()
    {
        var cache = new DocumentCache(maxBytes: 500);

        Assert.NotNull(cache.Read(WithName, $"{{ {string.Join(' ', Enumerable.Repeat("name", 50))} }}").Document);
        Assert.Equal(0, cache.Count);
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void Many_threads_may_read_at_once()
    {
        var cache = new DocumentCache(maxBytes: 5000);

        Parallel.For(0, 2000, at => Assert.NotNull(cache.Read(at % 2 is 0 ? WithName : WithTitle, at % 2 is 0 ? $"{{ a{at % 14}: name }}" : $"{{ a{at % 14}: title }}").Document));

        Assert.InRange(cache.Bytes, 1, 5000);
    }
}
