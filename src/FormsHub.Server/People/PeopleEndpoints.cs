using FormsHub.Core.Access;
using FormsHub.Server.People.Departments;
using FormsHub.Server.People.Providers;
using FormsHub.Server.People.Roles;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People.SecondFactors;
using FormsHub.Server.People.Sessions;
using FormsHub.Server.People.Tokens;
using FormsHub.Server.People.Users;
using FormsHub.Storage;
using FormsHub.Storage.Tables;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace FormsHub.Server.People;

/// <summary>Accounts: ASP.NET Core Identity over the same database, and the directory that requests read.</summary>
public static class PeopleEndpoints
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
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PersonRules.HashRounds);
        services.AddSingleton<IPasswordHasher<AppUser>, PasswordHasher<AppUser>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SecondFactorStore>();
        services.AddSingleton<PendingSignIn>();
        services.AddSingleton<ProviderStore>();
        services.AddSingleton<NewUsers>();
        services.AddSingleton<ProviderSignIn>();
        services.AddSingleton<KnownBrowser>();
        services.AddSingleton<Login.Ending>();
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<IDirectory>(provider => provider.GetRequiredService<PeopleDirectory>());
        services.AddHostedService<DirectoryNews>();
    }
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var small = routes.MapGroup("").WithMetadata(SmallBody.Instance);
        Login.Map(small);
        Logout.Map(small);
        Me.Map(small);
        ChangePassword.Map(small);
        SetLanguage.Map(small);
        SessionsOfCaller.Map(small);
        SecondFactorOfCaller.Map(small);
        SignInSettings.Map(small);
        ProviderSignIn.Map(small);
        LoginsOfCaller.Map(small);
        ProviderSettings.Map(small);

        CreateToken.Map(small);
        ListTokens.Map(small);
        DeleteToken.Map(small);
        DocumentsOfToken.Map(routes);

        ListUsers.Map(routes);
        ReadUser.Map(routes);
        CreateUser.Map(routes);
        UpdateUser.Map(routes);
        SessionsOfUser.Map(routes);
        ResetSecondFactor.Map(routes);
        SearchDirectory.Map(routes);

        ListDepartments.Map(routes);
        CreateDepartment.Map(routes);
        UpdateDepartment.Map(routes);
        DeleteDepartment.Map(routes);

        ListRoles.Map(routes);
        ReadRole.Map(routes);
        CreateRole.Map(routes);
        ReplaceRole.Map(routes);
        DeleteRole.Map(routes);
    }
}
