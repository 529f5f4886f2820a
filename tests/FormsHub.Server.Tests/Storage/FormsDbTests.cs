using FormsHub.Core.Forms;
using FormsHub.Storage;
using FormsHub.Storage.Tables;
using FormsHub.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FormsHub.Server.Tests.Storage;

/// <summary>Every mapped table is written and read once, so that a wrong column name cannot hide.</summary>
public class FormsDbTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task What_is_written_is_read_back()
    {
        var ct = TestContext.Current.CancellationToken;
        var department = new Department { Key = "service", Title = new Localized("客服", "Service") };
        var role = new Role { Name = "agent", NormalizedName = "AGENT", Title = new Localized("客服", "Agent") };
        var user = new AppUser { UserName = "li", NormalizedUserName = "LI", DisplayName = "李", Department = department.Id };
        var token = new AccessToken { Name = "script", UserId = user.Id, Hash = [1, 2], Hint = "fh_ab", Scopes = "[]" };
        await using (var db = Open())
        {
            db.AddRange(department, role, user, token, new Setting { Key = "zone", Value = "\"Asia/Shanghai\"" });
            db.Add(new IdentityUserRole<Guid> { UserId = user.Id, RoleId = role.Id });
            db.Add(new IdentityUserClaim<Guid> { UserId = user.Id, ClaimType = "a", ClaimValue = "b" });
            db.Add(new IdentityUserLogin<Guid> { UserId = user.Id, LoginProvider = "wecom", ProviderKey = "1" });
            db.Add(new IdentityUserToken<Guid> { UserId = user.Id, LoginProvider = "x", Name = "y", Value = "z" });
            db.Add(new IdentityRoleClaim<Guid> { RoleId = role.Id, ClaimType = "a", ClaimValue = "b" });
            await db.SaveChangesAsync(ct);
        }

        await using var read = Open();
        Assert.Equal(new Localized("客服", "Service"), (await read.Departments.SingleAsync(each => each.Id == department.Id, ct)).Title);
        Assert.Equal("agent", (await read.Roles.SingleAsync(each => each.Id == role.Id, ct)).Name);
        Assert.Equal("李", (await read.Users.SingleAsync(each => each.UserName == "li", ct)).DisplayName);
        Assert.Equal(token.Hash, (await read.Tokens.SingleAsync(each => each.Id == token.Id, ct)).Hash);
        Assert.Equal("\"Asia/Shanghai\"", (await read.Settings.SingleAsync(each => each.Key == "zone", ct)).Value);
        Assert.Single(await read.UserRoles.Where(each => each.UserId == user.Id).ToListAsync(ct));
        Assert.Single(await read.UserClaims.Where(each => each.UserId == user.Id).ToListAsync(ct));
        Assert.Single(await read.UserLogins.Where(each => each.UserId == user.Id).ToListAsync(ct));
        Assert.Single(await read.UserTokens.Where(each => each.UserId == user.Id).ToListAsync(ct));
        Assert.Single(await read.RoleClaims.Where(each => each.RoleId == role.Id).ToListAsync(ct));
    }

    private FormsDb Open() => new(new DbContextOptionsBuilder<FormsDb>().UseNpgsql(database.Source).Options);
}
