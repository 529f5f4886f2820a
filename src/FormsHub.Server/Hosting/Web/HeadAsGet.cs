namespace FormsHub.Server.Hosting.Web;

/// <summary>
/// HEAD is answered wherever GET is (https://www.rfc-editor.org/rfc/rfc9110#name-head): the endpoint answers as for GET, and the host,
/// which knows what was asked, sends the headers alone.
/// </summary>
public sealed class HeadAsGet(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
