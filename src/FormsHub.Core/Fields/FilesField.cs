using System.Text.Json;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>
/// What the types that hold uploaded files have in common: given by id, stored as a list of <c>{id, name, size, mime, sha256}</c>,
/// seen by clients as one object or, where <c>multiple</c>, as a list.
/// </summary>
public abstract class FilesField<TOptions> : FieldType<IReadOnlyList<Guid>, TOptions>
    where TOptions : class
{
    private const int MostFiles = 100;

    public override SqlType SqlType => SqlType.Json;
    public override FilterOperators Operators => FilterOperators.IsEmpty;
    public override LinkKind Links => LinkKind.File;

    protected abstract FileLimits Limits(TOptions options);

    public override bool IsMany(Field field) => Limits(OptionsOf(field)).Multiple;

    public override IEnumerable<FieldError> CheckDefinition(Field field, IFormCatalog catalog)
    {
        var limits = Limits(OptionsOf(field));
        if (limits.MaxSize < 1)
            yield return new FieldError("out_of_range", $"The largest size must be 1 byte or more.", $"最大文件大小至少为 1 字节。").Under("/maxSize");
        for (var i = 0; i < (limits.Accept?.Count ?? 0); i++)
        {
            if (FileLimits.IsPattern(limits.Accept![i])) continue;
            yield return new FieldError(
                "invalid_accept",
                $"Use a type such as \"application/pdf\" or \"image/*\", or an ending such as \".pdf\".",
                $"请使用类型（如“application/pdf”、“image/*”）或扩展名（如“.pdf”）。").Under($"/accept/{i}");
        }
    }

    protected override Parsed<IReadOnlyList<Guid>> Parse(JsonElement input, TOptions options)
    {
        if (input.ValueKind is not JsonValueKind.Array)
            return One(input) is { Error: null, IsEmpty: false } one ? new List<Guid> { one.Value } : Nothing(One(input));

        var ids = new List<Guid>();
        var index = 0;
        foreach (var item in input.EnumerateArray())
        {
            var read = One(item);
            if (read.Error is { } error) return error.Under($"/{index}");
            if (!read.IsEmpty && !ids.Contains(read.Value)) ids.Add(read.Value);
            if (++index > MostFiles) return new FieldError("too_many_files", $"At most {MostFiles} files are allowed.", $"最多 {MostFiles} 个文件。");
        }
        return ids.Count is 0 ? Parsed<IReadOnlyList<Guid>>.Empty() : ids;

        static Parsed<IReadOnlyList<Guid>> Nothing(Parsed<Guid> read) => read.Error is { } error ? error : Parsed<IReadOnlyList<Guid>>.Empty();
    }

    private static Parsed<Guid> One(JsonElement input)
    {
        var read = LinkInput.Read(input, LinkKind.File);
        return read.Error is { } error ? error : read.IsEmpty ? Parsed<Guid>.Empty() : Guid.Parse(read.Value);
    }

    protected override IEnumerable<FieldError> Check(IReadOnlyList<Guid> value, TOptions options)
    {
        if (value.Count > 1 && !Limits(options).Multiple) yield return TooMany();
    }

    private static FieldError TooMany() => new("too_many_files", $"Only one file is allowed.", $"只能上传一个文件。");

    /// <summary>The ids; <see cref="Resolve"/> puts in what is known of the files.</summary>
    protected override JsonElement Write(IReadOnlyList<Guid> value, JsonElement input) =>
        JsonSerializer.SerializeToElement(value.Select(id => new { id }));

    public override IEnumerable<Guid> LinkIds(JsonElement value) => value.EnumerateArray().Select(file => file.GetProperty("id"u8).GetGuid());

    public override IEnumerable<Link> LinksIn(JsonElement value, Field field)
    {
        var many = IsMany(field);
        return LinkIds(value).Select((id, index) => new Link(LinkKind.File, id, field, many ? $"/{index}" : ""));
    }

    /// <summary>The files as they were uploaded, once they pass the field's limits.</summary>
    public override Reading Resolve(JsonElement value, Field field, ILinkTargets targets)
    {
        var limits = Limits(OptionsOf(field));
        var files = new List<StoredFile>();
        var errors = new List<FieldError>();
        foreach (var link in LinksIn(value, field))
        {
            var error = targets.File(link.Id) is not { } file
                ? new FieldError("unknown_file", $"There is no file \"{link.Id}\"; upload it again.", $"没有文件“{link.Id}”，请重新上传。")
                : limits.Refuse(file);
            if (error is not null) errors.Add(error.Under(link.Path));
            else files.Add(targets.File(link.Id)!);
        }
        return errors.Count > 0 ? Reading.Wrong(errors) : Reading.Of(JsonSerializer.SerializeToElement(files, JsonSerializerOptions.Web));
    }

    public override void WriteWire(Utf8JsonWriter writer, JsonElement value, Field field, IWireTitles titles)
    {
        if (IsMany(field)) value.WriteTo(writer);
        else value[0].WriteTo(writer);
    }

    /// <summary>The names of the files.</summary>
    public override string Display(JsonElement value, Field field, Language language) =>
        string.Join(new Message($", ", $"、").In(language), value.EnumerateArray().Select(NameOf));

    public override bool PlainIsAll => false;

    public override string? SearchText(JsonElement value, Field field) => string.Join(' ', value.EnumerateArray().Select(NameOf));

    /// <summary>A file with its name, size and mime; where multiple, a list of them.</summary>
    public override Value ToValue(JsonElement value, Field field)
    {
        var rows = value.EnumerateArray().Select(ToRow).ToList();
        return IsMany(field) ? new Value.List([.. rows]) : rows[0];
    }

    private static Value.Row ToRow(JsonElement file) => new(file.GetProperty("id"u8).GetString()!, key =>
        !file.TryGetProperty(key, out var part) ? Value.Empty
        : part.ValueKind is JsonValueKind.Number ? new Value.Number(part.GetDecimal())
        : new Value.Text(part.GetString()!));

    private static string NameOf(JsonElement file) =>
        file.TryGetProperty("name"u8, out var name) ? name.GetString()! : file.GetProperty("id"u8).GetString()!;

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetRawText(), right.GetRawText());

    /// <summary>Files of another file type are kept if they pass this field's limits; if only one may be, the first is.</summary>
    public override Conversion Convert(JsonElement value, Field from, Field to)
    {
        if (from.Type.Links is not LinkKind.File) return Conversion.Impossible;
        var limits = Limits(OptionsOf(to));
        var files = value.Deserialize<List<StoredFile>>(JsonSerializerOptions.Web)!;
        var kept = files.Where(file => limits.Refuse(file) is null).Take(limits.Multiple ? MostFiles : 1).ToList();
        return kept.Count is 0
            ? Conversion.Impossible
            : new(JsonSerializer.SerializeToElement(kept, JsonSerializerOptions.Web), Lossy: kept.Count < files.Count);
    }
}

/// <summary>Which files a field takes.</summary>
/// <param name="Accept">Types ("image/*", "application/pdf") and endings (".pdf"); one of them must fit. None: all are taken.</param>
public readonly record struct FileLimits(bool Multiple, long? MaxSize, IReadOnlyList<string>? Accept, bool OnlyPictures = false)
{
    public FieldError? Refuse(StoredFile file)
    {
        if (file.Size > MaxSize)
            return new("file_too_large", $"\"{file.Name}\" is too large: at most {Size(MaxSize.Value)} are allowed.", $"“{file.Name}”过大，最大 {Size(MaxSize.Value)}。");
        if (OnlyPictures && !IsPicture(file.Mime))
            return new("not_a_picture", $"\"{file.Name}\" is not a picture that can be shown; use PNG, JPEG, GIF or WebP.", $"“{file.Name}”不是可显示的图片，请使用 PNG、JPEG、GIF 或 WebP。");
        return Accept is not { Count: > 0 } accept || accept.Any(pattern => Fits(file, pattern))
            ? null
            : new("file_type_not_accepted", $"\"{file.Name}\" is of a type that is not accepted here ({string.Join(", ", accept)}).", $"“{file.Name}”的类型不被接受（{string.Join("、", accept)}）。");
    }

    public static bool IsPattern(string pattern) =>
        pattern is ['.', _, ..] ? pattern.AsSpan(1).IndexOfAny("/ *") < 0
        : pattern.Split('/') is [{ Length: > 0 } kind, { Length: > 0 }] && kind is not "*" && !pattern.Any(char.IsWhiteSpace);

    /// <summary>What browsers show and what runs no script, as SVG may.</summary>
    private static bool IsPicture(string mime) => mime is "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/avif" or "image/bmp";

    private static bool Fits(StoredFile file, string pattern) =>
        pattern.StartsWith('.') ? file.Name.EndsWith(pattern, StringComparison.OrdinalIgnoreCase)
        : pattern.EndsWith("/*", StringComparison.Ordinal) ? file.Mime.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
        : string.Equals(file.Mime, pattern, StringComparison.OrdinalIgnoreCase);

    private static string Size(long bytes) => bytes switch
    {
        >= 1 << 20 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.#} MB"),
        >= 1 << 10 => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 10):0.#} kB"),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes} bytes"),
    };
}
