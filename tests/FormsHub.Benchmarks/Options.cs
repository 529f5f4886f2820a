using System.Globalization;

namespace FormsHub.Benchmarks;

/// <summary>What to measure. Every member is an argument: <c>--contacts 200000</c>.</summary>
public sealed record Options
{
    public int Customers { get; init; } = 20_000;
    public int Contacts { get; init; } = 200_000;

    /// <summary>Connections that ask at the same time, one round of measurements for each number.</summary>
    public IReadOnlyList<int> Connections { get; init; } = [1, 16];

    /// <summary>How long each figure is measured.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>Seconds of the same work before each figure, so that the just-in-time compilers are done.</summary>
    public double WarmUp { get; init; } = 5;

    /// <summary>Only scenarios whose name holds this.</summary>
    public string Only { get; init; } = "";

    /// <summary>Records of the large form in the comparison of list and search by size; 0: not compared.</summary>
    public int Growth { get; init; }

    /// <summary>Other forms in the comparison of the write rate; 0: not compared.</summary>
    public int Forms { get; init; }

    /// <summary>Sockets that subscribe to the contacts, all at once; 0: none.</summary>
    public int Subscribers { get; init; }

    /// <summary>The file that takes the figures as JSON.</summary>
    public string Json { get; init; } = "artifacts/benchmarks.json";

    public static readonly Options Smoke = new() { Customers = 50, Contacts = 500, Connections = [2], Seconds = 0.2, WarmUp = 0.1, Growth = 1_000, Forms = 3, Subscribers = 20 };

    /// <summary>The options of the command line, or what is wrong with it.</summary>
    public static (Options? Options, string? Error) Read(IReadOnlyList<string> arguments)
    {
        var options = arguments.Contains("--smoke") ? Smoke : new Options();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--smoke") continue;
            if (i + 1 >= arguments.Count) return (null, $"{arguments[i]} needs a value.");
            var value = arguments[++i];
            options = arguments[i - 1] switch
            {
                "--customers" => options with { Customers = Number(value) },
                "--contacts" => options with { Contacts = Number(value) },
                "--connections" => options with { Connections = [.. value.Split(',').Select(Number)] },
                "--seconds" => options with { Seconds = double.Parse(value, CultureInfo.InvariantCulture) },
                "--warm-up" => options with { WarmUp = double.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => options with { Only = value },
                "--growth" => options with { Growth = Number(value) },
                "--forms" => options with { Forms = Number(value) },
                "--subscribers" => options with { Subscribers = Number(value) },
                "--json" => options with { Json = value },
                _ => null,
            };
            if (options is null) return (null, $"Unknown argument \"{arguments[i - 1]}\".");
        }
        return (options, null);
    }

    private static int Number(string text) => int.Parse(text.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
