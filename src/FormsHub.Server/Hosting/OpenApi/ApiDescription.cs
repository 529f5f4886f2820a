using System.Reflection;
using FormsHub.Core.Forms;
using FormsHub.Server.People;
using FormsHub.Server.Records;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FormsHub.Server.Hosting.OpenApi;

/// <summary>The description of the API at /api/v1/openapi.json: every endpoint, how to sign in, and what an error looks like.</summary>
public static class ApiDescription
{
    private const string Cookie = "cookie";
    private const string Bearer = "token";
    private const string ProblemName = "Problem";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, context, ct) => DescribeAsync(document));
        options.AddOperationTransformer(CompleteAsync);
        options.AddSchemaTransformer(ShapeAsync);
        options.ShouldInclude = _ => true;
        options.CreateSchemaReferenceId = info => OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null ? null : NameOf(info.Type);
    });

    public static void MapApiDescription(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();

    private static Task DescribeAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "FormsHub",
            Version = "v1",
            Description = "Forms defined at run time, records that never lose a change. Errors are application/problem+json in the language of Accept-Language (zh-CN or en).",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SignIn.Session.CookieName,
                Description = "The session that POST /api/v1/auth/login begins. Writes also need the header X-FormsHub: 1.",
            },
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of POST /api/v1/tokens, fh_…" },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemName] = Problem();
        return Task.CompletedTask;
    }

    private static Task CompleteAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId = OperationId(context, metadata.OfType<MethodInfo>().FirstOrDefault());
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem (RFC 9457)",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemName, context.Document) },
            },
        };
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, context.Document)] = [] },
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] },
            ];
        }
        return Task.CompletedTask;
    }

    /// <summary>"createUser" from the class of the endpoint; its method's name where the class has several.</summary>
    private static string OperationId(OpenApiOperationTransformerContext context, MethodInfo? method)
    {
        var path = context.Description.RelativePath ?? "";
        var verb = (context.Description.HttpMethod ?? "get").ToLowerInvariant();
        if (method?.DeclaringType is not { } type || type.Name.Contains('<', StringComparison.Ordinal) || method.Name.Contains('<', StringComparison.Ordinal))
            return verb + string.Concat(path.Split('/', '{', '}', '.', '-').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        var name = char.ToLowerInvariant(type.Name[0]) + type.Name[1..];
        if (verb is "head") name += "Head";
        return method.Name is "HandleAsync" or "Handle" ? name : name + method.Name.Replace("Async", "", StringComparison.Ordinal);
    }

    /// <summary>"MeResponse" of a record within the class of its endpoint: many are called Response, and each is a shape of its own.</summary>
    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return NameOf(value);
        var name = type.IsGenericType
            ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] + "Of" + string.Concat(type.GenericTypeArguments.Select(NameOf))
            : type.Name;
        return type is { IsNested: true, DeclaringType: { IsGenericType: false } within } && within != typeof(RecordShapes) ? within.Name + name : name;
    }

    private static async Task ShapeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Given<>))
        {
            var inner = await context.GetOrCreateSchemaAsync(type.GenericTypeArguments[0], cancellationToken: ct);
            (schema.Type, schema.Items, schema.Format, schema.AnyOf, schema.Properties) = (inner.Type | JsonSchemaType.Null, inner.Items, inner.Format, inner.AnyOf, inner.Properties);
            schema.AnyOf?.Add(new OpenApiSchema { Type = JsonSchemaType.Null });
        }
        else if (type == typeof(Localized))
        {
            schema.Description = "A text for both languages, or one per language.";
            schema.AnyOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String },
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema> { ["zh-CN"] = Text(), ["en"] = Text() },
                },
            ];
        }
        else if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            // Written by a converter of our own, which the description cannot look into.
            schema.Type = type == typeof(DateTimeOffset) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }
        else if (type == typeof(Naming))
        {
            schema.Description = "An id, a key or user name, or the object of an answer.";
            schema.AnyOf =
            [
                Text(),
                new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["id"] = Text() }, Required = new HashSet<string> { "id" } },
                new OpenApiSchema { Type = JsonSchemaType.Null },
            ];
        }
        else if (type == typeof(GivenRole))
        {
            schema.Description = "A role's key, or the role with the time for which it is held.";
            schema.AnyOf =
            [
                Text(),
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema> { ["role"] = Text(), ["from"] = Moment(), ["until"] = Moment() },
                    Required = new HashSet<string> { "role" },
                },
            ];
        }
    }

    private static OpenApiSchema Moment() => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "type", "title", "status", "code", "detail", "errors", "traceId" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text(),
            ["title"] = Text(),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable: what programs look at." },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What is wrong, in the caller's language." },
            ["instance"] = Text(),
            ["traceId"] = Text(),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["path"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "JSON pointer into the request's body." },
                        ["code"] = Text(),
                        ["message"] = Text(),
                    },
                },
            },
            ["current"] = new OpenApiSchema { Description = "With status 412: the thing as it is now." },
        },
    };
}
