using FormsHub.Core.Fields;
using FormsHub.Server.Hosting.Problems;

namespace FormsHub.Server.Hosting.Web;

/// <summary>Refuses NUL in query parameters, which no text in the database can hold. Half surrogates cannot be told in an address.</summary>
public sealed class SafeQuery(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) is not true) return next(context);
        var name = context.Request.Query.FirstOrDefault(each => each.Value.Any(value => value?.Contains('\0', StringComparison.Ordinal) is true)).Key;
        return HttpProblems.BadCharacter(SafeInput.BadCharacter(name is null ? "" : "/" + name)).ToHttp().ExecuteAsync(context);
    }
}
