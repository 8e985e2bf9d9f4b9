using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>Only who responds does anything with alerts; asked from the store each time, never from a page's claims.</summary>
internal static class RespondGate
{
    /// <summary>Null when the asker may.</summary>
    public static async Task<Refusal?> RefuseAsync(IDirectory directory, Asker asker, CancellationToken cancellationToken) =>
        await directory.RoleOfAsync(asker.Actor, cancellationToken).ConfigureAwait(false) is { } role && RightsTable.Allows(asker.AtMost is { } most && most < role ? most : role, Right.Respond)
            ? null
            : new Refusal(RefusalKind.Forbidden, "A Stakeholder only reads along. Ask a Responder to do this.");
}
