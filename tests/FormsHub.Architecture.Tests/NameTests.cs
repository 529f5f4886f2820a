using System.Reflection;
using System.Runtime.CompilerServices;

namespace FormsHub.Architecture.Tests;

/// <summary>Names that say nothing are not used: what is hard to name is two things.</summary>
public class NameTests
{
    private static readonly string[] Endings =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Processor", "Handler", "Provider", "Base", "Impl", "Dto", "Model", "Common", "Shared"];

    /// <summary>Names that a framework asks for, with the type of the framework that asks.</summary>
    private static readonly Dictionary<string, string> Framework = [];

    private static readonly Assembly[] Assemblies =
        [.. Project.In("src").Select(project => Assembly.Load(project.Name))];

    [Fact]
    public void No_type_has_an_empty_name()
    {
        var empty = OwnTypes().Where(type =>
            !Framework.ContainsKey(type.Name)
            && (Endings.Any(ending => NameOf(type).EndsWith(ending, StringComparison.Ordinal)) || (NameOf(type) is ['D', 'e', 'f', 'a', 'u', 'l', 't', var next, ..] && char.IsUpper(next))));

        Assert.Empty(empty.Select(type => type.FullName));
    }

    [Fact]
    public void No_folder_of_the_browser_is_a_drawer_for_everything()
    {
        string[] drawers = ["utils", "util", "helpers", "common", "shared", "general", "misc", "services"];

        var found = Sources.Below("ui/src", ".ts").Concat(Sources.Below("ui/src", ".tsx"))
            .Where(path => path.Split('/').SkipLast(1).Any(drawers.Contains));

        Assert.Empty(found);
    }

    [Fact]
    public void Every_public_method_that_returns_a_task_takes_a_token_and_ends_in_Async()
    {
        var wrong = OwnTypes().Where(type => type.IsPublic)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => typeof(Task).IsAssignableFrom(method.ReturnType))
            .Where(method => !IsGivenByOthers(method))
            .Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal)
                || method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken) && !CarriesToken(parameter.ParameterType)));

        Assert.Empty(wrong.Select(method => $"{method.DeclaringType}.{method.Name}"));
    }

    private static IEnumerable<Type> OwnTypes() => Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace?.StartsWith("FormsHub", StringComparison.Ordinal) is true
            && !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: true) && !type.Name.Contains('<', StringComparison.Ordinal));

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    /// <summary>Overrides, interface members, middleware and request delegates: their shape is set by the framework.</summary>
    private static bool IsGivenByOthers(MethodInfo method) =>
        method.GetBaseDefinition() != method
        || method.DeclaringType!.GetInterfaces().Any(each =>
            each.Namespace?.StartsWith("FormsHub", StringComparison.Ordinal) is not true
            && method.DeclaringType.GetInterfaceMap(each).TargetMethods.Contains(method));

    private static bool CarriesToken(Type type) => type.Name is "HttpContext" or "HttpRequest" or "EndpointFilterInvocationContext";
}
