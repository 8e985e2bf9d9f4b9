using System.Collections.Immutable;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Calling;

/// <summary>Puts a step into the policy, with its fact.</summary>
internal static class Ladder
{
    /// <param name="when">Null where no time is named: such a step is called by hand.</param>
    /// <param name="ranks">Null where no level is named: such a step is for all.</param>
    public static void Add(Reading reading, StepWords words, When? when, ImmutableArray<int>? ranks, SourceLines lines, string? doubt = null)
    {
        when ??= new When(EscalationTrigger.ByHand, TimeSpan.Zero, Doubt: "no time is given: it waits until somebody calls it");
        var at = ranks ?? LevelMentions.All(reading.Runbook.Severities);
        var steps = reading.Runbook.Escalation.Steps;
        if (steps.Any(step => step.Target == words.Target && step.Act == words.Act && step.Trigger == when.Trigger && step.After == when.After && at.All(step.AppliesAt)))
        {
            reading.Claim(lines);
            return;
        }

        var level = ranks is null ? "" : string.Join(' ', at.Select(rank => reading.Runbook.Severities[rank].Label)) + " ";
        var step = new EscalationStep(Reading.Id($"{level}{Verb(words.Act)} {words.Target}", steps.Select(step => step.Id)), words.Target, words.Act, when.Trigger, when.After, at)
        {
            Attribute = when.Attribute,
            IsOptional = words.IsOptional,
        };
        reading.Runbook = reading.Runbook with { Escalation = new([.. steps, step]) };
        var reason = doubt ?? when.Doubt ?? (ranks is null ? "no level is named: it is for all of them" : null);
        reading.Fact(FactKind.Escalation, $"escalation/steps/{step.Id}", Words(step, reading), lines, reason);
    }

    /// <summary>At once and before everything else.</summary>
    public static void Insert(Reading reading, StepWords words, ImmutableArray<int> ranks, SourceLines lines, string doubt)
    {
        var steps = reading.Runbook.Escalation.Steps;
        var step = new EscalationStep(Reading.Id($"{Verb(words.Act)} {words.Target}", steps.Select(step => step.Id)), words.Target, words.Act, EscalationTrigger.AtOnce, TimeSpan.Zero, ranks);
        reading.Runbook = reading.Runbook with { Escalation = new(steps.Insert(0, step)) };
        reading.Fact(FactKind.Escalation, $"escalation/steps/{step.Id}", Words(step, reading), lines, doubt);
    }

    private static string Words(EscalationStep step, Reading reading)
    {
        var when = step.Trigger switch
        {
            EscalationTrigger.AtOnce => "at once",
            EscalationTrigger.Unacknowledged => $"after {Say.Time(step.After)} without an acknowledgement",
            EscalationTrigger.Elapsed => $"{Say.Time(step.After)} after the start",
            EscalationTrigger.Attribute => "",
            EscalationTrigger.ByHand => "when somebody decides so",
        };
        var attribute = step.Attribute is { } id ? $"on a {id.Replace('-', ' ')}" : "";
        var both = when.Length > 0 && attribute.Length > 0 ? $"{when} or {attribute}" : when + attribute;
        return $"{LevelMentions.Words(step.Ranks, reading.Runbook.Severities)}: {Verb(step.Act)} {step.Target} {both}{(step.IsOptional ? " (optional)" : "")}";
    }

    private static string Verb(EscalationAct act) => act switch
    {
        EscalationAct.Page => "page",
        EscalationAct.Notify => "notify",
        EscalationAct.OpenBridge => "open",
        EscalationAct.PostToChannel => "post to",
        EscalationAct.RequestResponders => "request",
    };
}
