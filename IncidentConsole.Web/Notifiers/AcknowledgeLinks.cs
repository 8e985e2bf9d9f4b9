using System.Globalization;
using System.Security.Cryptography;
using IncidentConsole.Domain.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace IncidentConsole.Web.Notifiers;

/// <summary>
/// The link in a page by e-mail: it names one call of one step to one person, is protected by the console's keys and ends after a day.
/// It is used up by being the idempotency key of its acknowledgement.
/// </summary>
internal sealed class AcknowledgeLinks(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("acknowledge-link.v1").ToTimeLimitedDataProtector();

    public string Create(AcknowledgeLink link) =>
        protector.Protect(string.Join('\n', link.Incident.Value, link.PersonId, link.StepId, link.Call.ToString(CultureInfo.InvariantCulture)), Life);

    /// <summary>Null for a forged or expired token.</summary>
    public AcknowledgeLink? Read(string token)
    {
        try
        {
            var parts = protector.Unprotect(token).Split('\n');
            return new AcknowledgeLink(new IncidentId(parts[0]), parts[1], parts[2], int.Parse(parts[3], CultureInfo.InvariantCulture));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <param name="Call">Version of the call in the incident's stream.</param>
internal sealed record AcknowledgeLink(IncidentId Incident, string PersonId, string StepId, int Call)
{
    public string IdempotencyKey => $"ack-link:{Incident}:{StepId}:{Call}";
}
