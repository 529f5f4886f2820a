using FormsHub.Core.Access;
using FormsHub.Server.People.Departments;
using FormsHub.Server.People.Roles;
using FormsHub.Server.Hosting.SignIn;
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
        services.AddSingleton<IPasswordHasher<AppUser>, PasswordHasher<AppUser>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<SecondFactorStore>();
        services.AddSingleton<PendingSignIn>();
        services.AddSingleton<Login.Ending>();
        services.AddSingleton<PeopleDirectory>();
        services.AddSingleton<IDirectory>(provider => provider.GetRequiredService<PeopleDirectory>());
        services.AddHostedService<DirectoryNews>();
    }
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        Login.Map(routes);
        Logout.Map(routes);
        Me.Map(routes);
        ChangePassword.Map(routes);
        SetLanguage.Map(routes);
        SessionsOfCaller.Map(routes);
        SecondFactorOfCaller.Map(routes);
        SignInSettings.Map(routes);

        CreateToken.Map(routes);
        ListTokens.Map(routes);
        DeleteToken.Map(routes);

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
