using FormsHub.Testing;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>A list on paper, and the screen behind it.</summary>
public class PrintTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_list_is_printed_whole_as_a_table_with_lookups_in_words()
    {
        await using var visitor = await Visitor.AdministratorAsync(chromium, server, Languages.Chinese);
        var page = visitor.Page;
        await server.Administrator.PublishFormAsync("""
            {"key": "depot", "title": "Depot", "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": "Name"},
              {"key": "zone", "type": "select", "label": "Zone", "options": [{"key": "north", "label": {"zh-CN": "北区", "en": "North"}}]}]}
            """);
        await server.Administrator.PublishFormAsync("""
            {"key": "crate", "title": "Crate", "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": "Name"},
              {"key": "depot", "type": "reference", "label": "Depot", "target": "depot"},
              {"key": "zone", "type": "lookup", "label": "Zone", "reference": "depot", "field": "zone"}]}
            """);
        var depot = (await server.Administrator.CreateAsync("depot", new { name = "D", zone = "north" })).GetProperty("id").GetString();
        for (var i = 0; i < 60; i++) await server.Administrator.CreateAsync("crate", new { name = $"Crate {i}", depot });

        await visitor.GoAsync("/forms/crate");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Gridcell, new() { Name = "北区" }).First).ToBeVisibleAsync();
        // What a page of A4 holds of 60 rows is less than all of them: more pages mean that the list was there when they were counted.
        var paper = System.Text.Encoding.Latin1.GetString(await page.PdfAsync(new() { Format = "A4" }));

        Assert.True(paper.Split("/Type /Page\n").Length > 2, "The list was cut off after its first page.");
        await Expect(page.GetByRole(Microsoft.Playwright.AriaRole.Grid)).ToBeVisibleAsync();
    }
}
