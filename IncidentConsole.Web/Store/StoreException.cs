namespace IncidentConsole.Web.Store;

/// <summary>The store cannot be used; the message says why and what to do.</summary>
public class StoreException : Exception
{
    public StoreException()
    {
    }

    public StoreException(string message)
        : base(message)
    {
    }

    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>A server holds the store; there is one per file.</summary>
/// <param name="folder">Its data directory.</param>
/// <param name="process">Process id of the server, as far as it is known.</param>
public sealed class StoreHeldException(string folder, string process, Exception innerException)
    : StoreException($"Another server (process {process}) is using the store in {folder}. Stop it, or give this one another IncidentConsole__DataDirectory.", innerException)
{
    public string Folder => folder;

    public string Process => process;
}

/// <summary>Another process held the store locked for longer than the writer waits; nothing was written. Endpoints answer 503.</summary>
public sealed class StoreBusyException : StoreException
{
    private const string Words = "The store is busy: another program is writing to it. Nothing was saved. Try again in a few seconds.";

    public StoreBusyException()
        : base(Words)
    {
    }

    public StoreBusyException(string message)
        : base(message)
    {
    }

    public StoreBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public StoreBusyException(Exception innerException)
        : base(Words, innerException)
    {
    }
}
