using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Domain.Incidents;

/// <summary>How loudly a step reaches its people.</summary>
public enum StepReach
{
    /// <summary>A banner with sound, and a mail to acknowledge by.</summary>
    Page,

    /// <summary>A silent banner and a mail.</summary>
    Notify,

    /// <summary>A mail for the working day: nobody is asked to answer.</summary>
    Ticket,
}

/// <summary>What the runbook's step says, no louder than the response mode of the level allows; a person who calls by hand is never turned down.</summary>
internal static class StepReaches
{
    public static StepReach Of(EscalationStep? step, SeverityLevel level, EscalationCause cause)
    {
        var said = step?.Act switch
        {
            EscalationAct.Notify or EscalationAct.PostToChannel or EscalationAct.OpenBridge => StepReach.Notify,
            EscalationAct.Page or EscalationAct.RequestResponders or null => StepReach.Page,
        };
        var most = level.Mode switch
        {
            ResponseMode.PageAtOnce or ResponseMode.PageOnCall => StepReach.Page,
            ResponseMode.Notify => StepReach.Notify,
            ResponseMode.Ticket => StepReach.Ticket,
        };

        // A breach is a page whatever the level: the runbook says so by naming it.
        return cause is EscalationCause.ByHand or EscalationCause.Attribute || said > most ? said : most;
    }
}
