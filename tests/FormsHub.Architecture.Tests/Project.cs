using System.Xml.Linq;
using FormsHub.Testing;

namespace FormsHub.Architecture.Tests;

/// <summary>A project file of the repository, as the rules about projects see it.</summary>
internal sealed record Project(string Path, IReadOnlySet<string> Uses, IReadOnlySet<string> Packages)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static IEnumerable<Project> In(string folder) =>
        Directory.GetFiles(Repository.PathOf(folder), "*.csproj", SearchOption.AllDirectories).Order().Select(Read);

    private static Project Read(string path)
    {
        var xml = XDocument.Load(path);
        return new Project(
            path,
            Included("ProjectReference").Select(each => System.IO.Path.GetFileNameWithoutExtension(each)).ToHashSet(),
            Included("PackageReference").ToHashSet());

        IEnumerable<string> Included(string element) => xml.Descendants(element).Select(each => (string)each.Attribute("Include")!);
    }
}
