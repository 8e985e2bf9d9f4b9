using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>A point of the guard as people read it: part of a sentence, in the language of a runbook.</summary>
public static class GuardWords
{
    public static string Of(GuardPoint point, Incident incident, string language = "en") => Of(point, Subject(point, incident.Runbook, incident.Alerts.ToImmutableDictionary(alert => alert.Key, alert => alert.Value.Name)), language);

    /// <param name="subject">See <see cref="Subject"/>.</param>
    public static string Of(GuardPoint point, string subject, string language)
    {
        var german = language == "de";
        return point.Kind switch
        {
            GuardPointKind.LineIsRed => german ? $"{subject} (gemessen: {Value(point, german)})" : $"{subject} (it is {Value(point, german)})",
            GuardPointKind.LineIsOver => german ? $"{subject} verletzt noch einen Grenzwert (gemessen: {Value(point, german)})" : $"{subject} is still beyond a limit (it is {Value(point, german)})",
            GuardPointKind.NotLongEnough when point.Since is { } since => german
                ? $"{subject} (hält erst seit {Clock(since)})"
                : $"{subject} (it holds only since {Clock(since)})",
            GuardPointKind.NotLongEnough => german ? $"{subject} (hält noch nicht lange genug)" : $"{subject} (it does not hold long enough yet)",
            GuardPointKind.LineIsUnknown => german ? $"{subject} (kein aktueller Messwert)" : $"{subject} (its signal has no fresh value)",
            GuardPointKind.AlertFires => german ? $"Alarm {subject} ist noch aktiv" : $"the alert {subject} still fires",
            GuardPointKind.NotDocumented when point.Subject == nameof(MeasureKind.Workaround) => german ? "der Workaround ist nicht dokumentiert" : "the workaround is not written down",
            GuardPointKind.NotDocumented => german ? "der Rollback ist nicht dokumentiert" : "the rollback is not written down",
            GuardPointKind.NobodyLooked => german ? $"{subject} (von niemandem geprüft)" : $"{subject} (nobody has looked)",
            GuardPointKind.CheckIsOpen => german ? $"{subject} (offen)" : $"{subject} (open)",
            GuardPointKind.LimitIsRaised => german ? $"{subject} (Grenzwert noch angehoben)" : $"{subject} (still raised)",
        };
    }

    /// <summary>What the point is about, without how it stands.</summary>
    public static string Subject(GuardPoint point, Runbook runbook, ImmutableDictionary<string, Prose> alerts) => point.Kind switch
    {
        GuardPointKind.LineIsRed or GuardPointKind.NotLongEnough or GuardPointKind.LineIsUnknown or GuardPointKind.NobodyLooked =>
            runbook.ResolveCriteria.FirstOrDefault(criterion => criterion.Id == point.Subject)?.Text ?? point.Subject,
        GuardPointKind.AlertFires => alerts.GetValueOrDefault(point.Subject) is { } name ? $"\"{name.Shown}\"" : point.Subject,
        GuardPointKind.CheckIsOpen => runbook.FindItem(point.Subject)?.Text ?? point.Subject,
        GuardPointKind.LimitIsRaised => runbook.FindAction(point.Subject)?.Title ?? point.Subject,
        GuardPointKind.NotDocumented or GuardPointKind.LineIsOver => point.Subject,
    };

    private static string Value(GuardPoint point, bool german) =>
        $"{Number(point.Value, german)}{(point.Unit is { Length: > 0 } unit ? $"\u00a0{unit}" : "")}";

    private static string? Number(double? value, bool german) => value?.ToString("0.####", CultureInfo.InvariantCulture).Replace('.', german ? ',' : '.');

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
