namespace FormsHub.Testing;

/// <summary>The folder that holds the solution, for tests that read templates, docs, vectors and sources.</summary>
public static class Repository
{
    public static readonly string Root = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FormsHub.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests must run inside the repository.");
    }
}
