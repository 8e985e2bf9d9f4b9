using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Timeline;

/// <summary>
/// What the signals of a service said while an incident ran, as entries of its timeline. They are stored once, in the stream of the service,
/// and only linked here: their versions are negative, so that nothing corrects, redacts or keeps them as if they were the incident's own.
/// </summary>
public static class ServiceEntries
{
    /// <summary>How long before the incident a breach still belongs to it: what began there is why it was opened.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(15);

    /// <summary>When the signals speak of this incident, UTC; open-ended while it runs.</summary>
    public static (DateTimeOffset From, DateTimeOffset? To) Window(Incident incident)
    {
        var milestones = incident.Milestones;
        var begin = milestones.ImpactStarted < milestones.Detected ? milestones.ImpactStarted.Value : milestones.Detected!.Value;
        return (begin - Before, incident.IsOpen ? null : milestones.Resolved ?? milestones.Declared);
    }

    /// <param name="signals">Of the service, those taken away too; what is said of an unknown one goes by its id.</param>
    /// <param name="language">"de", else English.</param>
    public static ImmutableArray<TimelineEntry> Of(Incident incident, IReadOnlyList<RecordedEvent> events, IReadOnlyList<Signal> signals, string language = "en")
    {
        var (from, to) = Window(incident);
        return
        [
            .. events
                .Where(recorded => recorded.Event is ServiceEvent && recorded.OccurredAt >= from && (to is null || recorded.OccurredAt <= to))
                .Select(recorded => Entry(recorded, incident, signals, language)),
        ];
    }

    private static TimelineEntry Entry(RecordedEvent recorded, Incident incident, IReadOnlyList<Signal> signals, string language)
    {
        var happened = (ServiceEvent)recorded.Event;
        var signal = signals.FirstOrDefault(known => known.Id == happened.SignalId);
        return new TimelineEntry
        {
            Version = -recorded.Version,
            Position = recorded.Position,
            Kind = TimelineKind.Breach,
            Headline = language == "de" ? German(happened, signal, incident) : Words(happened, signal, incident),
            Actor = recorded.Actor,
            OccurredAt = recorded.OccurredAt,
            RecordedAt = recorded.RecordedAt,
            IsKeyMoment = happened is BreachBegan or BreachEnded,
            IsRelief = happened is BreachEnded or SignalCameBack,
        };
    }

    private static string Words(ServiceEvent happened, Signal? signal, Incident incident)
    {
        var title = signal?.Title ?? happened.SignalId;
        return happened switch
        {
            BreachBegan breach => $"{title} {(signal?.Good == GoodDirection.High ? "under" : "over")} the limit of {incident.Runbook.Severities[breach.Rank].Label}: {Value(breach.Value, signal)}, limit {Value(breach.Limit, signal)}",
            BreachEnded ended => $"{title} within its limits again: {Value(ended.Value, signal)}",
            SignalWentStale { LastAt: null } => $"{title} was not read yet: what it shows is unknown",
            SignalWentStale => $"{title} is not read any more: what it shows is unknown",
            SignalCameBack => $"{title} is read again",
            _ => throw new UnreachableException($"The timeline has no words for {happened.GetType().Name}"),
        };
    }

    private static string German(ServiceEvent happened, Signal? signal, Incident incident)
    {
        var title = signal?.Title ?? happened.SignalId;
        return happened switch
        {
            BreachBegan breach => $"{title} {(signal?.Good == GoodDirection.High ? "unter" : "über")} dem Grenzwert von {incident.Runbook.Severities[breach.Rank].Label}: {GermanValue(breach.Value, signal)}, Grenzwert {GermanValue(breach.Limit, signal)}",
            BreachEnded ended => $"{title} wieder innerhalb der Grenzwerte: {GermanValue(ended.Value, signal)}",
            SignalWentStale { LastAt: null } => $"{title} wurde noch nicht gelesen: der Stand ist unbekannt",
            SignalWentStale => $"{title} wird nicht mehr gelesen: der Stand ist unbekannt",
            SignalCameBack => $"{title} wird wieder gelesen",
            _ => throw new UnreachableException($"The timeline has no German words for {happened.GetType().Name}"),
        };
    }

    private static string GermanValue(double value, Signal? signal) => Value(value, signal).Replace('.', ',');

    private static string Value(double value, Signal? signal) => signal is null
        ? value.ToString("0.##", CultureInfo.InvariantCulture)
        : $"{value.ToString($"F{signal.Decimals}", CultureInfo.InvariantCulture)}{(signal.Unit.Length == 0 ? "" : "\u00a0")}{signal.Unit}";
}
