using System.Globalization;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Web.Components.Runbooks;

/// <summary>How the parts of a runbook are said on its page. Spaces within a figure do not break.</summary>
internal static class RunbookWords
{
    /// <summary>"30 s", "15 min", "1 h", "1 h 30", "2 days".</summary>
    public static string Span(TimeSpan span) =>
        span < TimeSpan.FromMinutes(1) || (span < TimeSpan.FromMinutes(10) && span.Seconds > 0) ? $"{Number(span.TotalSeconds)}\u00a0s"
        : span < TimeSpan.FromHours(1) ? $"{Number(Math.Round(span.TotalMinutes, 1))}\u00a0min"
        : span < TimeSpan.FromDays(2) ? span.Minutes == 0 ? $"{(int)span.TotalHours}\u00a0h" : $"{(int)span.TotalHours}\u00a0h\u00a0{span.Minutes:00}"
        : $"{Number(Math.Round(span.TotalDays, 1))}\u00a0days";

    public static string Respond(ResponseTarget target) =>
        target.IsNextBusinessDay ? "next business day" : target.Within is not { } within ? "not said" : within == TimeSpan.Zero ? "at once" : Span(within);

    public static string Every(Cadence? cadence) =>
        cadence is null ? "not said" : cadence.Shortest == cadence.Longest || cadence.Shortest == TimeSpan.Zero ? Span(cadence.Longest) : Between(cadence.Shortest, cadence.Longest);

    /// <summary>"over 5 %", "under 99.5 % for 5 min", "over 3 × Index p95", "over 5 % and p99 latency over 1000 ms".</summary>
    public static string Limit(ThresholdRule rule)
    {
        var figure = rule.Value is { } value ? $"{Number(value)}\u00a0{rule.Unit}".TrimEnd('\u00a0') : null;
        var limit = rule.BudgetMultiple is not { } times ? figure ?? rule.Budget : $"{Number(times)}\u00a0×\u00a0{rule.Budget}{(figure is null ? "" : $" ({figure})")}";
        return $"{(rule.Comparison == Comparison.Above ? "over" : "under")} {limit}{(rule.For > TimeSpan.Zero ? $" for {Span(rule.For)}" : "")}{(rule.And is { } and ? $" and {Rule(and)}" : "")}";
    }

    public static string Rule(ThresholdRule rule) => $"{rule.Metric} {Limit(rule with { And = null })}{(rule.FallbackMetric is { } other ? $" (or {other})" : "")}{(rule.And is { } and ? $" and {Rule(and)}" : "")}";

    /// <summary>When a step of the ladder runs, and in small what it waits for.</summary>
    public static (string When, string? Small) When(EscalationStep step) => step.Trigger switch
    {
        EscalationTrigger.AtOnce => ("at once", Answer(step)),
        EscalationTrigger.Unacknowledged => ($"after {Span(step.After)}", "without an answer"),
        EscalationTrigger.Elapsed => ($"after {Span(step.After)}", step.Attribute is { } or ? $"or at once: {Attribute(or)}" : "from the start"),
        EscalationTrigger.Attribute => ("at once", $"for {Attribute(step.Attribute ?? "its attribute")}"),
        EscalationTrigger.ByHand => ("by hand", "no time given"),
    };

    public static string Act(EscalationStep step) => step.Act switch
    {
        EscalationAct.Page => $"Page {step.Target}",
        EscalationAct.Notify => $"Tell {step.Target}",
        EscalationAct.OpenBridge => "Open a bridge call",
        EscalationAct.PostToChannel => $"Post in {step.Target}",
        EscalationAct.RequestResponders => $"Ask for {step.Target}",
    };

    public static string Way(EscalationAct act) => act switch
    {
        EscalationAct.Page => "paged",
        EscalationAct.Notify => "told",
        EscalationAct.OpenBridge => "a bridge call is opened",
        EscalationAct.PostToChannel => "a message is posted",
        EscalationAct.RequestResponders => "asked to join",
    };

    public static string Window(ChecklistPhase phase)
    {
        var after = phase.Anchor == ChecklistAnchor.Resolved ? " after the resolution" : "";
        return (phase.From, phase.To) switch
        {
            (null, null) => after.Length == 0 ? "no time given" : after.Trim(),
            (null, { } to) => $"until {Span(to)}{after}",
            ({ } from, null) => from == TimeSpan.Zero ? $"from the start{after}" : $"from {Span(from)}{after}",
            ({ } from, { } to) => from == TimeSpan.Zero ? $"the first {Span(to)}{after}" : $"{Between(from, to)}{after}",
        };
    }

    public static string Kind(ProcedureKind kind) => kind switch
    {
        ProcedureKind.Scenario => "Scenario",
        ProcedureKind.Diagnosis => "Diagnosis",
        ProcedureKind.Workaround => "Workaround",
        ProcedureKind.Rollback => "Rollback",
        ProcedureKind.Rollforward => "Rollforward",
    };

    public static string Kind(TemplateKind kind) => kind switch
    {
        TemplateKind.Declaration => "Declaration",
        TemplateKind.InitialUpdate => "First update",
        TemplateKind.Update => "Update",
        TemplateKind.MonitoringUpdate => "Update while watching",
        TemplateKind.ResolutionUpdate => "Resolved update",
        TemplateKind.StakeholderEmail => "E-mail to stakeholders",
        TemplateKind.HandOver => "Hand-over",
        TemplateKind.Resolution => "Resolution",
    };

    /// <summary>"4 steps, about 4 min 30"; only the time of steps that have one.</summary>
    public static string Steps(Procedure procedure)
    {
        var count = procedure.Actions.Length == 1 ? "1 step" : $"{procedure.Actions.Length} steps";
        var budget = procedure.Actions.Aggregate(TimeSpan.Zero, (sum, action) => sum + (action.Budget ?? TimeSpan.Zero));
        return budget == TimeSpan.Zero ? count : $"{count}, about {Span(budget)}";
    }

    /// <summary>"SEV-1 to SEV-4 · 8 procedures".</summary>
    public static string Summary(Runbook runbook)
    {
        var levels = runbook.Severities.Levels;
        var scheme = levels.Length == 1 ? levels[0].Label : $"{levels[0].Label} to {levels[^1].Label}";
        return $"{scheme} · {(runbook.Procedures.Length == 1 ? "1 procedure" : $"{runbook.Procedures.Length} procedures")}";
    }

    // "15 to 30 min", "30 min to 2 h": a unit that is the same is said once.
    private static string Between(TimeSpan from, TimeSpan to) =>
        Span(from).Split('\u00a0') is [var number, var unit] && Span(to).Split('\u00a0') is [_, var other] && unit == other ? $"{number} to {Span(to)}" : $"{Span(from)} to {Span(to)}";

    private static string? Answer(EscalationStep step) => step.CallsPeople && step.AnswerWithin > TimeSpan.Zero ? $"answer in {Span(step.AnswerWithin)}" : null;

    private static string Attribute(string attribute) => $"a {attribute.Replace('-', ' ')}";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
