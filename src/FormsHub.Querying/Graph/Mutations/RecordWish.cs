using System.Text.Json;
using FormsHub.Core.Forms;

namespace FormsHub.Querying.Graph.Mutations;

/// <summary>One record that a mutation is to write, as it was asked for.</summary>
/// <param name="Kind">Never a batch.</param>
/// <param name="Id">Of a record to be created: one that was just made.</param>
public sealed record RecordWish(WriteKind Kind, Form Form, Guid Id)
{
    /// <summary>The revision that it must be at, or that it is put back to; null: any.</summary>
    public int? Rev { get; init; }

    /// <summary>Values by key, of a record that is created or changed.</summary>
    public JsonElement Data { get; init; }

    /// <summary>An object with the owner and the department, where they are given.</summary>
    public JsonElement Assigned { get; init; }

    /// <summary>Keys of the fields that are put back; null: all.</summary>
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>A JSON pointer to the wish in its root field's arguments.</summary>
    public string At { get; init; } = "";

    /// <summary>A JSON pointer to its input.</summary>
    public string InputAt { get; init; } = "";

    /// <summary>The names under which fields are given, by key, where they differ: a former key, or that of a new record.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = NoNames;

    /// <summary>The place in its list, of a batch's item; null for what is created within others.</summary>
    public int? Index { get; init; }

    /// <summary>Which of the root fields asks for it.</summary>
    public int Root { get; init; }

    /// <summary>Whether the record is created within another one.</summary>
    public bool IsWithin => Kind is WriteKind.Create && Index is null && At.Length > 0;

    private static readonly Dictionary<string, string> NoNames = [];

    /// <summary>Whether the path of an error leads into the record.</summary>
    public static bool IsInData(string path) => path is "/data" || path.StartsWith("/data/", StringComparison.Ordinal);

    /// <summary>Where an error stands whose path is that of a record write: <c>/data/phone</c>.</summary>
    public string PointerOf(string path)
    {
        if (!IsInData(path)) return At + path;
        if (Kind is not WriteKind.Create and not WriteKind.Update) return At + "/id";
        var steps = path.Split('/', 4);
        if (steps.Length > 2 && Names.TryGetValue(steps[2], out var name)) steps[2] = name;
        return string.Join('/', [InputAt, .. steps.Skip(2)]);
    }
}

/// <summary>What became of a wish: its record's revision, or errors.</summary>
public sealed record WishOutcome(int? Rev, IReadOnlyList<WishError> Errors);

/// <summary>What is wrong with a wish of a batch.</summary>
/// <param name="Field">A JSON pointer into the arguments of the batch.</param>
public sealed record WishError(string Field, string Code, string Message);
