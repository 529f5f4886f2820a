using FormsHub.Testing;

namespace FormsHub.Architecture.Tests;

/// <summary>The committed files of the repository, by their path from its root with forward slashes.</summary>
internal static class Sources
{
    private static readonly string[] Outputs = ["artifacts", "node_modules", "dist", "bin", "obj", ".git", ".tools", ".data", "coverage"];

    public static IEnumerable<string> Below(string folder, string extension) =>
        Walk(Repository.PathOf(folder))
            .Where(path => path.EndsWith(extension, StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Order();

    public static string Read(string path) => File.ReadAllText(Repository.PathOf(path));

    private static IEnumerable<string> Walk(string folder) =>
        !Directory.Exists(folder) || Outputs.Contains(Path.GetFileName(folder))
            ? []
            : Directory.GetFiles(folder).Concat(Directory.GetDirectories(folder).SelectMany(Walk));
}
