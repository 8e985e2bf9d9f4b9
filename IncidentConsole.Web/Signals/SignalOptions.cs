namespace IncidentConsole.Web.Signals;

/// <summary>How signals are read and kept. The secrets of their servers are configuration of the machine, never of the store. Section IncidentConsole:Signals.</summary>
public sealed class SignalOptions
{
    public const string Section = "IncidentConsole:Signals";

    /// <summary>How long samples are kept that lie around no incident.</summary>
    public int RetentionDays { get; set; } = 14;

    public IList<SignalCredential> Credentials { get; } = [];
}

/// <summary>Sent to this server and below this path only: a bearer token, or user name and password.</summary>
public sealed class SignalCredential
{
    public Uri? Server { get; set; }

    public string? Bearer { get; set; }

    public string? UserName { get; set; }

    public string? Password { get; set; }
}
