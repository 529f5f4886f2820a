using System.Text.Json;
using System.Text.Json.Nodes;
using FormsHub.Testing;

namespace FormsHub.Server.Tests;

/// <summary>
/// What the product is for, on a real customer list and through REST alone: the steps of docs/tutorial.md, and at the end the
/// comparison with the list.
/// </summary>
public class MainJobTests(TestServer server) : IClassFixture<TestServer>
{
    private ApiClient Admin => server.Administrator;

    [Fact]
    public async Task A_customer_list_goes_in_is_edited_deleted_and_restored_and_nothing_is_lost()
    {
        (await Admin.PostAsync("/templates/emergency-contacts/install", new { sampleData = false })).Succeeded();
        await Admin.PublishFormAsync(NorthwindForms.Supplier);
        await Admin.PublishFormAsync(NorthwindForms.Order);

        var customerIds = await LoadCustomersAsync();
        var contactIds = await LoadAsync("contact", Northwind.Customers.Select(line => NorthwindForms.ContactData(line, customerIds)));
        await LoadAsync("supplier", Northwind.Suppliers.Select(NorthwindForms.SupplierData));
        await LoadAsync("order", Northwind.Orders.Select(line => NorthwindForms.OrderData(line, customerIds)));

        await EditAndRevertOneFieldAsync(contactIds[0]);
        await DeleteFindAndRestoreAsync(contactIds.Take(20).ToList());
        await NorthwindComparison.AssertNothingIsLostAsync(Admin);
    }

    private async Task<Dictionary<string, string>> LoadCustomersAsync()
    {
        var ids = await LoadAsync("customer", Northwind.Customers.Select(NorthwindForms.CustomerData));
        return Northwind.Customers.Zip(ids).ToDictionary(pair => pair.First["customer_id"], pair => pair.Second);
    }

    private async Task<List<string>> LoadAsync(string form, IEnumerable<JsonObject> data)
    {
        var batch = NorthwindForms.Batch(data);

        var answer = await Admin.BatchAsync(form, batch);

        var results = answer["results"].EnumerateArray().ToList();
        Assert.Equal(batch["create"]!.AsArray().Count, results.Count);
        return [.. results.OrderBy(result => result.GetProperty("index").GetInt32()).Select(result => result.GetProperty("id").GetString()!)];
    }

    private async Task EditAndRevertOneFieldAsync(string id)
    {
        var before = await Admin.ReadAsync("contact", id);

        var edited = (await Admin.PatchAsync(
            $"/forms/contact/records/{id}",
            new { data = new { jobTitle = "Head of sales", phoneNoted = "030-999 99 99" } },
            ifMatch: "1")).Succeeded();
        Assert.Equal(2, edited["rev"].GetInt32());

        var diff = (await Admin.GetAsync($"/forms/contact/records/{id}/diff?from=1&to=2")).Succeeded();
        Assert.Equal(["jobTitle", "phoneNoted"], diff["changes"].EnumerateArray().Select(change => change.GetProperty("field").GetString()).Order());

        (await Admin.PostAsync($"/forms/contact/records/{id}/revert", new { rev = 1, fields = new[] { "phoneNoted" } })).Succeeded();
        var reverted = await Admin.ReadAsync("contact", id);
        Assert.Equal(3, reverted.GetProperty("rev").GetInt32());
        Assert.Equal("Head of sales", Text(reverted, "jobTitle"));
        Assert.Equal(Text(before, "phoneNoted"), Text(reverted, "phoneNoted"));

        (await Admin.PostAsync($"/forms/contact/records/{id}/revert", new { rev = 1 })).Succeeded();
        var revisions = (await Admin.GetAsync($"/forms/contact/records/{id}/revisions")).Succeeded();
        Assert.Equal(["revert", "revert", "update", "create"], revisions["items"].EnumerateArray().Select(each => each.GetProperty("op").GetString()));
    }

    private async Task DeleteFindAndRestoreAsync(List<string> ids)
    {
        var deleted = await Admin.BatchAsync("contact", new { delete = ids.Select(id => new { id }) });
        Assert.Equal(20, deleted["results"].GetArrayLength());
        Assert.Equal(71, (await Admin.QueryAsync("contact", """{"count": true, "first": 1}"""))["totalCount"].GetInt32());

        var bin = (await Admin.GetAsync("/recycle-bin?form=contact&first=100")).Succeeded();
        Assert.Equal(ids.Order(), bin["items"].EnumerateArray().Select(item => item.GetProperty("id").GetString()).Order());
        var found = (await Admin.GetAsync("/recycle-bin?form=contact&q=Maria%20Anders")).Succeeded();
        Assert.Equal(ids[0], Assert.Single(found["items"].EnumerateArray()).GetProperty("id").GetString());

        (await Admin.PostAsync("/recycle-bin/restore", new { ids })).Succeeded();
        Assert.Empty((await Admin.GetAsync("/recycle-bin?form=contact")).Succeeded()["items"].EnumerateArray());
    }

    private static string Text(JsonElement record, string field) => record.GetProperty("data").GetProperty(field).GetString()!;
}
