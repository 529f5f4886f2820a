using System.Text.Encodings.Web;
using System.Text.Json;

namespace FormsHub.Core.Tests.Fields;

public class RegionFieldTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("""{"province": "北京市", "city": "市辖区", "district": "朝阳区", "code": "110105"}""", """{"province":"北京市","city":"市辖区","district":"朝阳区","code":"110105"}""", "")]
    [InlineData("""{"province": "北京市", "district": "朝阳区"}""", """{"province":"北京市","city":"市辖区","district":"朝阳区","code":"110105"}""", "")]
    [InlineData("""{"province": "北京", "city": "北京", "district": "朝阳区"}""", """{"province":"北京市","city":"市辖区","district":"朝阳区","code":"110105"}""", "/province /city")]
    [InlineData("""{"city": "深圳", "district": "南山区", "street": "科技路 1 号"}""", """{"province":"广东省","city":"深圳市","district":"南山区","street":"科技路 1 号","code":"440305"}""", "/city")]
    [InlineData("""{"code": "440305"}""", """{"province":"广东省","city":"深圳市","district":"南山区","code":"440305"}""", "")]
    [InlineData("""{"province": "广西"}""", """{"province":"广西壮族自治区","code":"45"}""", "/province")]
    [InlineData("""{"province": "香港特别行政区", "city": "九龙", "district": "观塘区"}""", """{"province":"香港特别行政区","city":"九龙","district":"观塘区","code":"81"}""", "")]
    [InlineData("""{"province": "北京市", "city": "市辖区", "district": "东城区", "street": "东华门街道", "code": "110101001"}""", """{"province":"北京市","city":"市辖区","district":"东城区","street":"东华门街道","code":"110101001"}""", "")]
    [InlineData("{}", "empty", "")]
    [InlineData("""{"province": "", "street": null}""", "empty", "")]
    [InlineData("""{"street": "x"}""", "/province region_incomplete", "")]
    [InlineData("""{"province": "广东省", "city": "深训市"}""", "/city unknown_region", "")]
    [InlineData("""{"district": "南山区"}""", "/district ambiguous_region", "")]
    [InlineData("""{"province": "广东省", "code": "11"}""", "/code region_code_mismatch", "")]
    [InlineData("""{"code": "999999"}""", "/code unknown_region", "")]
    [InlineData("""{"country": "中国"}""", "unknown_part", "")]
    [InlineData("\"广东\"", "wrong_type", "")]
    public void Is_a_path_through_the_divisions_of_China(string json, string expected, string repaired)
    {
        var reading = AField.Of("region").Read(json);

        Assert.Equal(expected, reading.Value is { } value ? JsonSerializer.Serialize(value, Readable) : AField.Outcome(reading));
        Assert.Equal(repaired, string.Join(' ', reading.Repairs?.Select(repair => repair.Path) ?? []));
    }

    [Theory]
    [InlineData("""{"levels": 2}""", """{"province": "广东省", "city": "深圳市", "district": "南山区"}""", "/district too_deep")]
    [InlineData("""{"street": false}""", """{"province": "广东省", "street": "x"}""", "/street no_street")]
    public void Goes_as_deep_as_the_field_asks(string options, string json, string expected) =>
        Assert.Equal(expected, AField.Of("region", options).Outcome(json));

    [Fact]
    public void Is_shown_as_an_address() => Assert.Equal(
        "北京市朝阳区建国路 1 号",
        AField.Of("region").Display("""{"province":"北京市","city":"市辖区","district":"朝阳区","street":"建国路 1 号","code":"110105"}"""));

    [Theory]
    [InlineData("广东省深圳市南山区科技路 1 号", """{"province":"广东省","city":"深圳市","district":"南山区","street":"科技路 1 号","code":"440305"}""")]
    [InlineData("北京市朝阳区建国路", """{"province":"北京市","city":"市辖区","district":"朝阳区","street":"建国路","code":"110105"}""")]
    [InlineData("Berlin", null)]
    public void A_text_becomes_an_address(string text, string? expected)
    {
        var (from, to) = (AField.Of("text"), AField.Of("region"));

        var conversion = to.Type.Convert(JsonSerializer.SerializeToElement(text), from, to);

        Assert.Equal(expected, conversion.Value is { } value ? JsonSerializer.Serialize(value, Readable) : null);
    }
}
