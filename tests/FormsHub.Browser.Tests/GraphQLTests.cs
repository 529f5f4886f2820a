using FormsHub.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FormsHub.Browser.Tests;

/// <summary>A programmer tries GraphQL in the browser: begins with an example, asks, and keeps what was written.</summary>
public class GraphQLTests(Chromium chromium, TestServer server) : IClassFixture<TestServer>
{
    private const int Wide = 1440;

    [Theory]
    [InlineData(Languages.English, Wide)]
    [InlineData(Languages.Chinese, Visitor.Phone)]
    public async Task From_an_example_to_a_saved_operation(string language, int width)
    {
        string In(string english, string chinese) => language == Languages.English ? english : chinese;
        var form = $"probe{width}";
        await server.Administrator.PublishFormAsync($$"""
            {"key": "{{form}}", "plural": "{{form}}s", "title": {"en": "Probe {{width}}", "zh-CN": "样品 {{width}}"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name", "zh-CN": "名称"}, "required": true},
              {"key": "kind", "type": "select", "label": {"en": "Kind", "zh-CN": "种类"}, "options": [{"key": "wet", "label": {"en": "Wet", "zh-CN": "湿"} }]},
              {"key": "of", "type": "reference", "target": "{{form}}", "label": {"en": "Of", "zh-CN": "来自"} }]}
            """);
        await server.Administrator.CreateAsync(form, new { name = "First probe", kind = "wet" });
        await using var visitor = await Visitor.AdministratorAsync(chromium, server, language, width);
        var page = visitor.Page;

        await visitor.GoAsync("/tokens");
        await page.GetByRole(AriaRole.Link, new() { Name = In("Try GraphQL", "试用 GraphQL") }).ClickAsync();
        await visitor.RestAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));

        await page.GetByRole(AriaRole.Tab, new() { Name = In("Examples", "示例") }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = In("Several writes at once", "批量写入") })).ToBeVisibleAsync();
        await visitor.RestAsync();
        // Before anything is picked: without motion the list of a picker stays in the page after it closed, unseen and unnamed.
        Assert.Empty(await Axe.ViolationsAsync(page));
        await page.GetByRole(AriaRole.Combobox, new() { Name = In("Form", "表单") }).FillAsync(form);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("pre").First).ToContainTextAsync(form);
        await visitor.RestAsync();
        await visitor.PhotographAsync($"graphql-examples-{language}-{width}");

        var create = In("Create a record", "新建记录");
        await page.GetByRole(AriaRole.Button, new() { Name = In($"Open “{create}” in the editor", $"在编辑器中打开“{create}”") }).ClickAsync();
        var answer = page.GetByRole(AriaRole.Region, new() { Name = In("Response", "响应") });
        await RunAsync();
        await Expect(answer).ToContainTextAsync("\"name\": \"Name\"");
        Assert.Contains((await server.Administrator.AllAsync(form)), record => record.GetProperty("data").GetProperty("name").GetString() is "Name");

        await page.GetByRole(AriaRole.Tab, new() { Name = In("Editor", "编辑器") }).ClickAsync();
        var document = page.GetByRole(AriaRole.Textbox, new() { Name = In("Operation", "操作"), Exact = true });
        // The editor closes what is opened.
        await WriteAsync($"query Probes {{ {form}s {{ totalCount nodes {{ name nam");
        await Expect(page.Locator(".cm-lintRange-error").First).ToBeVisibleAsync();
        await WriteAsync($"query Probes {{ {form}s {{ totalCount nodes {{ name kind");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(answer).ToContainTextAsync("\"totalCount\": 2");
        await Expect(answer).ToContainTextAsync("First probe");
        // What is wrong leads to its place, and the variables are known.
        await WriteAsync($"query One {{ {form}s {{ totalCount }} }} query Two($n: Int!, $where: {"P" + form[1..]}Filter) {{ nothing {form}s(first: $n, where: $where) {{ totalCount");
        await page.Keyboard.PressAsync("Control+Enter");
        await answer.GetByRole(AriaRole.Button, new() { Name = In("Line 1", "第 1 行") }).ClickAsync();
        await page.Keyboard.TypeAsync("#");
        await page.Keyboard.PressAsync("Enter");
        var variables = page.GetByRole(AriaRole.Textbox, new() { Name = In("Variables", "变量"), Exact = true });
        await EmptyVariablesAsync();
        await page.Keyboard.TypeAsync("{\"n\": \"x\", \"wh");
        await page.GetByRole(AriaRole.Option, new() { Name = "where" }).ClickAsync();
        await Expect(variables).ToContainTextAsync("\"where\": ");
        await page.Keyboard.TypeAsync("{\"kind\": {\"eq\": \"wet\"");
        await Expect(page.Locator(".cm-lintRange-error")).Not.ToHaveCountAsync(0);
        await EmptyVariablesAsync();
        await WriteAsync($"query Probes {{ {form}s {{ totalCount nodes {{ name kind");
        await page.GetByRole(AriaRole.Button, new() { Name = In("Schema", "模式"), Exact = true }).ClickAsync();
        var schema = page.GetByRole(AriaRole.Complementary);
        await schema.GetByRole(AriaRole.Button, new() { Name = "P" + form[1..], Exact = true }).ClickAsync();
        await Expect(schema).ToContainTextAsync("kind: ");
        Assert.Empty(await Axe.ViolationsAsync(page));
        await visitor.PhotographAsync($"graphql-editor-{language}-{width}");

        await page.GetByRole(AriaRole.Button, new() { Name = In("Save", "保存"), Exact = true }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByLabel(In("Name", "名称"))).ToHaveValueAsync("Probes");
        await dialog.GetByLabel(In("Name", "名称")).FillAsync($"All probes {width}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText(In($"“All probes {width}” is saved", $"“All probes {width}”已保存"))).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Tab, new() { Name = In("Saved operations", "已保存的操作") }).ClickAsync();
        var saved = page.GetByRole(AriaRole.Button, new() { Name = $"All probes {width}", Exact = true });
        await Expect(saved).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await visitor.PhotographAsync($"graphql-saved-{language}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = In($"Delete “All probes {width}”", $"删除“All probes {width}”") }).ClickAsync();
        await Expect(saved).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = In("Undo", "撤销") }).ClickAsync();
        await saved.ClickAsync();
        await Expect(document).ToContainTextAsync("query Probes");
        await RunAsync();
        await Expect(answer).ToContainTextAsync("First probe");

        async Task WriteAsync(string text)
        {
            await document.ClickAsync();
            // Over what stands there: the browser's own way of doing so breaks the policy of the page.
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.TypeAsync(text);
        }

        async Task EmptyVariablesAsync()
        {
            await page.GetByRole(AriaRole.Textbox, new() { Name = In("Variables", "变量"), Exact = true }).ClickAsync();
            await page.Keyboard.PressAsync("Control+A");
            await page.Keyboard.PressAsync("Backspace");
        }

        async Task RunAsync() => await page.GetByRole(AriaRole.Button, new() { Name = In("Run", "运行"), Exact = true }).ClickAsync();
    }

    [Theory]
    [InlineData(Languages.English, Wide)]
    [InlineData(Languages.Chinese, Visitor.Phone)]
    public async Task A_token_is_held_to_documents_and_what_its_program_asks_is_told_before_a_form_goes(string language, int width)
    {
        string In(string english, string chinese) => language == Languages.English ? english : chinese;
        var (form, name) = ($"meter{width}", $"meters {width}");
        await server.Administrator.PublishFormAsync($$"""
            {"key": "{{form}}", "plural": "{{form}}s", "title": {"en": "Meter {{width}}", "zh-CN": "电表 {{width}}"}, "titleField": "name", "fields": [
              {"key": "name", "type": "text", "label": {"en": "Name", "zh-CN": "名称"}, "required": true}]}
            """);
        var token = (await server.Administrator.PostAsync("/tokens", new { name })).Succeeded();
        using var program = server.Anonymous();
        program.Http.DefaultRequestHeaders.Authorization = new("Bearer", token["token"].GetString());
        using var asked = await program.Http.PostAsync(new Uri("/graphql", UriKind.Relative), new StringContent($$"""{"query": "query Meters { {{form}}s { totalCount } }"}""", null, "application/json"), TestContext.Current.CancellationToken);
        Assert.True(asked.IsSuccessStatusCode);
        await using var visitor = await Visitor.AdministratorAsync(chromium, server, language, width);
        var page = visitor.Page;

        await visitor.GoAsync("/tokens");
        await page.GetByRole(AriaRole.Row).Filter(new() { HasText = name }).GetByRole(AriaRole.Button, new() { Name = "GraphQL" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Tab, new() { Name = In("Trusted documents", "受信任文档") }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = In("Add documents", "添加文档") }).ClickAsync();
        await dialog.GetByLabel(In("Document or JSON", "文档或 JSON")).FillAsync($$"""{"m:1": "query Meters { {{form}}s { totalCount } }", "m:2": "query {\n  me {"}""");
        await ConfirmAsync(In("Add 2 documents", "添加 2 个文档"));
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("m:2: ");
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("2:7");
        await dialog.Locator("input[type=file]").SetInputFilesAsync(new FilePayload
        {
            Name = "persisted-documents.json",
            MimeType = "application/json",
            Buffer = System.Text.Encoding.UTF8.GetBytes($$"""{"m:1": "query Meters { {{form}}s { totalCount } }", "m:2": "query Old { {{form}}s { gone } }"}"""),
        });
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await ConfirmAsync(In("Add 2 documents", "添加 2 个文档"));
        await Expect(dialog.GetByText(In("The token runs these 2 documents and does nothing else.", "该令牌只能执行这 2 个文档，不能做其他任何事。"))).ToBeVisibleAsync();
        await Expect(dialog.GetByText(In("Refused now", "当前被拒绝"))).ToBeVisibleAsync();
        await visitor.RestAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await visitor.PhotographAsync($"token-documents-{language}-{width}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = In("Remove m:2", "移除 m:2") }).ClickAsync();
        await page.GetByRole(AriaRole.Tooltip).GetByRole(AriaRole.Button, new() { Name = In("Remove", "移除") }).ClickAsync();
        await Expect(dialog.GetByText("m:2", new() { Exact = true })).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = name })).ToContainTextAsync(In("Only 1 trusted document", "仅限 1 个受信任文档"));
        await ConfirmAsync(In("Release the token", "解除限定"));
        await Expect(dialog.GetByText(In("This token asks whatever it may", "该令牌可执行其权限内的任何请求"))).ToBeVisibleAsync();

        await visitor.GoAsync("/forms");
        await page.GetByRole(AriaRole.Button, new() { Name = In($"Delete Meter {width}", $"删除电表 {width}") }).ClickAsync();
        await Expect(dialog.GetByText(In($"“Meter {width}” (Query.{form}s) cannot be asked for.", $"“电表 {width}”（Query.{form}s）不可查询。"))).ToBeVisibleAsync();
        await visitor.RestAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
        await visitor.PhotographAsync($"form-deletion-{language}-{width}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = In("Delete the form", "删除表单") }).ClickAsync();
        var deleted = page.GetByRole(AriaRole.Region, new() { Name = In("Deleted forms", "已删除的表单") });
        await Expect(deleted).ToContainTextAsync(form);
        await deleted.GetByRole(AriaRole.Button, new() { Name = In($"Restore Meter {width}", $"恢复电表 {width}") }).ClickAsync();
        await Expect(deleted).ToHaveCountAsync(0);

        async Task ConfirmAsync(string act)
        {
            await dialog.GetByRole(AriaRole.Button, new() { Name = act }).First.ClickAsync();
            await page.GetByRole(AriaRole.Tooltip).GetByRole(AriaRole.Button, new() { Name = act }).ClickAsync();
        }
    }

    [Fact]
    public async Task Where_nothing_may_be_read_the_examples_say_so()
    {
        const string Password = "first-Password-1";
        (await server.Administrator.PostAsync("/users", new { userName = "newcomer", displayName = "New", password = Password })).Succeeded();
        await using var visitor = await Visitor.ArriveAsync(chromium, server);
        var page = visitor.Page;
        await visitor.GoAsync("/graphql?view=examples");
        await page.GetByLabel("User name").FillAsync("newcomer");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByText("There is no form yet")).ToBeVisibleAsync();
        Assert.Empty(await Axe.ViolationsAsync(page));
    }
}
