using System.Runtime.CompilerServices;
using Xunit;

namespace FormsHub.Testing;

/// <summary>
/// Compares an outcome with the approved file beside the test. <c>APPROVE=1</c> writes the file anew, which a person then
/// reads as a diff; it is refused where <c>CI</c> is set.
/// </summary>
public static class Approved
{
    /// <summary>The names, without extension, of the example files in a folder beside the test.</summary>
    public static TheoryData<string> Cases(string folder, string extension, [CallerFilePath] string test = "") =>
        [.. Directory.GetFiles(Beside(test, folder), "*" + extension).Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    public static string Read(string file, [CallerFilePath] string test = "") => File.ReadAllText(Beside(test, file));

    public static void Equal(string file, string actual, [CallerFilePath] string test = "")
    {
        var path = Beside(test, file);
        var text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (IsSet("APPROVE") && !IsSet("CI"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is not there yet: run the test once with APPROVE=1 and read what it wrote.");
        Assert.Equal(File.ReadAllText(path), text);
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    private static string Beside(string test, string file) => Path.Combine(Path.GetDirectoryName(test)!, file);
}
