using FormsHub.Core.Records;

namespace FormsHub.Core.Tests.Records;

public class SearchTextTests
{
    [Theory]
    [InlineData("  张三\n李四  ", "张三 李四")]
    [InlineData("１３８ＡＢｃ＠", "138abc@")]
    [InlineData("México D.F.", "mexico d.f.")]
    [InlineData("e\u0301", "e")]
    [InlineData("Straße ÅRHUS Łódź Øst", "strasse arhus lodz ost")]
    [InlineData("a\u200bb\ufeff", "ab")]
    [InlineData("𠮷野家", "𠮷野家")]
    [InlineData("Привет", "привет")]
    [InlineData("", "")]
    public void Texts_that_people_take_for_the_same_are_the_same(string text, string expected) =>
        Assert.Equal(expected, SearchText.Normalize(text));

    [Fact]
    public void Long_texts_are_cut() => Assert.Equal(SearchText.MaxLength, SearchText.Normalize(new string('a', 100_000)).Length);

    [Theory]
    [InlineData("张三丰", "三丰", true)]
    [InlineData("张三丰", "张丰", false)]
    [InlineData("张三丰", "三", true)]
    [InlineData("+8613812345678", "5678", true)]
    [InlineData("+8613812345678", "12345678", true)]
    [InlineData("+8613812345678", "9999", false)]
    [InlineData("Shanghai Pudong", "pudong", true)]
    [InlineData("Shanghai Pudong", "dong", true)]
    [InlineData("México", "mexico", true)]
    [InlineData("ab-12", "b-1", true)]
    public void The_grams_of_a_query_are_among_those_of_what_it_finds(string text, string query, bool found)
    {
        var grams = SearchText.Grams(SearchText.Normalize(text)).ToHashSet();

        Assert.Equal(found, SearchText.QueryGrams(SearchText.Normalize(query)).All(grams.Contains));
    }

    [Theory]
    [InlineData("三丰")]
    [InlineData("5678")]
    public void Two_characters_and_four_digits_are_one_look_up(string query) => Assert.Single(SearchText.QueryGrams(query));

    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    public void One_letter_or_digit_is_too_little_for_the_index(string query) => Assert.Empty(SearchText.QueryGrams(query));

    [Fact]
    public void Grams_are_ascending_and_without_doubles()
    {
        var grams = SearchText.Grams(SearchText.Normalize("哈哈哈 1111111 aaaa"));

        Assert.Equal(grams.Distinct().Order(), grams);
    }

    [Fact]
    public void Whatever_is_found_by_its_text_is_found_by_its_grams()
    {
        var random = new Random(7);
        const string alphabet = "ab1234567890张三李四 é-";
        for (var round = 0; round < 2000; round++)
        {
            var text = SearchText.Normalize(new string([.. Enumerable.Range(0, random.Next(1, 30)).Select(_ => alphabet[random.Next(alphabet.Length)])]));
            if (text.Length is 0) continue;
            var start = random.Next(text.Length);
            var part = text.Substring(start, random.Next(1, text.Length - start + 1)).Trim();

            Assert.Subset(SearchText.Grams(text).ToHashSet(), SearchText.QueryGrams(part).ToHashSet());
        }
    }
}
