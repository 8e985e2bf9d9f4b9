namespace IncidentConsole.Web.Endpoints.Incidents;

internal sealed class ActionRequest : VerbRequest
{
    public string? Procedure { get; set; }

    /// <summary>The command as run; left out: the runbook's own, filled with <see cref="Values"/>.</summary>
    public string? Command { get; set; }

    /// <summary>Placeholder → value.</summary>
    public Dictionary<string, string>? Values { get; set; }

    /// <summary>The target as typed, where the action is destructive.</summary>
    public string? Confirmation { get; set; }

    public string? Result { get; set; }
}

internal sealed class SendRequest : VerbRequest
{
    public string? Procedure { get; set; }

    /// <summary>Placeholder → value.</summary>
    public Dictionary<string, string> Values { get; set; } = [];

    /// <summary>The target as typed, where the action is destructive.</summary>
    public string? Confirmation { get; set; }

    /// <summary>True: only shows what would be sent.</summary>
    public bool DryRun { get; set; }
}

internal sealed class VerificationRequest : VerbRequest
{
    public bool? Worked { get; set; }

    /// <summary>What was seen.</summary>
    public string? Result { get; set; }
}

internal sealed class DocumentationRequest : VerbRequest
{
    public string? Workaround { get; set; }

    public string? Rollback { get; set; }
}
