using System.Globalization;
using System.Text.Json.Nodes;

namespace FormsHub.Testing;

/// <summary>
/// How the Northwind list goes into forms: customers and contacts into those of the emergency-contact template, suppliers and
/// orders into two forms of their own. Each mapping is one to one, so the list can be compared with the records afterwards.
/// </summary>
public static class NorthwindForms
{
    public const string Supplier = """
        {
          "key": "supplier", "plural": "suppliers", "app": "emergency", "title": {"zh-CN": "供应商", "en": "Supplier"}, "titleField": "name",
          "fields": [
            {"key": "number", "type": "number", "label": {"zh-CN": "编号", "en": "Number"}, "required": true, "unique": true, "decimals": 0},
            {"key": "name", "type": "text", "label": {"zh-CN": "名称", "en": "Name"}, "required": true},
            {"key": "contactName", "type": "text", "label": {"zh-CN": "联系人", "en": "Contact"}},
            {"key": "contactTitle", "type": "text", "label": {"zh-CN": "职务", "en": "Job title"}},
            {"key": "address", "type": "text", "label": {"zh-CN": "地址", "en": "Address"}},
            {"key": "city", "type": "text", "label": {"zh-CN": "城市", "en": "City"}},
            {"key": "state", "type": "text", "label": {"zh-CN": "省或州", "en": "State or province"}},
            {"key": "postalCode", "type": "text", "label": {"zh-CN": "邮编", "en": "Postal code"}},
            {"key": "country", "type": "text", "label": {"zh-CN": "国家", "en": "Country"}},
            {"key": "phone", "type": "text", "label": {"zh-CN": "电话", "en": "Phone"}},
            {"key": "fax", "type": "text", "label": {"zh-CN": "传真", "en": "Fax"}},
            {"key": "homepage", "type": "text", "label": {"zh-CN": "主页", "en": "Home page"}}
          ]
        }
        """;

    public const string Order = """
        {
          "key": "order", "plural": "orders", "app": "emergency", "title": {"zh-CN": "订单", "en": "Order"}, "titleField": "number",
          "fields": [
            {"key": "number", "type": "text", "label": {"zh-CN": "订单号", "en": "Number"}, "required": true, "unique": true},
            {"key": "customer", "type": "reference", "label": {"zh-CN": "客户", "en": "Customer"}, "target": "customer", "onTargetDelete": "restrict"},
            {"key": "employee", "type": "number", "label": {"zh-CN": "经办人编号", "en": "Employee"}},
            {"key": "orderedOn", "type": "date", "label": {"zh-CN": "下单日期", "en": "Ordered on"}, "indexed": true},
            {"key": "requiredOn", "type": "date", "label": {"zh-CN": "要求日期", "en": "Required on"}},
            {"key": "shippedOn", "type": "date", "label": {"zh-CN": "发货日期", "en": "Shipped on"}},
            {"key": "freight", "type": "currency", "label": {"zh-CN": "运费", "en": "Freight"}, "currency": "USD", "decimals": 2},
            {"key": "shipName", "type": "text", "label": {"zh-CN": "收货人", "en": "Ship to"}},
            {"key": "shipCity", "type": "text", "label": {"zh-CN": "收货城市", "en": "City"}},
            {"key": "shipCountry", "type": "text", "label": {"zh-CN": "收货国家", "en": "Country"}}
          ]
        }
        """;

    /// <summary>Field of the form, column of the list; columns that need more than copying stand in the methods below.</summary>
    public static readonly (string Field, string Column)[] CustomerTexts =
    [
        ("code", "customer_id"), ("name", "company_name"), ("address", "address"), ("city", "city"), ("state", "region"),
        ("postalCode", "postal_code"), ("country", "country"),
    ];

    public static readonly (string Field, string Column)[] ContactTexts =
        [("name", "contact_name"), ("jobTitle", "contact_title"), ("phoneNoted", "phone"), ("fax", "fax")];

    public static readonly (string Field, string Column)[] SupplierTexts =
    [
        ("name", "company_name"), ("contactName", "contact_name"), ("contactTitle", "contact_title"), ("address", "address"), ("city", "city"),
        ("state", "region"), ("postalCode", "postal_code"), ("country", "country"), ("phone", "phone"), ("fax", "fax"), ("homepage", "homepage"),
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
