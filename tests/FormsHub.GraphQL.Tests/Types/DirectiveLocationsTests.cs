using FormsHub.GraphQL.Types;

namespace FormsHub.GraphQL.Tests.Types;

public class DirectiveLocationsTests
{
    [Fact]
    public void A_place_is_written_in_capitals() =>
        Assert.Equal("FRAGMENT_SPREAD", DirectiveLocation.FragmentSpread.Name());

    [Fact]
    public void Every_place_is_found_by_how_it_is_written() =>
        Assert.All(Enum.GetValues<DirectiveLocation>(), place => Assert.Equal(place, DirectiveLocations.Find(place.Name())));

    [Fact]
    public void What_is_no_place_is_not_found() => Assert.Null(DirectiveLocations.Find("FragmentSpread"));
}
