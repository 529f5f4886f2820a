using System.Diagnostics;

namespace FormsHub.Core.Tests.Fields;

public class TextFieldTests
{
    [Theory]
    [InlineData("{}", "\"张三\"", "\"张三\"")]
    [InlineData("{}", "\"\"", "empty")]
    [InlineData("{}", "\"  \"", "empty")]
    [InlineData("{}", "null", "empty")]
    [InlineData("{}", "5", "wrong_type")]
    [InlineData("{}", "[\"a\"]", "wrong_type")]
    [InlineData("""{"maxLength": 3}""", "\"abcd\"", "too_long")]
    [InlineData("""{"maxLength": 1}""", "\"\\ud842\\udfb7\"", "\"\\ud842\\udfb7\"")]
    [InlineData("""{"minLength": 2}""", "\"a\"", "too_short")]
    [InlineData("""{"pattern": "[A-Z]+-\\d{4}"}""", "\"AB-1234\"", "\"AB-1234\"")]
    [InlineData("""{"pattern": "[A-Z]+-\\d{4}"}""", "\"xAB-1234\"", "pattern_mismatch")]
    [InlineData("""{"pattern": "a|b"}""", "\"ab\"", "pattern_mismatch")]
    [InlineData("{}", "\"a\\u0000b\"", "bad_character")]
    [InlineData("{}", "\"a\\ud800b\"", "bad_character")]
    [InlineData("{}", "\"\\udc00\"", "bad_character")]
    [InlineData("{}", "\"\\\\u0000\"", "\"\\\\u0000\"")]
    public void Reads_a_line_within_its_limits(string options, string json, string expected) =>
        Assert.Equal(expected, AField.Of("text", options).Outcome(json));

    [Theory]
    [InlineData("\" 张三\u3000\"", "\"\\u5F20\\u4E09\"", "trimmed")]
    [InlineData("\"a\\nb\"", "\"a b\"", "one_line")]
    [InlineData("\"a\\u0007b \"", "\"ab\"", "one_line trimmed")]
    [InlineData("\"\\ufeffa\"", "\"a\"", "trimmed")]
    public void Repairs_blanks_and_control_characters_and_tells(string json, string expected, string repairs)
    {
        var field = AField.Of("text");

        Assert.Equal(expected, field.Outcome(json), ignoreCase: true);
        Assert.Equal(repairs, field.Repairs(json));
    }

    [Theory]
    [InlineData("""{"maxLength": 0}""", "/maxLength out_of_range; /minLength out_of_range")]
    [InlineData("""{"maxLength": 10001}""", "/maxLength out_of_range")]
    [InlineData("""{"minLength": 9, "maxLength": 8}""", "/minLength out_of_range")]
    [InlineData("""{"unique": true, "maxLength": 5000}""", "/maxLength out_of_range")]
    [InlineData("""{"pattern": "("}""", "/pattern invalid_pattern")]
    [InlineData("""{"pattern": "(?=a)"}""", "/pattern invalid_pattern")]
    [InlineData("""{"pattern": "(a)\\1"}""", "/pattern invalid_pattern")]
    [InlineData("""{"pattern": "(((a{1000}){1000}){1000}){1000}"}""", "/pattern invalid_pattern")]
    public void A_definition_that_cannot_work_is_refused(string options, string expected)
    {
        var field = AField.Of("text", options.Contains("maxLength\": 0", StringComparison.Ordinal) ? """{"maxLength": 0, "minLength": 1}""" : options);

        Assert.Equal(expected, field.Definition());
    }

    [Fact]
    public void Ten_megabytes_are_refused_quickly()
    {
        var json = $"\"{new string('长', 10_000_000 / 3)}\"";
        var watch = Stopwatch.StartNew();

        Assert.Equal("too_large", AField.Of("text").Outcome(json));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1));
    }
}
