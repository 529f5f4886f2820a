using System.Globalization;
using System.Text.Json;
using Xunit;

namespace FormsHub.Testing;

/// <summary>Compares what the server holds with the Northwind list, value by value.</summary>
public static class NorthwindComparison
{
    /// <summary>Fails on the first value that is not as in the list, and on any record too few or too many.</summary>
    public static async Task AssertNothingIsLostAsync(ApiClient admin)
    {
        var customers = (await admin.AllAsync("customer")).ToDictionary(record => Text(record, "code"));
        Assert.Equal(Northwind.Customers.Count, customers.Count);
        foreach (var line in Northwind.Customers) AssertSame(NorthwindForms.CustomerTexts, line, customers[line["customer_id"]]);

        var contacts = (await admin.AllAsync("contact")).ToDictionary(CustomerOf);
        Assert.Equal(Northwind.Customers.Count, contacts.Count);
        foreach (var line in Northwind.Customers)
            AssertSame(NorthwindForms.ContactTexts, line, contacts[customers[line["customer_id"]].GetProperty("id").GetString()!]);

        var suppliers = (await admin.AllAsync("supplier")).ToDictionary(record => Number(record, "number"));
        Assert.Equal(Northwind.Suppliers.Count, suppliers.Count);
        foreach (var line in Northwind.Suppliers)
            AssertSame(NorthwindForms.SupplierTexts, line, suppliers[decimal.Parse(line["supplier_id"], CultureInfo.InvariantCulture)]);

        var orders = (await admin.AllAsync("order")).ToDictionary(record => Text(record, "number"));
        Assert.Equal(Northwind.Orders.Count, orders.Count);
        foreach (var line in Northwind.Orders)
        {
            var order = orders[line["order_id"]];
            AssertSame(NorthwindForms.OrderTexts, line, order);
            Assert.Equal(decimal.Parse(line["freight"], CultureInfo.InvariantCulture), Number(order, "freight"));
            Assert.Equal(decimal.Parse(line["employee_id"], CultureInfo.InvariantCulture), Number(order, "employee"));
            Assert.Equal(customers[line["customer_id"]].GetProperty("id").GetString(), CustomerOf(order));
        }
    }

    private static void AssertSame((string Field, string Column)[] mapping, IReadOnlyDictionary<string, string> line, JsonElement record) =>
        Assert.Equal(mapping.Select(pair => line[pair.Column]), mapping.Select(pair => Text(record, pair.Field)));

    private static string Text(JsonElement record, string field) =>
        record.GetProperty("data").TryGetProperty(field, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    private static decimal Number(JsonElement record, string field) => record.GetProperty("data").GetProperty(field).GetDecimal();

    private static string CustomerOf(JsonElement record) => record.GetProperty("data").GetProperty("customer").GetProperty("id").GetString()!;
}
