using System.Globalization;
using System.Text.Json;
using FormsHub.Core.Expressions;

namespace FormsHub.Core.Filters;

/// <summary>What a value is compared with: a constant in stored form, or something that depends on who asks and when.</summary>
public abstract record Operand
{
    private Operand()
    {
    }

    /// <summary>The values it stands for now: one; none, where the caller has no department; or several departments.</summary>
    public abstract IEnumerable<JsonElement> Resolve(FilterContext context);

    public sealed record Constant(JsonElement Value) : Operand
    {
        public override IEnumerable<JsonElement> Resolve(FilterContext context) => [Value];
    }

    /// <summary>{"$now": period}, as a moment, or as a day where days are compared.</summary>
    public sealed record Now(Period Period, bool AsDay) : Operand
    {
        public override IEnumerable<JsonElement> Resolve(FilterContext context)
        {
            var moment = Period.From(context.Now, context.Zone);
            return [AsDay ? Text(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, context.Zone).DateTime)) : Text(moment)];
        }
    }

    /// <summary>{"$today": period}, as a day, or as its beginning where moments are compared.</summary>
    public sealed record Today(Period Period, bool AsDay) : Operand
    {
        public override IEnumerable<JsonElement> Resolve(FilterContext context)
        {
            var day = Period.From(context.Today);
            if (AsDay) return [Text(day)];
            var local = day.ToDateTime(TimeOnly.MinValue);
            return [Text(new DateTimeOffset(local, context.Zone.GetUtcOffset(local)))];
        }
    }

    /// <summary>"$me".</summary>
    public sealed record Me : Operand
    {
        public override IEnumerable<JsonElement> Resolve(FilterContext context) => context.Me is { } me ? [Text(me)] : [];
    }

    /// <summary>"$myDepartment".</summary>
    public sealed record MyDepartment : Operand
    {
        public override IEnumerable<JsonElement> Resolve(FilterContext context) => context.Department is { } mine ? [Text(mine)] : [];
    }

    /// <summary>"$myDepartments": with all below.</summary>
    public sealed record MyDepartments : Operand
    {
        public override IEnumerable<JsonElement> Resolve(FilterContext context) => context.Departments.Select(Text);
    }

    /// <summary>Another operand as a list, where lists are compared.</summary>
    public sealed record AsList(Operand Item) : Operand
    {
        public override IEnumerable<JsonElement> Resolve(FilterContext context) =>
            Item.Resolve(context).Select(item => JsonSerializer.SerializeToElement(new[] { item }));
    }

    /// <summary>Lists joined to one.</summary>
    public sealed record Joined(IReadOnlyList<Operand> Lists) : Operand
    {
        public override IEnumerable<JsonElement> Resolve(FilterContext context) =>
            [JsonSerializer.SerializeToElement(Lists.SelectMany(list => list.Resolve(context)).SelectMany(list => list.EnumerateArray()))];
    }

    private static JsonElement Text(Guid id) => JsonSerializer.SerializeToElement(id);

    private static JsonElement Text(DateTimeOffset moment) => JsonSerializer.SerializeToElement(ValueJson.Write(moment));

    private static JsonElement Text(DateOnly day) =>
        JsonSerializer.SerializeToElement(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
