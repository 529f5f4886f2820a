using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Encryption;
using FormsHub.Core.Fields;

namespace FormsHub.Core.Tests.Encryption;

public sealed class KeyRingTests
{
    private static readonly CellPlace Place = new(7, "f3", Guid.CreateVersion7());

    private readonly RingKey _data = RingKey.New("d1", RingKeyKind.Data);
    private readonly RingKey _hash = RingKey.New("h1", RingKeyKind.Hash);
    private readonly KeyRing _ring = new();

    public KeyRingTests() => _ring.Set([_data, _hash], "d1", "h1", []);

    [Theory]
    [InlineData("+8613800138000")]
    [InlineData("张伟，北京市朝阳区 🏠")]
    [InlineData("<>")]
    public void What_is_sealed_opens_at_its_place_and_shows_nothing_before(string value)
    {
        var cell = _ring.Seal(Place, value, Tails.Of(value));

        Assert.True(SealedCell.Is(cell));
        Assert.DoesNotContain(value, cell.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(value, _ring.Open(Place, cell));
        Assert.NotEqual(cell.GetRawText(), _ring.Seal(Place, value, Tails.Of(value)).GetRawText());
        Assert.True(SealedCell.AreSame(cell, _ring.Seal(Place, value, Tails.Of(value))));
    }

    [Fact]
    public void A_cell_opens_at_no_other_place()
    {
        var cell = _ring.Seal(Place, "secret", null);

        Assert.Throws<CellDamagedException>(() => _ring.Open(Place with { Record = Guid.CreateVersion7() }, cell));
        Assert.Throws<CellDamagedException>(() => _ring.Open(Place with { Field = "f4" }, cell));
        Assert.Throws<CellDamagedException>(() => _ring.Open(Place with { Form = 8 }, cell));
    }

    [Theory]
    [InlineData("c")]
    [InlineData("h")]
    [InlineData("t")]
    public void A_changed_cell_does_not_open(string part)
    {
        var cell = JsonNode.Parse(_ring.Seal(Place, "+8613800138000", "8000").GetRawText())!;
        var text = cell[part]!.GetValue<string>();
        cell[part] = (text[0] is 'A' ? 'B' : 'A') + text[1..];

        Assert.Throws<CellDamagedException>(() => _ring.Open(Place, JsonElement.Parse(cell.ToJsonString())));
    }

    [Fact]
    public void Hashes_tell_values_of_one_field_apart_and_nothing_of_two_fields()
    {
        Assert.Equal(_ring.HashOf(7, "f3", "a"), _ring.HashOf(7, "f3", "a"));
        Assert.NotEqual(_ring.HashOf(7, "f3", "a"), _ring.HashOf(7, "f3", "b"));
        Assert.NotEqual(_ring.HashOf(7, "f3", "a"), _ring.HashOf(7, "f4", "a"));
        Assert.NotEqual(_ring.HashOf(7, "f3", "8000"), _ring.TailHashOf(7, "f3", "8000"));
    }

    [Fact]
    public void A_new_key_seals_and_the_one_before_still_opens()
    {
        var before = _ring.Seal(Place, "secret", "CRET");
        var next = RingKey.New("d2", RingKeyKind.Data);
        _ring.Set([_data, next, _hash], "d2", "h1", []);

        var after = _ring.Reseal(Place, before);

        Assert.Equal("d2", SealedCell.KeyOf(after));
        Assert.Equal("secret", _ring.Open(Place, before));
        Assert.Equal("secret", _ring.Open(Place, after));
        Assert.True(SealedCell.AreSame(before, after));
    }

    [Fact]
    public void Without_a_key_nothing_is_sealed_or_opened()
    {
        var cell = _ring.Seal(Place, "secret", null);
        _ring.Set([_hash], null, "h1", ["d1"]);

        Assert.Equal(["d1"], Assert.Throws<KeysMissingException>(() => _ring.Seal(Place, "secret", null)).Keys);
        Assert.Equal(["d1"], Assert.Throws<KeysMissingException>(() => _ring.Open(Place, cell)).Keys);
        Assert.Throws<KeysMissingException>(() => KeyRing.Empty.Seal(Place, "secret", null));
    }

    [Fact]
    public void A_key_that_another_server_made_is_looked_for()
    {
        List<RingKey> there = [];
        var ring = new KeyRing(() => there);
        ring.Set([_hash], null, "h1", []);
        there.Add(_data);

        Assert.Equal("secret", ring.Open(Place, _ring.Seal(Place, "secret", null)));
    }

    [Theory]
    [InlineData("phone", "+8613800138000", "8000")]
    [InlineData("phone", "+861062345678;ext=801", "5678")]
    [InlineData("idCard", "11010519491231002X", "002X")]
    [InlineData("text", "ab-c d", "ABCD")]
    [InlineData("text", "abc", null)]
    public void The_last_four_letters_or_digits_are_found(string type, string value, string? tail) =>
        Assert.Equal(tail, FieldTypes.Find(type)!.TailOf(value));

    [Fact]
    public void Keys_of_one_name_are_told_apart_by_their_fingerprints()
    {
        Assert.NotEqual(_data.Fingerprint, RingKey.New("d1", RingKeyKind.Data).Fingerprint);
    }
}
