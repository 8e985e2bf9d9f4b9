using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Effects;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Engine;

namespace IncidentConsole.Web.Seeding;

/// <summary>
/// Plays a story through the real desk with a clock of its own: every entry of the demo passed the same rules as a live one,
/// and due times of the past fire at their time.
/// </summary>
internal sealed class DemoStage
{
    private readonly SeedClock clock;
    private readonly IncidentDesk desk;
    private readonly DeadlineRunner runner;
    private readonly DateTimeOffset start;
    private readonly DemoBreaches breaches;

    public DemoStage(IEventLog log, IDirectory directory, ICatalog catalog, IIncidentQueries queries, IDeadlineStore deadlines, ISignalCatalog signals, ISampleStore samples, DemoBreaches breaches, DateTimeOffset start)
    {
        (this.start, this.breaches) = (start, breaches);
        clock = new SeedClock(start);
        var effects = new EffectReader(signals, samples, clock);
        desk = new IncidentDesk(new QuietLog(log), directory, catalog, queries, new NothingMeasured(), effects, new NoNudge(), NotificationTargets.None, clock);
        runner = new DeadlineRunner(deadlines, desk, effects, clock);
    }

    public IncidentId Incident { get; private set; }

    public async Task DeclareAsync(DeclareIncident intent, Actor by, CancellationToken cancellationToken)
    {
        await breaches.PassAsync(start, cancellationToken);
        Incident = new IncidentId(Guid.CreateVersion7(start).ToString("D"));
        await SendAsync(intent, by, cancellationToken);
    }

    /// <summary>Somebody does something, <paramref name="minute"/> minutes after the start; what became due before has fired by then.</summary>
    public async Task AtAsync(double minute, Actor by, IncidentIntent intent, CancellationToken cancellationToken)
    {
        await PassAsync(start + TimeSpan.FromMinutes(minute), cancellationToken);
        await SendAsync(intent, by, cancellationToken);
    }

    /// <summary>Lets time pass, due row by due row.</summary>
    public async Task PassAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } due && due <= moment)
        {
            await breaches.PassAsync(due, cancellationToken);
            clock.MoveTo(due);
            await runner.RunDueAsync((row, e) => throw new InvalidOperationException($"The demo's deadline {row.Deadline.Kind} failed", e), cancellationToken);
        }

        await breaches.PassAsync(moment, cancellationToken);
        clock.MoveTo(moment);
    }

    public async Task<Incident> ReadAsync(CancellationToken cancellationToken) =>
        await desk.ReadAsync(Incident, Domain.Access.Viewer.System, cancellationToken) ?? throw new InvalidOperationException("The demo's incident is gone.");

    private async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) =>
        Incident.Value is null ? null : Domain.Deadlines.DeadlineSchedule.For(await ReadAsync(cancellationToken)).FirstOrDefault()?.DueAt;

    private async Task SendAsync(IncidentIntent intent, Actor by, CancellationToken cancellationToken)
    {
        if (await desk.SendAsync(Incident, intent, by, new SendOptions("seed"), cancellationToken) is Outcome.Refused refused)
        {
            throw new InvalidOperationException($"The demo's {intent.GetType().Name} was refused: {refused.Refusal.Message}");
        }
    }

    private sealed class NoNudge : ITailNudge
    {
        public void Nudge(IReadOnlyList<RecordedEvent> appended)
        {
            // the tailer starts after the demo is filled
        }
    }
}
