using System.Collections.Immutable;

namespace IncidentConsole.Domain.Escalations;

/// <summary>The ordered steps of a runbook, each with the levels it applies to, when it runs, and whom it calls.</summary>
public sealed record EscalationPolicy(ImmutableArray<EscalationStep> Steps)
{
    public static EscalationPolicy None { get; } = new([]);

    /// <summary>The steps that apply at a severity rank, in order.</summary>
    public ImmutableArray<EscalationStep> StepsAt(int rank) => [.. Steps.Where(step => step.AppliesAt(rank))];

    public EscalationStep? Find(string stepId) => Steps.FirstOrDefault(step => step.Id == stepId);
}

public enum EscalationTrigger
{
    /// <summary>When the incident is declared at, or raised to, a level of the step.</summary>
    AtOnce,

    /// <summary>After <see cref="EscalationStep.After"/> without an acknowledgement of the incident or of the step before.</summary>
    Unacknowledged,

    /// <summary>After <see cref="EscalationStep.After"/> since the incident began, whatever was acknowledged.</summary>
    Elapsed,

    /// <summary>When the incident has the attribute named by the step (a data breach, say).</summary>
    Attribute,

    /// <summary>Only when somebody calls it: the runbook names the step but gives no time (wp-chat).</summary>
    ByHand,
}

public enum EscalationAct
{
    Page,
    Notify,
    OpenBridge,
    PostToChannel,
    RequestResponders,
}

/// <summary>One step of an escalation policy.</summary>
/// <param name="Id">Stable within a runbook version, e.g. <c>sev-1-page-on-call-manager</c>.</param>
/// <param name="Target">Whom, as the runbook says it: "On-call manager", "Platform team lead", "#incidents-critical".</param>
/// <param name="Ranks">The severity ranks it applies to.</param>
/// <param name="After">Elapsed time its trigger needs; zero for <see cref="EscalationTrigger.AtOnce"/>.</param>
public sealed record EscalationStep(string Id, string Target, EscalationAct Act, EscalationTrigger Trigger, TimeSpan After, ImmutableArray<int> Ranks)
{
    public string? Attribute { get; init; }

    public bool IsOptional { get; init; }

    /// <summary>How long a paged target has to answer before Do next asks to call again.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>True where a person must be reached, so that a step without a bound person is a gap to show.</summary>
    public bool CallsPeople => Act is EscalationAct.Page or EscalationAct.Notify or EscalationAct.RequestResponders;

    /// <summary>
    /// True where the runbook says "the owner of the module": whom it means follows from the modules that break. Known by its words, in the
    /// languages runbooks are read in.
    /// </summary>
    public bool CallsModuleOwner
    {
        get
        {
            var letters = string.Concat(Target.Where(char.IsLetter)).ToUpperInvariant();
            return letters.Contains("MODULEOWNER", StringComparison.Ordinal) || letters.Contains("MODULOWNER", StringComparison.Ordinal)
                || letters.Contains("MODULESOWNER", StringComparison.Ordinal) || letters.Contains("OWNEROFTHEMODULE", StringComparison.Ordinal)
                || letters.Contains("MODULVERANTWORTLICH", StringComparison.Ordinal);
        }
    }

    public bool AppliesAt(int rank) => Ranks.Contains(rank);
}
