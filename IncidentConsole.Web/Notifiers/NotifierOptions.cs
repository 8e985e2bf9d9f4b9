using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Web.Notifiers;

/// <summary>Outgoing mail (configuration section <c>IncidentConsole:Smtp</c>). Without a host nothing is sent, and each message says so.</summary>
internal sealed class SmtpOptions
{
    public string? Host { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>STARTTLS; switch off only for a relay on this machine.</summary>
    public bool Tls { get; set; } = true;

    public string? User { get; set; }

    public string? Password { get; set; }

    [Required]
    public string From { get; set; } = "incident-console@localhost";
}

/// <summary>A signed webhook (configuration list <c>IncidentConsole:Webhooks</c>), set by whoever runs the console: every event is posted to it.</summary>
internal sealed class WebhookOptions
{
    /// <summary>Shown in delivery states.</summary>
    [Required]
    public string Name { get; set; } = "";

    [Required]
    public Uri? Url { get; set; }

    /// <summary>Key of the signature: HMAC-SHA256 over the raw body.</summary>
    [Required, MinLength(16)]
    public string Secret { get; set; } = "";
}
