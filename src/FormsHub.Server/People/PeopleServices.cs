using FormsHub.Core.Access;
using FormsHub.Server.People.Sessions;
using FormsHub.Storage;
using FormsHub.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FormsHub.Server.People;

/// <summary>Accounts: ASP.NET Core Identity over the same database, and the directory that requests read.</summary>
public static class PeopleServices
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddDbContext<FormsDb>((provider, options) => options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services
            .AddIdentityCore<AppUser>(options =>
            {
                options.User.AllowedUserNameCharacters = "";
                options.Password = new PasswordOptions
                {
                    RequiredLength = PersonRules.ShortestPassword,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
            })
            .AddRoles<Role>()
            .AddEntityFrameworkStores<FormsDb>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<IPasswordHasher<AppUser>, PasswordHasher<AppUser>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<IDirectory>(provider => provider.GetRequiredService<PeopleDirectory>());
        services.AddHostedService<DirectoryNews>();
    }
}
