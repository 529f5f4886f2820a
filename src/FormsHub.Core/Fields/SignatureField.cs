using System.Text.Json;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>A signature drawn by hand, kept as a picture.</summary>
public sealed class SignatureField : FilesField<NoOptions>
{
    private const long MostBytes = 2 << 20;

    public override string Name => "signature";

    protected override FileLimits Limits(NoOptions options) => new(Multiple: false, MostBytes, Accept: null, OnlyPictures: true);

    public override string Display(JsonElement value, Field field, Language language) => new Message($"Signed", $"已签名").In(language);

    public override string? Plain(JsonElement value, Field field) => null;

    public override string? SearchText(JsonElement value, Field field) => null;
}
