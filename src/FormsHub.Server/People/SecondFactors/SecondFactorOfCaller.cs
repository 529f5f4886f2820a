using System.Text;
using FormsHub.Server.Hosting;
using FormsHub.Server.Hosting.Problems;
using FormsHub.Server.Hosting.SignIn;
using FormsHub.Server.Hosting.Web;
using FormsHub.Server.People.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;

namespace FormsHub.Server.People.SecondFactors;

/// <summary>
/// /api/v1/auth/second-factor: the caller's own. To begin, to take away and to make recovery codes the password is asked again; a
/// change of it ends the caller's other sessions.
/// </summary>
public static class SecondFactorOfCaller
{
    private const string Path = "/api/v1/auth/second-factor";

    /// <summary><c>Needed</c>: the caller's roles ask for one. <c>HasPassword</c> is false where somebody only ever signs in by a provider.</summary>
    public sealed record Response(DateTimeOffset? Since, int RecoveryCodesLeft, bool Needed, bool HasPassword);

    public sealed record PasswordAgain(string? Password = null);

    /// <summary>The secret for an authenticator: as text, as address, and as a picture of the address (SVG in a data address).</summary>
    public sealed record Begun(string Secret, string Address, string Picture);

    public sealed record Code(string Text);

    public sealed record Codes(IReadOnlyList<string> RecoveryCodes);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, ReadAsync).RequireWholePerson().NotWhileViewing().BeforeSecondFactor().WithTags("Sign-in").WithSummary("Read my second factor");
        routes.MapPost(Path + "/begin", BeginAsync).Repeatable().RequireWholePerson().BeforeSecondFactor().WithTags("Sign-in").WithSummary("Begin to set up my second factor");
        routes.MapPost(Path + "/confirm", ConfirmAsync).Repeatable().RequireWholePerson().BeforeSecondFactor().WithTags("Sign-in").WithSummary("Confirm my second factor by a code");
        routes.MapPost(Path + "/recovery-codes", RenewCodesAsync).Repeatable().RequireWholePerson().WithTags("Sign-in").WithSummary("Make new recovery codes");
        routes.MapPost(Path + "/remove", RemoveAsync).Repeatable().RequireWholePerson().WithTags("Sign-in").WithSummary("Remove my second factor");
    }

    internal static async Task<Ok<Response>> ReadAsync(HttpContext context, SecondFactorStore factors, Passwords passwords, PeopleDirectory directory, CancellationToken ct)
    {
        var caller = context.Caller();
        var state = await factors.StateAsync(caller.Id, ct);
        var needed = (await directory.CurrentAsync(ct)).NeedsSecondFactor(caller);
        return TypedResults.Ok(new Response(state.Since, state.RecoveryCodesLeft, needed, await passwords.HasOneAsync(caller.Id, ct)));
    }

    internal static async Task<Results<Ok<Begun>, ProblemResult>> BeginAsync(
        PasswordAgain request, HttpContext context, SecondFactorStore factors, Passwords passwords, CancellationToken ct)
    {
        var caller = context.Caller();
        if (await passwords.RefuseUnlessSureAsync(context, request.Password, "/password", ct) is { } refused) return refused;
        var secret = await factors.BeginAsync(caller.Id, ct);
        context.Response.Headers.CacheControl = "no-store";
        var address = TimeCode.Address(secret, caller.UserName);
        return TypedResults.Ok(new Begun(TimeCode.Base32(secret), address, Picture(address)));
    }

    internal static async Task<Results<Ok<Codes>, ProblemResult>> ConfirmAsync(
        Code request, HttpContext context, SecondFactorStore factors, SessionStore sessions, SignInLimits limits, PeopleDirectory directory, CancellationToken ct)
    {
        var caller = context.Caller();
        if (limits.Wait(AddressLimits.Of(context), caller.UserName) is { } wait) return PeopleProblems.TooManyAttempts(wait).ToHttp(StatusCodes.Status429TooManyRequests);
        if (await factors.ConfirmAsync(caller.Id, request.Text, ct) is not { } made)
        {
            limits.CountFailure(AddressLimits.Of(context), caller.UserName);
            var wrong = PersonRules.Error("/text", PeopleProblems.WrongCode.Code, $"The code is wrong. Enter the one shown now.", $"验证码错误，请输入当前显示的验证码。");
            return PeopleProblems.Invalid([wrong]).ToHttp();
        }
        directory.Forget();
        if (caller.Token is null) await sessions.ContinueAsync(context, caller.Id, made.Stamp, ct);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Codes(made.RecoveryCodes));
    }

    internal static async Task<Results<Ok<Codes>, ProblemResult>> RenewCodesAsync(
        PasswordAgain request, HttpContext context, SecondFactorStore factors, Passwords passwords, CancellationToken ct)
    {
        if (await passwords.RefuseUnlessSureAsync(context, request.Password, "/password", ct) is { } refused) return refused;
        if (await factors.RenewCodesAsync(context.Caller().Id, ct) is not { } codes) return PeopleProblems.NoSecondFactor.ToHttp();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Codes(codes));
    }

    internal static async Task<Results<NoContent, ProblemResult>> RemoveAsync(
        PasswordAgain request, HttpContext context, SecondFactorStore factors, Passwords passwords, SessionStore sessions, PeopleDirectory directory, CancellationToken ct)
    {
        var caller = context.Caller();
        if ((await directory.CurrentAsync(ct)).NeedsSecondFactor(caller)) return PeopleProblems.SecondFactorStays.ToHttp();
        if (await passwords.RefuseUnlessSureAsync(context, request.Password, "/password", ct) is { } refused) return refused;
        if (await factors.RemoveAsync(caller.Id, caller.UserName, ct) is not { } stamp) return PeopleProblems.NoSecondFactor.ToHttp();
        directory.Forget();
        if (caller.Token is null) await sessions.ContinueAsync(context, caller.Id, stamp, ct);
        return TypedResults.NoContent();
    }

    private static string Picture(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        var svg = code.GetGraphic(1, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg));
    }
}
