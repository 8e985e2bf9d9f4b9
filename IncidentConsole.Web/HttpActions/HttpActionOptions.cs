namespace IncidentConsole.Web.HttpActions;

/// <summary>How actions are sent. Where to is an administrator's setting; the secrets of servers are configuration of the machine, never of the store. Section IncidentConsole:HttpActions.</summary>
public sealed class HttpActionOptions
{
    public const string Section = "IncidentConsole:HttpActions";

    /// <summary>1 to 60.</summary>
    public int TimeLimitSeconds { get; set; } = 10;

    public IList<HttpActionCredential> Credentials { get; } = [];
}

/// <summary>Sent to this server and below this path only.</summary>
public sealed class HttpActionCredential
{
    public Uri? Server { get; set; }

    public string? Bearer { get; set; }

    public string? UserName { get; set; }

    public string? Password { get; set; }
}
