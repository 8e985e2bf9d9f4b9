using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Settings;

/// <summary>Only who administers may configure; asked from the store at each change, never from a page's claims.</summary>
internal static class SettingsGate
{
    /// <summary>Null when the asker may.</summary>
    public static async Task<Refusal?> RefuseAsync(IDirectory directory, Asker asker, CancellationToken cancellationToken)
    {
        var role = await directory.RoleOfAsync(asker.Actor, cancellationToken).ConfigureAwait(false);
        role = asker.AtMost is { } most && most < role ? most : role;
        return role switch
        {
            null => new Refusal(RefusalKind.Forbidden, "This account or key is locked, revoked or gone. Sign in again, or ask an administrator."),
            { } has when !RightsTable.Allows(has, Right.Administer) => new Refusal(RefusalKind.Forbidden, $"A {has} cannot change the settings. Ask an Administrator."),
            _ => null,
        };
    }

    public static Refusal Invalid(string words) => new(RefusalKind.Invalid, words);
}
