using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Calling;

/// <summary>
/// How each level calls its first person, where the levels themselves do not say: by the pager channels and the steps that were read.
/// And the other way round: a level that says "page on-call" gets that step where no ladder names one.
/// </summary>
internal sealed partial class ModeSteps : IRecogniser
{
    public void Read(Reading reading)
    {
        for (var at = 0; at < reading.Runbook.Severities.Levels.Length; at++)
        {
            InferMode(reading, at);
        }

        foreach (var act in (ImmutableArray<EscalationAct>)[EscalationAct.Notify, EscalationAct.Page])
        {
            AddStep(reading, act);
        }

        if (reading.Runbook.Escalation.Steps.IsEmpty)
        {
            reading.Miss("Escalation", "nobody is called by the console; people call each other");
        }
        else if (reading.Runbook.Escalation.Steps.All(step => step.Trigger == EscalationTrigger.ByHand))
        {
            reading.Miss("Times of the escalation", "every step waits until somebody calls it");
        }
    }

    private static void InferMode(Reading reading, int at)
    {
        var level = reading.Runbook.Severities.Levels[at];
        if (ModeFact(reading, at) is not null)
        {
            return;
        }

        var pager = reading.Runbook.Communication.Channels.FirstOrDefault(rule => rule.Ranks.Contains(level.Rank) && rule.Ranks.Length < reading.Runbook.Severities.LastRank && Vocabulary.Says(rule.Channel, "pagerduty", "opsgenie", "phone", "sms", "telefon"));
        var step = reading.Runbook.Escalation.StepsAt(level.Rank).FirstOrDefault(step => step is { Act: EscalationAct.Page, Trigger: EscalationTrigger.AtOnce });
        if (pager is null && step is null)
        {
            return;
        }

        var mode = step is not null || level.Response.Within == TimeSpan.Zero ? ResponseMode.PageAtOnce : ResponseMode.PageOnCall;
        var source = pager is not null ? $"communication/channels/{reading.Runbook.Communication.Channels.IndexOf(pager)}" : $"escalation/steps/{step!.Id}";
        reading.Runbook = reading.Runbook with { Severities = new(reading.Runbook.Severities.Levels.SetItem(at, level with { Mode = mode })) };
        reading.Fact(FactKind.Severity, $"severities/levels/{at}/mode", $"{level.Label} {Say.Mode(mode)}", reading.Facts.First(fact => fact.Path == source).Lines, pager is not null ? $"it is one of the levels of {pager.Channel}" : $"{step!.Target} is paged at once");
    }

    private static void AddStep(Reading reading, EscalationAct act)
    {
        var levels = reading.Runbook.Severities.Levels.Select((level, at) => (Level: level, Fact: ModeFact(reading, at)))
            .Where(pair => pair.Fact is not null && ActOf(pair.Level.Mode) == act && !reading.Runbook.Escalation.StepsAt(pair.Level.Rank).Any(step => step.Trigger == EscalationTrigger.AtOnce && step.Target.Contains("on-call eng", StringComparison.OrdinalIgnoreCase)))
            .Where(pair => act == EscalationAct.Page || !reading.Runbook.Escalation.StepsAt(pair.Level.Rank).Any(step => step.Trigger == EscalationTrigger.AtOnce))
            .Where(pair => !reading.Runbook.Escalation.StepsAt(pair.Level.Rank).Any(step => step.Trigger == EscalationTrigger.AtOnce && Names(pair.Fact!, step)))
            .ToList();
        foreach (var same in levels.GroupBy(pair => Target(reading, pair.Fact!, act)))
        {
            Ladder.Insert(reading, new StepWords(same.Key, act, HasVerb: true, null, IsOptional: false), [.. same.Select(pair => pair.Level.Rank)], same.First().Fact!.Lines, "follows from how the level calls people");
        }
    }

    // "Notify team via Slack" names whom; "Notification" leaves it to whoever is on call.
    private static string Target(Reading reading, CompiledFact mode, EscalationAct act)
    {
        var said = StepWords.Read(reading.Source.Line(mode.Lines.First).Trim().TrimStart('-', '*', '+', ' '));
        if (said is { HasVerb: true } && said.Act == act)
        {
            return Via().Replace(said.Target, "");
        }

        return reading.Runbook.Contacts.Select(contact => contact.Role).FirstOrDefault(role => Vocabulary.Says(role, "on call", "oncall", "rufbereitschaft", "bereitschaft")) ?? (reading.IsGerman ? "Rufbereitschaft" : "On-call engineer");
    }

    // The mode was itself inferred from this step: no second one for it.
    private static bool Names(CompiledFact mode, EscalationStep step) => mode.Doubt?.StartsWith(step.Target, StringComparison.Ordinal) == true;

    private static CompiledFact? ModeFact(Reading reading, int at) => reading.Facts.FirstOrDefault(fact => fact.Path == $"severities/levels/{at}/mode");

    private static EscalationAct? ActOf(ResponseMode mode) => mode switch
    {
        ResponseMode.PageAtOnce or ResponseMode.PageOnCall => EscalationAct.Page,
        ResponseMode.Notify => EscalationAct.Notify,
        ResponseMode.Ticket => null,
    };

    [GeneratedRegex(@"\s(?:via|per|über|by)\s.{1,40}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Via();
}
