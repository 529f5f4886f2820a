using System.Diagnostics;
using System.Globalization;
using System.Text;
using FormsHub.GraphQL.Language;

namespace FormsHub.Benchmarks;

/// <summary>How fast GraphQL documents are parsed, on one core: the median of several runs, and what the tree allocates.</summary>
public static class ParseSpeed
{
    private const int Runs = 9;
    private static readonly TimeSpan EachRun = TimeSpan.FromMilliseconds(300);

    public static IEnumerable<string> Lines()
    {
        yield return "| document | bytes | MB/s, median (least–most) | bytes allocated per byte |";
        yield return "|---|---:|---:|---:|";
        foreach (var (name, text) in new[] { ("a query", Query), ("the same, minified", Printer.Minify(new Source(Query))), ("a document of 1 MB", Large(1_000_000)), ("a schema in SDL", Sdl(400)) })
            yield return Measure(name, text);
    }

    private static string Measure(string name, string text)
    {
        for (var warm = Stopwatch.StartNew(); warm.Elapsed < 3 * EachRun;) Parser.Parse(text);

        var size = Encoding.UTF8.GetByteCount(text);
        var rates = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var (watch, times) = (Stopwatch.StartNew(), 0);
            for (; watch.Elapsed < EachRun; times++) Parser.Parse(text);
            rates.Add(size * (double)times / watch.Elapsed.TotalSeconds / 1e6);
        }
        rates.Sort();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Parser.Parse(text);
        var allocated = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / size;
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {size:N0} | {rates[Runs / 2]:N0} ({rates[0]:N0}–{rates[^1]:N0}) | {allocated:N1} |");
    }

    /// <summary>As a client sends it.</summary>
    private const string Query = """
        query CustomersWithTheirContacts($first: Int! = 25, $after: String, $where: ContactFilter, $includeHistory: Boolean = false) {
          customers(first: $first, after: $after, where: { AND: [{ name: { contains: "Ltd" } }, { active: { eq: true } }] }, orderBy: [NAME_ASC, CREATED_AT_DESC]) {
            totalCount
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            edges {
              cursor
              node {
                id
                rev
                name
                ...CustomerAddress
                accountManager { id displayName email department { id name } }
                contacts(first: 20, where: $where, orderBy: LAST_NAME_ASC) {
                  totalCount
                  edges {
                    node {
                      ...ContactCard
                      revisions(last: 3) @include(if: $includeHistory) {
                        number
                        changedAt
                        changedBy { id displayName }
                        changes { field before after }
                      }
                    }
                  }
                }
                ordersAggregate: orders { aggregate { count sum { amount } max { orderedAt } } }
              }
            }
          }
        }

        fragment CustomerAddress on Customer {
          billingAddress: address(kind: BILLING) { street houseNumber postalCode city country { code name } }
          deliveryAddress: address(kind: DELIVERY) { street houseNumber postalCode city country { code name } }
        }

        # What a list of people shows of one.
        fragment ContactCard on Contact {
          id
          rev
          firstName
          lastName
          email
          phone
          birthday
          tags
          photo(width: 64, height: 64, format: "webp") { url width height }
          customer { id name }
          ... on KeyContact { priority notes(limit: 5) { text author { displayName } createdAt } }
          createdAt
          updatedAt
          createdBy { id displayName }
        }
        """;

    private static string Large(int size)
    {
        var document = new StringBuilder();
        for (var number = 0; document.Length < size; number++)
        {
            document.Append(Query.Replace("CustomersWithTheirContacts", $"Q{number}", StringComparison.Ordinal).Replace("CustomerAddress", $"A{number}", StringComparison.Ordinal)
                .Replace("ContactCard", $"C{number}", StringComparison.Ordinal)).Append('\n');
        }
        return document.ToString();
    }

    private static string Sdl(int forms)
    {
        var schema = new StringBuilder("schema { query: Query mutation: Mutation }\n\n");
        for (var form = 0; form < forms; form++)
        {
            schema.Append(CultureInfo.InvariantCulture, $"\"\"\"\nThe records of form {form}, as far as the caller may see them.\n\"\"\"\ntype Form{form} implements Node & Record {{\n  id: ID!\n");
            for (var field = 0; field < 40; field++)
                schema.Append(CultureInfo.InvariantCulture, $"  \"Field {field}, as it is labelled.\"\n  field{field}(where: Form{form}Filter, first: Int = 25, after: String): [Form{(form + field) % forms}!]!{(field % 10 is 0 ? " @deprecated(reason: \"Renamed.\")" : "")}\n");
            schema.Append(CultureInfo.InvariantCulture, $"}}\n\ninput Form{form}Filter {{\n  AND: [Form{form}Filter!]\n  name: StringFilter\n  number: IntFilter = {{ gt: 0 }}\n}}\n\nenum Form{form}Status {{ OPEN CLOSED ARCHIVED }}\n\n");
        }
        return schema.ToString();
    }
}
