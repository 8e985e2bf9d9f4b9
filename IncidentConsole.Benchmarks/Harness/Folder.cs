namespace IncidentConsole.Benchmarks.Harness;

/// <summary>A folder of its own, gone with its owner: also when what ran in it still writes while it is deleted.</summary>
internal sealed class Folder(string name = "row-") : IDisposable
{
    private const int Tries = 50;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public string Path { get; } = Directory.CreateTempSubdirectory(name).FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public static void Delete(string path)
    {
        for (var left = Tries; Directory.Exists(path); left--)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && left > 0)
            {
                Thread.Sleep(Between);   // a browser that was told to end still writes its profile
            }
        }
    }

    public void Dispose() => Delete(Path);
}
