using System.Text;

namespace FormsHub.Testing;

/// <summary>The customer list of tests/data/northwind: each line by its column names, texts as they stand there.</summary>
public static class Northwind
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Customers => Read("customers");

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Suppliers => Read("suppliers");

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Orders => Read("orders");

    private static List<IReadOnlyDictionary<string, string>> Read(string name)
    {
        var lines = Lines(File.ReadAllText(Repository.PathOf("tests", "data", "northwind", name + ".csv"))).ToList();
        return [.. lines.Skip(1).Select(line => lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>RFC 4180: quoted values may hold commas, quotes (doubled) and line ends.</summary>
    private static IEnumerable<List<string>> Lines(string csv)
    {
        var line = new List<string>();
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            switch (csv[i])
            {
                case '"' when quoted && i + 1 < csv.Length && csv[i + 1] is '"':
                    value.Append(csv[++i]);
                    break;
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    EndValue();
                    break;
                case '\n' when !quoted:
                    EndValue();
                    yield return line;
                    line = [];
                    break;
                case '\r' when !quoted:
                    break;
                default:
                    value.Append(csv[i]);
                    break;
            }
        }

        void EndValue()
        {
            line.Add(value.ToString());
            value.Clear();
        }
    }
}
