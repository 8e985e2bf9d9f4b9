using System.Globalization;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>Single values of a runbook in the words its recognisers know.</summary>
internal static class CanonicalPhrases
{
    public static string Mode(ResponseMode mode) => mode switch
    {
        ResponseMode.PageAtOnce => "Immediate page",
        ResponseMode.PageOnCall => "Page on-call",
        ResponseMode.Notify => "Notification",
        ResponseMode.Ticket => "Ticket",
    };

    public static string Call(EscalationStep step)
    {
        var target = MarkdownText.Line(step.Target);
        return step.Act switch
        {
            EscalationAct.Page => $"Page {target}",
            EscalationAct.Notify => $"Notify {target}",
            EscalationAct.OpenBridge => "Open bridge call",
            EscalationAct.PostToChannel => $"Post in {target}",
            EscalationAct.RequestResponders => $"Request {target}",
        };
    }

    public static string When(EscalationStep step) => step.Trigger switch
    {
        EscalationTrigger.AtOnce => " (immediate)",
        EscalationTrigger.Unacknowledged => $" (if not acknowledged after {Say.Time(step.After)})",
        EscalationTrigger.Elapsed => $" (if >{Say.Time(step.After)}{(step.Attribute is { } attribute ? $" or {MarkdownText.Line(attribute).Replace('-', ' ')}" : "")})",
        EscalationTrigger.Attribute => $" (if {MarkdownText.Line(step.Attribute ?? "").Replace('-', ' ')})",
        EscalationTrigger.ByHand => "",
    };

    public static string Window(ChecklistPhase phase) => (phase.From, phase.To) switch
    {
        (null, null) => "",
        ({ } from, null) => $" ({(int)from.TotalMinutes}+ min)",
        (null, { } to) => $" (within {Say.Time(to)})",
        ({ } from, { } to) when from.TotalHours % 1 == 0 && to.TotalHours % 1 == 0 && to.TotalHours >= 1 => $" ({(int)from.TotalHours}-{(int)to.TotalHours} hours)",
        ({ } from, { } to) => $" ({(int)from.TotalMinutes}-{(int)to.TotalMinutes} min)",
    };

    public static string Span(TimeSpan shortest, TimeSpan longest) => shortest == longest ? Say.Time(longest)
        : longest.TotalHours % 1 == 0 && shortest.TotalHours % 1 == 0 ? $"{(int)shortest.TotalHours}-{(int)longest.TotalHours} hours"
        : $"{(int)shortest.TotalMinutes}-{(int)longest.TotalMinutes} minutes";

    public static string Threshold(ThresholdRule rule) => string.Concat(
        MarkdownText.Line(rule.Metric),
        rule.BudgetMultiple is not null && rule.Unit.Length > 0 ? $" ({rule.Unit})" : "",
        rule is { Value: 0, Unit: "", BudgetMultiple: null } ? "" : $" {(rule.Comparison == Comparison.Above ? ">" : "<")} {Limit(rule)}",
        rule.For > TimeSpan.Zero ? $" > {Say.Time(rule.For)}" : "",
        rule.And is { } and ? $" and {Threshold(and)}" : "");

    public static string Limit(ThresholdRule rule) => rule.BudgetMultiple is { } times
        ? string.Create(CultureInfo.InvariantCulture, $"Budget×{times}")
        : string.Create(CultureInfo.InvariantCulture, $"{rule.Value}{MarkdownText.Line(rule.Unit)}");
}
