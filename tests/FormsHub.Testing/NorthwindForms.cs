using System.Globalization;
using System.Text.Json.Nodes;

namespace FormsHub.Testing;

/// <summary>
/// How the Northwind list goes into forms: customers and contacts into those of the emergency-contact template, suppliers and
/// orders into two forms of their own. Each mapping is one to one, so the list can be compared with the records afterwards.
/// </summary>
public static class NorthwindForms
{
    /// <summary>The definition of the form "supplier", as the tutorial builds it.</summary>
    public static string Supplier => File.ReadAllText(Repository.PathOf("docs", "tutorial", "supplier.json"));

    /// <summary>The definition of the form "order", as the tutorial loads it.</summary>
    public static string Order => File.ReadAllText(Repository.PathOf("docs", "tutorial", "order.json"));

    /// <summary>Field of the form, column of the list; columns that need more than copying stand in the methods below.</summary>
    public static readonly (string Field, string Column)[] CustomerTexts =
    [
        ("code", "customer_id"), ("name", "company_name"), ("address", "address"), ("city", "city"), ("province", "region"),
        ("postalCode", "postal_code"), ("country", "country"),
    ];

    public static readonly (string Field, string Column)[] ContactTexts =
        [("name", "contact_name"), ("jobTitle", "contact_title"), ("phoneNoted", "phone"), ("fax", "fax")];

    public static readonly (string Field, string Column)[] SupplierTexts =
    [
        ("name", "company_name"), ("contactName", "contact_name"), ("contactTitle", "contact_title"), ("address", "address"), ("city", "city"),
        ("province", "region"), ("postalCode", "postal_code"), ("country", "country"), ("phone", "phone"), ("fax", "fax"), ("homepage", "homepage"),
    ];

    public static readonly (string Field, string Column)[] OrderTexts =
    [
        ("number", "order_id"), ("orderedOn", "order_date"), ("requiredOn", "required_date"), ("shippedOn", "shipped_date"),
        ("shipName", "ship_name"), ("shipCity", "ship_city"), ("shipCountry", "ship_country"),
    ];

    public static JsonObject CustomerData(IReadOnlyDictionary<string, string> line) =>
        With(Texts(CustomerTexts, line), ("region", "overseas"), ("level", "standard"));

    public static JsonObject ContactData(IReadOnlyDictionary<string, string> line, IReadOnlyDictionary<string, string> customerIds) =>
        With(
            Texts(ContactTexts, line),
            ("customer", customerIds[line["customer_id"]]),
            ("relation", line["contact_title"] is "Owner" ? "principal" : "operations"),
            ("priority", "medium"));

    public static JsonObject SupplierData(IReadOnlyDictionary<string, string> line) =>
        With(Texts(SupplierTexts, line), ("number", Number(line["supplier_id"])));

    public static JsonObject OrderData(IReadOnlyDictionary<string, string> line, IReadOnlyDictionary<string, string> customerIds) =>
        With(
            Texts(OrderTexts, line),
            ("customer", customerIds[line["customer_id"]]),
            ("employee", Number(line["employee_id"])),
            ("freight", Number(line["freight"])));

    public static JsonObject Batch(IEnumerable<JsonObject> creates) =>
        new() { ["create"] = new JsonArray([.. creates.Select(data => new JsonObject { ["data"] = data })]) };

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static JsonObject Texts((string Field, string Column)[] mapping, IReadOnlyDictionary<string, string> line)
    {
        var data = new JsonObject();
        foreach (var (field, column) in mapping)
        {
            if (line[column].Length > 0) data[field] = line[column];
        }
        return data;
    }

    private static JsonObject With(JsonObject data, params (string Field, JsonNode? Value)[] more)
    {
        foreach (var (field, value) in more) data[field] = value;
        return data;
    }
}
