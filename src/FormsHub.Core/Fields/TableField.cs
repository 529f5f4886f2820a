using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Core.Access;
using FormsHub.Core.Expressions;
using FormsHub.Core.Forms;
using FormsHub.Core.Results;

namespace FormsHub.Core.Fields;

/// <summary>
/// A sub-table: rows inside a record. Clients see <c>[{"id", "minutes": 5}]</c>, records store <c>[{"id", "f10": 5}]</c>. A row keeps
/// its id over all edits, so that history matches rows by id and not by position.
/// </summary>
public sealed class TableField : FieldType
{
    private const int MostRows = 2000;
    private const int MostColumns = 50;

    public sealed record TableOptions(int MinRows = 0, int MaxRows = 500);

    public override string Name => "table";
    public override SqlType SqlType => SqlType.Json;
    public override FilterOperators Operators => FilterOperators.IsEmpty | FilterOperators.Quantify;
    public override bool CanBeColumn => false;

    public override bool IsMany(Field field) => true;

    public override object ReadOptions(JsonObject attributes) => OptionsFrom<TableOptions>(attributes);

    private static TableOptions OptionsOf(Field field) => (TableOptions)field.Options;

    public override IEnumerable<FieldError> CheckDefinition(Field field, Form owner, IFormCatalog catalog)
    {
        var options = OptionsOf(field);
        if (options.MaxRows is < 1 or > MostRows)
            yield return Wrong("/maxRows", "out_of_range", $"The most rows must be between 1 and {MostRows}.", $"最多行数须在 1 到 {MostRows} 之间。");
        if (options.MinRows < 0 || options.MinRows > options.MaxRows)
            yield return Wrong("/minRows", "out_of_range", $"The fewest rows must be between 0 and the most.", $"最少行数须在 0 到最多行数之间。");
        if (field.Columns.Count is 0)
            yield return Wrong("/fields", "no_columns", $"A sub-table needs at least one column.", $"子表至少需要一列。");
        if (field.Columns.Count > MostColumns)
            yield return Wrong("/fields", "too_many_columns", $"A sub-table has at most {MostColumns} columns.", $"子表最多 {MostColumns} 列。");

        for (var i = 0; i < field.Columns.Count; i++)
        {
            var column = field.Columns[i];
            var path = $"/fields/{i}";
            if (!column.Type.CanBeColumn)
                yield return Wrong($"{path}/type", "not_a_column", $"A field of type \"{column.Type.Name}\" cannot be a column of a sub-table.", $"类型“{column.Type.Name}”不能作为子表的列。");
            foreach (var error in column.Type.CheckDefinition(column, owner, catalog)) yield return error.Under(path);
        }
    }

    private static FieldError Wrong(string path, string code, FormattableString english, FormattableString chinese) =>
        new FieldError(code, english, chinese).Under(path);

    protected override Reading ReadValue(JsonElement input, Field field)
    {
        if (input.ValueKind is not JsonValueKind.Array) return Reading.Wrong(new FieldError("wrong_type", $"Must be a list of rows.", $"必须是行的列表。"));

        var options = OptionsOf(field);
        var count = input.GetArrayLength();
        if (count > options.MaxRows)
            return Reading.Wrong(new FieldError("too_many_rows", $"Must have at most {options.MaxRows} rows; it has {count}.", $"最多 {options.MaxRows} 行，现在有 {count} 行。"));
        if (count < options.MinRows)
            return Reading.Wrong(new FieldError("too_few_rows", $"Must have at least {options.MinRows} rows; it has {count}.", $"至少 {options.MinRows} 行，现在有 {count} 行。"));
        if (count is 0) return Reading.Empty;

        var reader = new RowReader(field);
        var index = 0;
        foreach (var row in input.EnumerateArray()) reader.Add(row, index++);
        return reader.Done();
    }

    /// <summary>A table is asked by its rows (some, none, every), never compared as a whole.</summary>
    protected override Reading ReadOperandValue(JsonElement input, Field field) => Reading.Wrong(new FieldError(
        "not_comparable",
        $"A sub-table is not compared as a whole: ask its rows with \"some\", \"none\" or \"every\".",
        $"子表不能整体比较：请用“some”、“none”或“every”询问其中的行。"));

    public override IEnumerable<LinkName> NamesIn(JsonElement value, Field field) =>
        Cells(value, field).SelectMany(cell => cell.Column.Type.NamesIn(cell.Value, cell.Column)
            .Select(name => name with { Path = $"/{cell.Row}/{cell.Column.Key}{name.Path}" }));

    public override IEnumerable<Link> LinksIn(JsonElement value, Field field) =>
        Cells(value, field).SelectMany(cell => cell.Column.Type.LinksIn(cell.Value, cell.Column)
            .Select(link => link with { Path = $"/{cell.Row}/{cell.Column.Key}{link.Path}" }));

    public override Reading Resolve(JsonElement value, Field field, ILinkTargets targets)
    {
        var errors = new List<FieldError>();
        var repairs = new List<Repair>();
        var index = 0;
        var resolved = Rewrite(value, (writer, row) =>
        {
            foreach (var (column, cell) in CellsOf(row, field))
            {
                var path = $"/{index}/{column.Key}";
                var reading = column.Type.Resolve(cell, column, targets);
                errors.AddRange((reading.Errors ?? []).Select(error => error.Under(path)));
                repairs.AddRange((reading.Repairs ?? []).Select(repair => repair.Under(path)));
                Put(writer, column.Id, reading.Value);
            }
            index++;
        });
        return errors.Count > 0 ? Reading.Wrong(errors) : new Reading(resolved, null, repairs.Count > 0 ? repairs : null);
    }

    public override void WriteWire(Utf8JsonWriter writer, JsonElement value, Field field, IWireTitles titles)
    {
        writer.WriteStartArray();
        foreach (var row in value.EnumerateArray())
        {
            writer.WriteStartObject();
            writer.WriteString("id"u8, row.GetProperty("id"u8).GetString());
            foreach (var (column, cell) in CellsOf(row, field))
            {
                var sight = titles.Sees(column);
                if (sight is Sight.Nothing) continue;
                writer.WritePropertyName(column.Key);
                if (sight is Sight.Masked) writer.WriteStringValue(column.Type.Mask(cell, column));
                else column.Type.WriteWire(writer, cell, column, titles);
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    public override string Display(JsonElement value, Field field, Language language)
    {
        var count = value.GetArrayLength();
        return new Message($"{count} {(count is 1 ? "row" : "rows")}", $"{count} 行").In(language);
    }

    public override string? Plain(JsonElement value, Field field) => null;

    public override string? SearchText(JsonElement value, Field field)
    {
        var words = Cells(value, field).Select(cell => cell.Column.Type.SearchText(cell.Value, cell.Column)).Where(text => text is not null);
        return string.Join(' ', words) is { Length: > 0 } text ? text : null;
    }

    /// <summary>A list of rows whose fields are the columns by key.</summary>
    public override Value ToValue(JsonElement value, Field field) => new Value.List([.. value.EnumerateArray().Select(row => new Value.Row(
        row.GetProperty("id"u8).GetString()!,
        key => field.Column(key) is { } column && row.TryGetProperty(column.Id, out var cell) ? column.Type.ToValue(cell, column) : Value.Empty))]);

    public override int Compare(JsonElement left, JsonElement right) => CodePoints.Compare(left.GetRawText(), right.GetRawText());

    /// <summary>Rows stay; each cell is carried over into its column's new type.</summary>
    public override Conversion Convert(JsonElement value, Field from, Field to)
    {
        if (from.Type != this) return Conversion.Impossible;
        var lossy = false;
        var converted = Rewrite(value, (writer, row) =>
        {
            foreach (var (column, cell) in CellsOf(row, to))
            {
                var before = from.Columns.FirstOrDefault(each => each.Id == column.Id) ?? column;
                var conversion = before.Type.Role is FieldRole.Formula ? new Conversion(cell, false) : column.Type.Convert(cell, before, column);
                lossy |= conversion.Lossy;
                Put(writer, column.Id, conversion.Value);
            }
        });
        var options = OptionsOf(to);
        return value.GetArrayLength() is var rows && rows >= options.MinRows && rows <= options.MaxRows ? new(converted, lossy) : Conversion.Impossible;
    }

    private static IEnumerable<(Field Column, JsonElement Value)> CellsOf(JsonElement row, Field field)
    {
        foreach (var column in field.Columns)
        {
            if (row.TryGetProperty(column.Id, out var cell) && cell.ValueKind is not JsonValueKind.Null) yield return (column, cell);
        }
    }

    private static IEnumerable<(int Row, Field Column, JsonElement Value)> Cells(JsonElement value, Field field) =>
        value.EnumerateArray().SelectMany((row, index) => CellsOf(row, field).Select(cell => (index, cell.Column, cell.Value)));

    private static void Put(Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is not { } present) return;
        writer.WritePropertyName(name);
        present.WriteTo(writer);
    }

    /// <summary>The same rows with the same ids, the cells written anew.</summary>
    private static JsonElement Rewrite(JsonElement value, Action<Utf8JsonWriter, JsonElement> cells)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var row in value.EnumerateArray())
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, row.GetProperty("id"u8).GetString());
                cells(writer, row);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Reads rows as clients send them and writes them as records store them.</summary>
    private sealed class RowReader(Field field)
    {
        private readonly List<FieldError> _errors = [];
        private readonly List<Repair> _repairs = [];
        private readonly HashSet<Guid> _ids = [];
        private readonly List<(Guid Id, Dictionary<string, JsonElement> Cells)> _rows = [];

        public void Add(JsonElement row, int index)
        {
            if (row.ValueKind is not JsonValueKind.Object)
            {
                _errors.Add(Wrong($"/{index}", "wrong_type", $"A row is an object of column keys and values.", $"每一行必须是由列标识和值组成的对象。"));
                return;
            }

            var cells = new Dictionary<string, JsonElement>();
            var given = new HashSet<string>();
            Guid? id = null;
            foreach (var property in row.EnumerateObject())
            {
                if (property.NameEquals("id"u8)) id = ReadId(property.Value, index);
                else if (field.Column(property.Name) is { } column) ReadCell(property.Value, column, index, cells, given);
                else ReportUnknown(property.Name, index);
            }
            var isNew = id is null;
            foreach (var column in field.Columns.Where(column => column.Type.Role is FieldRole.Input))
            {
                if (isNew && !given.Contains(column.Id) && column.Definition.Default is { } value) ReadCell(value, column, index, cells, given);
                if (column.Definition.Required && !cells.ContainsKey(column.Id) && !_errors.Any(error => error.Path.StartsWith(Path(index, column.Key), StringComparison.Ordinal)))
                    _errors.Add(Wrong(Path(index, column.Key), "required", $"Must be filled in.", $"必填。"));
            }
            _rows.Add((id ?? Guid.CreateVersion7(), cells));
        }

        public Reading Done()
        {
            IReadOnlyList<Repair>? repairs = _repairs.Count > 0 ? _repairs : null;
            if (_errors.Count > 0) return new Reading(null, _errors, repairs);

            var buffer = new ArrayBufferWriter<byte>(256);
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartArray();
                foreach (var (id, cells) in _rows)
                {
                    writer.WriteStartObject();
                    writer.WriteString("id"u8, id);
                    foreach (var column in field.Columns)
                    {
                        if (cells.TryGetValue(column.Id, out var value)) Put(writer, column.Id, value);
                    }
                    writer.WriteEndObject();
                }
                writer.WriteEndArray();
            }
            return new Reading(JsonElement.Parse(buffer.WrittenSpan), null, repairs);
        }

        private Guid? ReadId(JsonElement input, int index)
        {
            if (input.ValueKind is JsonValueKind.Null) return null;
            if (input.ValueKind is not JsonValueKind.String || LinkInput.Id(input.GetString()!) is not { } id)
                _errors.Add(Wrong(Path(index, "id"), "invalid_id", $"Is not a row id; leave it out for a new row.", $"不是有效的行 id;新行请不要填写。"));
            else if (!_ids.Add(id))
                _errors.Add(Wrong(Path(index, "id"), "duplicate_row", $"Two rows have this id.", $"有两行使用了同一个 id。"));
            else
                return id;
            return null;
        }

        /// <summary>Computed columns are dropped: clients send whole rows back, and the server computes them anew.</summary>
        private void ReadCell(JsonElement input, Field column, int index, Dictionary<string, JsonElement> cells, HashSet<string> given)
        {
            if (column.Type.Role is not FieldRole.Input || !given.Add(column.Id)) return;
            var path = Path(index, column.Key);
            var reading = column.Type.Read(input, column);
            if (reading.Errors is { } errors) _errors.AddRange(errors.Select(error => error.Under(path)));
            if (reading.Repairs is { } repairs) _repairs.AddRange(repairs.Select(repair => repair.Under(path)));
            if (reading.Value is { } value) cells[column.Id] = value;
        }

        private void ReportUnknown(string name, int index)
        {
            var nearest = Suggestion.For(name, field.Columns.Select(column => column.Key));
            var shown = name.Length <= 60 ? name : name[..60] + "…";
            _errors.Add(Wrong(
                Path(index, name),
                "unknown_field",
                $"There is no column \"{shown}\".{Suggestion.English(nearest)}",
                $"没有列“{shown}”。{Suggestion.Chinese(nearest)}"));
        }

        /// <summary>A JSON pointer (RFC 6901).</summary>
        private static string Path(int index, string key) => string.Create(CultureInfo.InvariantCulture, $"/{index}{JsonPointer.To(key)}");
    }
}
