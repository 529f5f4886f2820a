using System.Text.Json;
using System.Text.Json.Serialization;
using FormsHub.Core.Results;
using FormsHub.Storage;
using FormsHub.Storage.Tables;
using Microsoft.AspNetCore.Identity;

namespace FormsHub.Server.People;

/// <summary>A role that a request gives a person: its key, or {"role", "from", "until"} for a time.</summary>
/// <param name="IsKey">Whether only the key was given: for how long a role is held stays as it is then.</param>
[JsonConverter(typeof(GivenRoleJson))]
public sealed record GivenRole(string Role, DateTimeOffset? From = null, DateTimeOffset? Until = null, bool IsKey = false)
{
    /// <summary>The role with its time as an ISO 8601 interval, for the audit.</summary>
    public override string ToString() => From is null && Until is null ? Role : FormattableString.Invariant($"{Role} {Moment(From)}/{Moment(Until)}");

    /// <summary>What is wrong with a time; one that a person has already is left as it is.</summary>
    internal static FieldError? Check(string path, DateTimeOffset? from, DateTimeOffset? until, DateTimeOffset? had, DateTimeOffset now) =>
        from >= until ? PersonRules.Error(path + "/until", "ends_before_it_begins", $"It must end after it begins.", $"结束时间必须晚于开始时间。")
        : until <= now && until != had ? PersonRules.Error(path + "/until", "time_passed", $"This time has passed.", $"该时间已过。")
        : null;

    /// <summary>Sets when a role that a person holds begins and ends.</summary>
    internal static void SetTime(FormsDb db, IdentityUserRole<Guid> held, DateTimeOffset? from, DateTimeOffset? until)
    {
        var entry = db.Entry(held);
        entry.Property(HeldRole.From).CurrentValue = from?.ToUniversalTime();
        entry.Property(HeldRole.Until).CurrentValue = until?.ToUniversalTime();
    }

    internal static DateTimeOffset? UntilOf(FormsDb db, IdentityUserRole<Guid>? held) =>
        held is null ? null : (DateTimeOffset?)db.Entry(held).Property(HeldRole.Until).CurrentValue;

    private static string Moment(DateTimeOffset? at) => at is { } time ? FormattableString.Invariant($"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss}Z") : "..";
}

internal sealed class GivenRoleJson : JsonConverter<GivenRole>
{
    public override GivenRole Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String) return new GivenRole(reader.GetString()!, IsKey: true);
        var (role, from, until) = JsonSerializer.Deserialize<Timed>(ref reader, options)!;
        return new GivenRole(role, from, until);
    }

    public override void Write(Utf8JsonWriter writer, GivenRole value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Timed(value.Role, value.From, value.Until), options);

    internal sealed record Timed(string Role, DateTimeOffset? From = null, DateTimeOffset? Until = null);
}
