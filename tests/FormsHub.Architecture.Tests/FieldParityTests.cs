using System.Text.RegularExpressions;
using FormsHub.Core.Fields;
using FormsHub.Testing;

namespace FormsHub.Architecture.Tests;

/// <summary>A field type is one C# file, its test, one folder of the browser, one page of the reference and a line in two lists.</summary>
public partial class FieldParityTests
{
    /// <summary>The types of the contract.</summary>
    private static readonly string[] Contract =
    [
        "text", "longText", "richText", "number", "currency", "percent", "rating", "boolean", "date", "dateTime", "time", "dateRange",
        "select", "multiSelect", "cascade", "region", "phone", "email", "url", "idCard", "user", "users", "department", "departments",
        "reference", "references", "lookup", "rollup", "formula", "serial", "table", "file", "image", "signature", "location", "json",
        "section", "tabs", "divider", "note",
    ];

    public static TheoryData<string> Types => [.. FieldTypes.All.Select(type => type.Name)];

    [Fact]
    public void The_list_holds_the_types_of_the_contract() =>
        Assert.Equal(Contract.Order(), FieldTypes.All.Select(type => type.Name).Order());

    [Theory]
    [MemberData(nameof(Types))]
    public void A_field_type_has_its_file_its_test_its_folder_and_its_page(string type)
    {
        var name = char.ToUpperInvariant(type[0]) + type[1..];
        string[] wanted =
        [
            $"src/FormsHub.Core/Fields/{name}Field.cs",
            $"tests/FormsHub.Core.Tests/Fields/{name}FieldTests.cs",
            $"ui/src/fields/{Kebab(type)}/index.tsx",
            $"docs/reference/fields/{type}.md",
        ];

        Assert.All(wanted, path => Assert.True(File.Exists(Repository.PathOf(path)), $"{path} is missing"));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_field_type_stands_in_the_list_of_the_browser(string type) =>
        Assert.Contains($"/{Kebab(type)}'", Sources.Read("ui/src/fields/registry.ts"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Types))]
    public void The_page_of_a_field_type_names_every_code_of_its_file(string type)
    {
        var page = Sources.Read($"docs/reference/fields/{type}.md");
        var code = Sources.Read($"src/FormsHub.Core/Fields/{char.ToUpperInvariant(type[0])}{type[1..]}Field.cs");

        var missing = Codes().Matches(code).Select(match => match.Groups["code"].Value).Distinct()
            .Where(each => !page.Contains($"`{each}`", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    [GeneratedRegex(@"(?:new(?: FieldError| Repair)?|Step|Error|Wrong|Put)\(\s*(?:""[^""]*"",\s*)?""(?<code>[a-z]+(?:_[a-z]+)+)"",", RegexOptions.None, 1000)]
    private static partial Regex Codes();

    /// <summary>"multiSelect" is the folder "multi-select".</summary>
    private static string Kebab(string type) =>
        string.Concat(type.Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : c.ToString()));
}
