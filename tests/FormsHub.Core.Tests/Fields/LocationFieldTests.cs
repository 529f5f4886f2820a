using FormsHub.Core.Results;

namespace FormsHub.Core.Tests.Fields;

public class LocationFieldTests
{
    [Theory]
    [InlineData("""{"lng": 114.0579, "lat": 22.5431}""", """{"lng":114.0579,"lat":22.5431}""", "")]
    [InlineData("""{"lng": 121.47370123456789, "lat": -31.10, "address": " a "}""", """{"lng":121.4737012,"lat":-31.1,"address":"a"}""", "rounded trimmed")]
    [InlineData("{}", "empty", "")]
    [InlineData("""{"lng": null, "lat": null, "address": ""}""", "empty", "")]
    [InlineData("""{"lng": 114}""", "location_incomplete", "")]
    [InlineData("""{"address": "a"}""", "location_incomplete", "")]
    [InlineData("""{"lng": 181, "lat": 0}""", "/lng out_of_range", "")]
    [InlineData("""{"lng": 0, "lat": -91}""", "/lat out_of_range", "")]
    [InlineData("""{"lng": "114", "lat": 0}""", "/lng wrong_type", "")]
    [InlineData("""{"lng": 1e300, "lat": 0}""", "/lng wrong_type", "")]
    [InlineData("""{"lng": 0, "lat": 0, "zoom": 5}""", "unknown_part", "")]
    [InlineData("[114, 22]", "wrong_type", "")]
    public void Is_a_point_on_the_earth(string json, string expected, string repairs)
    {
        var field = AField.Of("location");

        Assert.Equal(expected, field.Outcome(json));
        Assert.Equal(repairs, field.Repairs(json));
    }

    [Fact]
    public void Shows_its_address() =>
        Assert.Equal("科技园（114.05, 22.54）", AField.Of("location").Display("""{"lng":114.05,"lat":22.54,"address":"科技园"}""", Language.Chinese));
}
