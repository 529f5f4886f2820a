using FormsHub.Server.GraphQL;

namespace FormsHub.Server.Hosting;

/// <summary>How this server is set up. Each member is an environment variable; docs/operations.md lists them.</summary>
public sealed record Settings
{
    /// <summary>FORMSHUB_DB: an Npgsql connection string; null: the embedded PostgreSQL.</summary>
    public string? Database { get; init; }

    /// <summary>FORMSHUB_POSTGRES: the folder whose <c>bin/</c> holds the embedded PostgreSQL; null: found beside the program.</summary>
    public string? Postgres { get; init; }

    /// <summary>FORMSHUB_DATA: the folder of the embedded cluster, files and keys.</summary>
    public string Data { get; init; } = Path.GetFullPath(".data");

    /// <summary>FORMSHUB_KEYS: the folder of the key ring of encrypted fields; null: <c>keys</c> in <see cref="Data"/>.</summary>
    public string? Keys { get; init; }

    public string KeyFolder => Keys ?? Path.Combine(Data, "keys");

    /// <summary>FORMSHUB_URLS: the addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>FORMSHUB_ADMIN_PASSWORD: the first administrator's password; null: a generated one.</summary>
    public string? AdministratorPassword { get; init; }

    /// <summary>FORMSHUB_TEMPLATES: the folder of templates; null: the one beside the program or in the repository.</summary>
    public string? Templates { get; init; }

    /// <summary>FORMSHUB_UI: the folder of the built user interface; null: the one beside the program or in the repository.</summary>
    public string? Ui { get; init; }

    /// <summary>FORMSHUB_DEMO=1 or --demo: install the emergency-contact template with sample data at the first start.</summary>
    public bool Demo { get; init; }

    /// <summary>FORMSHUB_PROXIES: addresses or networks of reverse proxies whose X-Forwarded-* headers are believed.</summary>
    public string? Proxies { get; init; }

    /// <summary>FORMSHUB_FILE_LIMIT: the largest file that may be uploaded, in bytes.</summary>
    public long FileLimit { get; init; } = 50L * 1024 * 1024;

    /// <summary>FORMSHUB_RATE_LIMIT: requests that one caller may make in ten seconds; 0: no limit.</summary>
    public int RateLimit { get; init; } = 200_000;

    /// <summary>FORMSHUB_TIMEZONE: the company's time zone, such as Asia/Shanghai, in which "today" begins; null: the machine's.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Local;

    /// <summary>FORMSHUB_LOG=json: one JSON object per line instead of text.</summary>
    public bool JsonLog { get; init; }

    /// <summary>FORMSHUB_GRAPHQL_…: how much one GraphQL operation may ask for.</summary>
    public GraphQLLimits GraphQL { get; init; } = GraphQLLimits.Usual;

    public static Settings FromEnvironment(IReadOnlyList<string> arguments) => new()
    {
        Database = Variable("FORMSHUB_DB"),
        Postgres = Variable("FORMSHUB_POSTGRES"),
        Data = Path.GetFullPath(Variable("FORMSHUB_DATA") ?? ".data"),
        Keys = Variable("FORMSHUB_KEYS"),
        Urls = Variable("FORMSHUB_URLS") ?? "http://127.0.0.1:8080",
        AdministratorPassword = Variable("FORMSHUB_ADMIN_PASSWORD"),
        Templates = Variable("FORMSHUB_TEMPLATES"),
        Ui = Variable("FORMSHUB_UI"),
        Demo = Variable("FORMSHUB_DEMO") is "1" or "true" || arguments.Contains("--demo"),
        Proxies = Variable("FORMSHUB_PROXIES"),
        FileLimit = Number("FORMSHUB_FILE_LIMIT", 50L * 1024 * 1024),
        TimeZone = Variable("FORMSHUB_TIMEZONE") is { } zone ? TimeZoneInfo.FindSystemTimeZoneById(zone) : TimeZoneInfo.Local,
        JsonLog = Variable("FORMSHUB_LOG") is "json",
        RateLimit = (int)Number("FORMSHUB_RATE_LIMIT", 200_000),
        GraphQL = new GraphQLLimits
        {
            Document = Limit("FORMSHUB_GRAPHQL_DOCUMENT", GraphQLLimits.Usual.Document),
            Depth = Limit("FORMSHUB_GRAPHQL_DEPTH", GraphQLLimits.Usual.Depth),
            Fields = Limit("FORMSHUB_GRAPHQL_FIELDS", GraphQLLimits.Usual.Fields),
            Aliases = Limit("FORMSHUB_GRAPHQL_ALIASES", GraphQLLimits.Usual.Aliases),
            RootFields = Limit("FORMSHUB_GRAPHQL_ROOT_FIELDS", GraphQLLimits.Usual.RootFields),
            Cost = Limit("FORMSHUB_GRAPHQL_COST", GraphQLLimits.Usual.Cost),
        },
    };

    /// <summary>A folder of the product such as "templates": beside the program, else in the repository it was built from.</summary>
    public static string? FindFolder(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, path);
            if (Directory.Exists(candidate)) return candidate;
        }
        return null;
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static int Limit(string name, int fallback) => (int)Math.Min(int.MaxValue, Number(name, fallback));

    private static long Number(string name, long fallback)
    {
        if (Variable(name) is not { } text) return fallback;
        return long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= int.MaxValue * 1024L
            ? number
            : throw new FormatException($"{name} must be a number, not \"{text}\".");
    }
}
