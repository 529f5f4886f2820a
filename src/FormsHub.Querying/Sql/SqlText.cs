using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace FormsHub.Querying.Sql;

/// <summary>
/// SQL with its parameters. Written as <c>SqlText sql = $"select {column} from {table} where id = {id}"</c>:
/// a <see cref="Name"/> is quoted, another SqlText is spliced in, and anything else becomes a typed parameter, so that
/// the text depends on the shape of a question alone and PostgreSQL prepares it once.
/// </summary>
[InterpolatedStringHandler]
public sealed class SqlText(int literalLength, int holeCount)
{
    private readonly List<object> _parts = new(literalLength is 0 ? holeCount : (2 * holeCount) + 1);

    public static readonly SqlText Empty = new(0, 0);

    public bool IsEmpty => _parts.Count is 0;

    /// <summary>The text if it is the same for everybody: null if it has parameters.</summary>
    internal string? Constant => _parts.TrueForAll(part => part is string) ? string.Concat(_parts) : null;

    public void AppendLiteral(string text) => _parts.Add(text);

    public void AppendFormatted(Name name) => _parts.Add(name.Quoted);

    public void AppendFormatted(SqlText sql) => _parts.AddRange(sql._parts);

    public void AppendFormatted<T>(T value) => _parts.Add(new Parameter<T>(value));

    /// <summary>The text itself: for places where C# would take an interpolated string for a string.</summary>
    public static SqlText Of(SqlText sql) => sql;

    /// <summary>SQL of our own making, such as an expression of <c>FieldSql</c>; never of input.</summary>
    internal static SqlText Known(string sql)
    {
        var text = new SqlText(1, 0);
        text._parts.Add(sql);
        return text;
    }

    /// <summary>The texts with the separator, itself SQL of our own making, between them.</summary>
    internal static SqlText Join(string separator, IEnumerable<SqlText> texts)
    {
        var joined = new SqlText(0, 8);
        foreach (var text in texts)
        {
            if (joined._parts.Count > 0) joined._parts.Add(separator);
            joined._parts.AddRange(text._parts);
        }
        return joined;
    }

    public NpgsqlBatchCommand ToBatchCommand()
    {
        var command = new NpgsqlBatchCommand(ToString());
        foreach (var part in _parts)
        {
            if (part is Parameter parameter) command.Parameters.Add(parameter.Create());
        }
        return command;
    }

    public override string ToString()
    {
        var text = new StringBuilder(512);
        var number = 0;
        foreach (var part in _parts)
        {
            if (part is string literal) text.Append(literal);
            else text.Append('$').Append((++number).ToString(CultureInfo.InvariantCulture));
        }
        return text.ToString();
    }

    /// <summary>The text with its parameters' values: the same for two that ask the same.</summary>
    internal string WithValues()
    {
        var text = new StringBuilder(ToString());
        foreach (var parameter in _parts.OfType<Parameter>()) text.Append('\n').Append(parameter.Written);
        return text.ToString();
    }

    private abstract class Parameter
    {
        public abstract string Written { get; }

        public abstract NpgsqlParameter Create();
    }

    private sealed class Parameter<T>(T value) : Parameter
    {
        public override string Written => $"{typeof(T).Name} {JsonSerializer.Serialize(value)}";

        public override NpgsqlParameter Create() => new NpgsqlParameter<T> { TypedValue = value };
    }
}
