using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Access;
using FormsHub.Core.Fields;
using FormsHub.Core.Results;

namespace FormsHub.Core.Filters;

/// <summary>Reads what a condition compares with; what is wrong is added to the errors.</summary>
public sealed class OperandReader(IDirectory directory, List<FieldError> errors)
{
    private static readonly JsonElement SampleMoment = JsonElement.Parse("\"2026-11-21T10:00:00.000Z\"");
    private static readonly JsonElement SampleDay = JsonElement.Parse("\"2026-11-21\"");
    private static readonly JsonElement SampleText = JsonElement.Parse("\"z z\"");

    public Operand? Read(JsonElement json, Subject subject, string path) =>
        subject.IsList && json.ValueKind is JsonValueKind.Array && json.EnumerateArray().Any(IsRelative) ? Joined(json, subject, path)
        : Relative(json, subject, path, out var relative) ? relative
        : Constant(json, subject, path);

    /// <summary>A list in which some items are relative, such as ["$me", "li"].</summary>
    private Operand.Joined? Joined(JsonElement json, Subject subject, string path)
    {
        var items = json.EnumerateArray().Select((item, index) => Read(item, subject, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"))).ToList();
        return items.Contains(null) ? null : new Operand.Joined([.. items.Select(item => item!)]);
    }

    private static bool IsRelative(JsonElement json) => json.ValueKind is JsonValueKind.String && json.GetString() is ['$', ..];

    /// <summary>Whether the JSON means a relative value; the operand is null if it is a wrong one.</summary>
    private bool Relative(JsonElement json, Subject subject, string path, out Operand? operand)
    {
        operand = null;
        var name = json.ValueKind switch
        {
            JsonValueKind.String when json.GetString() is ['$', ..] && subject.Links is LinkKind.User or LinkKind.Department => json.GetString(),
            JsonValueKind.Object => json.EnumerateObject().Select(member => member.Name).FirstOrDefault(first => first is ['$', ..]),
            _ => null,
        };
        if (name is null) return false;

        operand = (name, subject.Links) switch
        {
            ("$me", LinkKind.User) => new Operand.Me(),
            ("$myDepartment", LinkKind.Department) => new Operand.MyDepartment(),
            ("$myDepartments", LinkKind.Department) => new Operand.MyDepartments(),
            ("$now" or "$today", _) when json.ValueKind is JsonValueKind.Object => Temporal(json, name, subject, path),
            _ => null,
        };
        if (operand is null && (errors.Count is 0 || errors[^1].Path != path)) errors.Add(FilterErrors.NotRelative(path, name));
        if (operand is not null && subject.IsList) operand = new Operand.AsList(operand);
        return true;
    }

    private Operand? Temporal(JsonElement json, string name, Subject subject, string path)
    {
        var isDay = IsDay(subject);
        if (!isDay && !IsMoment(subject)) return null;
        var value = json.GetProperty(name);
        if (json.EnumerateObject().Count() is not 1 || Period(value) is not { } period)
        {
            errors.Add(FilterErrors.BadPeriod(path));
            return null;
        }
        return name is "$now" ? new Operand.Now(period, isDay) : new Operand.Today(period, isDay);
    }

    /// <summary>Whether the values are moments.</summary>
    public static bool IsMoment(Subject subject) => subject is Subject.OfSystem { System.Kind: SystemKind.Moment } || Takes(subject, SampleMoment);

    /// <summary>Whether the values are days.</summary>
    public static bool IsDay(Subject subject) => subject is not Subject.OfSystem && !Takes(subject, SampleMoment) && Takes(subject, SampleDay);

    private static Period? Period(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => Filters.Period.Zero,
        JsonValueKind.String => value.GetString() is "" ? Filters.Period.Zero : Filters.Period.Parse(value.GetString()!),
        _ => null,
    };

    /// <summary>Whether values of the subject look exactly so, and not like any text.</summary>
    private static bool Takes(Subject subject, JsonElement sample) =>
        subject.Read(sample) is { Failed: false, Value: { ValueKind: JsonValueKind.String } read }
        && read.ValueEquals(sample.GetString())
        && subject.Read(SampleText) is { Failed: true };

    private Operand.Constant? Constant(JsonElement json, Subject subject, string path)
    {
        var reading = subject.Read(json);
        if (reading.Failed)
        {
            errors.AddRange(reading.Errors!.Select(error => error.Under(path)));
            return null;
        }
        if (reading.Value is not { } value)
        {
            errors.Add(FilterErrors.WrongType(path, $"Must not be empty here.", $"此处不能为空。"));
            return null;
        }
        return subject.Links is LinkKind.User or LinkKind.Department ? Named(value, subject, path) : new Operand.Constant(value);
    }

    /// <summary>Ids in place of the names of people and departments.</summary>
    private Operand.Constant? Named(JsonElement value, Subject subject, string path)
    {
        if (value.ValueKind is not JsonValueKind.Array) return Id(value.GetString()!) is { } id ? Of(id) : null;
        var ids = value.EnumerateArray().Select(item => Id(item.GetString()!)).ToList();
        return ids.Contains(null) ? null : Of(ids);

        Guid? Id(string text)
        {
            var id = Guid.TryParse(text, out var given) ? given : directory.Find(subject.Links, text);
            if (id is null) errors.Add(FilterErrors.UnknownName(path, text));
            return id;
        }

        static Operand.Constant Of<T>(T ids) => new(JsonSerializer.SerializeToElement(ids));
    }
}
