namespace FormsHub.Storage.Embedded;

/// <summary>
/// Holds a data directory for one server process. The operating system lets go of it when the process ends, however it ends.
/// </summary>
public sealed class ServerLock : IDisposable
{
    private readonly FileStream _file;

    private ServerLock(FileStream file) => _file = file;

    /// <summary>The lock, or null where another server holds it.</summary>
    public static ServerLock? TryTake(string data)
    {
        try
        {
            return new ServerLock(new FileStream(Path.Combine(data, "server.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
