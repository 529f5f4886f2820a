using System.Buffers;
using System.Globalization;
using System.Text.Json;
using FormsHub.Querying.Records;
using FormsHub.Querying.Searching;
using FormsHub.Querying.Tests.Samples;
using FormsHub.Testing;

namespace FormsHub.Querying.Tests;

public sealed class SearchReaderTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTime At = new(2026, 11, 21, 10, 0, 0, DateTimeKind.Utc);
    private readonly TestForms _forms = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var customer = _forms.Add("customer", "name", """[{"key": "name", "type": "text"}, {"key": "note", "type": "longText"}]""");
        var contact = _forms.Add("contact", "name", """[{"key": "name", "type": "text"}, {"key": "phone", "type": "text"}]""");
        await TestRecords.RunAsync(database.Source, "drop table if exists records_1, records_2, revisions_1, revisions_2");
        await TestRecords.MakeTablesAsync(database.Source, customer);
        await TestRecords.MakeTablesAsync(database.Source, contact);
        string[] customers =
        [
            """{"name": "上海安可科技有限公司", "note": "old client"}""", """{"name": "北京云海", "note": "转自安可"}""", """{"name": "Acme 100% Ltd", "note": "a_b"}""",
        ];
        string[] contacts =
        [
            """{"name": "张三", "phone": "+8613812345678"}""", """{"name": "张三丰", "phone": "+8613900001234"}""", """{"name": "王小明", "phone": "+8613812340000"}""",
        ];
        for (var i = 0; i < 3; i++)
        {
            await TestRecords.AddAsync(database.Source, customer, Guid.CreateVersion7(), customers[i], At.AddMinutes(i));
            await TestRecords.AddAsync(database.Source, contact, Guid.CreateVersion7(), contacts[i], At.AddMinutes(10 + i));
        }
        await TestRecords.AddAsync(database.Source, contact, Guid.CreateVersion7(), """{"name": "张三（已删除）"}""", At, deletedAt: At);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("安可", "上海安可科技有限公司|北京云海")]
    [InlineData("张", "张三丰|张三")]
    [InlineData("张三", "张三丰|张三")]
    [InlineData("5678", "张三")]
    [InlineData("1234", "王小明|张三丰|张三")]
    [InlineData("34567", "张三")]
    [InlineData("张三 5678", "张三")]
    [InlineData("安可 科技", "上海安可科技有限公司")]
    [InlineData("ACME", "Acme 100% Ltd")]
    [InlineData("ａｃｍｅ", "Acme 100% Ltd")]
    [InlineData("c", "Acme 100% Ltd|上海安可科技有限公司")]
    [InlineData("100%", "Acme 100% Ltd")]
    [InlineData("a%e", "")]
    [InlineData("a_b", "Acme 100% Ltd")]
    [InlineData("axb", "")]
    [InlineData("'; drop table records; --", "")]
    [InlineData("  ", "")]
    [InlineData("没有", "")]
    public async Task Words_are_found_in_all_forms_the_best_first(string search, string expected)
    {
        var found = await FindAsync(People.Li, search, 10);

        Assert.Equal(expected, string.Join('|', found.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString())));
        var listed = 0;
        foreach (var form in _forms.All) listed += await CountInListAsync(form.Key, search);
        Assert.True(string.IsNullOrWhiteSpace(search) || listed == found.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_stranger_finds_nothing() =>
        Assert.Empty((await FindAsync(People.Stranger, "张三", 10)).GetProperty("items").EnumerateArray());

    [Fact]
    public async Task There_is_more_than_asked_for()
    {
        var found = await FindAsync(People.Li, "张三", 1);

        Assert.Equal(1, found.GetProperty("items").GetArrayLength());
        Assert.True(found.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        Assert.Contains("张三", found.GetProperty("items")[0].GetProperty("text").GetString()!, StringComparison.Ordinal);
    }

    private async Task<JsonElement> FindAsync(FormsHub.Core.Access.Caller caller, string search, int first)
    {
        var output = new ArrayBufferWriter<byte>();
        await new SearchReader(database.Source, _forms, new People(), new FakeClock()).SearchAsync(caller, search, first, output, Ct);
        return JsonElement.Parse(output.WrittenSpan);
    }

    private async Task<int> CountInListAsync(string form, string search)
    {
        var output = new ArrayBufferWriter<byte>();
        var reader = new RecordReader(database.Source, _forms, new People(), new FakeClock());
        await reader.QueryAsync(People.Li, _forms.Find(form)!, new RecordQuery { Search = search, Count = true }, output, Ct);
        return int.Parse(JsonElement.Parse(output.WrittenSpan).GetProperty("totalCount").GetRawText(), CultureInfo.InvariantCulture);
    }
}
