using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application;

/// <summary>
/// Turns due rows into intents through the same desk, as the system. The rule checks that a row still applies, so firing twice, or on two nodes,
/// is harmless. A row whose intent throws is tried again with growing delay and never holds up the others.
/// </summary>
public sealed class DeadlineRunner(IDeadlineStore deadlines, IncidentDesk desk, IActionEffects effects, TimeProvider clock)
{
    private const int Batch = 500;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);

    /// <summary>When the last pass ended, UTC; null before the first.</summary>
    public DateTimeOffset? LastPass { get; private set; }

    /// <summary>Fires what is due now, and what becomes due through it (a ladder that was missed runs step after step).</summary>
    /// <param name="failed">Told of each row that threw.</param>
    /// <returns>How many rows were fired.</returns>
    public async Task<int> RunDueAsync(Action<DueDeadline, Exception> failed, CancellationToken cancellationToken)
    {
        var fired = 0;
        while (await deadlines.DueAsync(clock.GetUtcNow(), Batch, cancellationToken).ConfigureAwait(false) is { Count: > 0 } due)
        {
            // Streams do not wait for each other; the rows of one stream run in order of their due time.
            var streams = due.GroupBy(row => row.Stream).Select(rows => FireAllAsync(rows, failed, cancellationToken));
            var progress = (await Task.WhenAll(streams).ConfigureAwait(false)).Sum();
            fired += progress;
            if (progress == 0)
            {
                break;   // all of them threw and wait for their next try
            }
        }

        LastPass = clock.GetUtcNow();
        return fired;
    }

    private async Task<int> FireAllAsync(IEnumerable<DueDeadline> rows, Action<DueDeadline, Exception> failed, CancellationToken cancellationToken)
    {
        var fired = 0;
        foreach (var due in rows)
        {
            try
            {
                await FireAsync(due, cancellationToken).ConfigureAwait(false);
                fired++;
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                failed(due, e);
                var wait = TimeSpan.FromSeconds(Math.Min(LongestRetry.TotalSeconds, Math.Pow(2, due.Attempts)));
                await deadlines.PostponeAsync(due, clock.GetUtcNow() + wait, e.Message, cancellationToken).ConfigureAwait(false);
            }
        }

        return fired;
    }

    private async Task FireAsync(DueDeadline due, CancellationToken cancellationToken)
    {
        var deadline = due.Deadline;
        if (deadline.Kind == DeadlineKind.ActionEffectDue && await MustWaitAsync(due, cancellationToken).ConfigureAwait(false))
        {
            await deadlines.WaitAsync(due, clock.GetUtcNow() + AskAgain, cancellationToken).ConfigureAwait(false);
            return;
        }

        var options = new SendOptions("deadline", $"{deadline.Kind}:{deadline.Subject}:{deadline.DueAt.UtcTicks}");
        var outcome = await desk.SendAsync(due.Stream.ToIncidentId(), new PassDeadline(deadline.Kind, deadline.Subject, deadline.DueAt), Actor.System, options, cancellationToken).ConfigureAwait(false);
        switch (outcome)
        {
            case Outcome.Refused refused:
                throw new InvalidOperationException(refused.Refusal.Message);
            case Outcome.Accepted { Events.Count: 0 }:
                // It no longer applies, yet its row stands: the row is older than the schedule's rules. Drop it, so that it is not due for ever.
                await deadlines.DropAsync(due, cancellationToken).ConfigureAwait(false);
                break;
            default:
                break;
        }
    }

    /// <summary>After a time in which the console was down, its sources may still tell what they remember.</summary>
    private async Task<bool> MustWaitAsync(DueDeadline due, CancellationToken cancellationToken) =>
        await desk.ReadAsync(due.Stream.ToIncidentId(), Viewer.System, cancellationToken).ConfigureAwait(false) is { } incident
        && EffectRule.Asked(incident, due.Deadline.Subject) is var (effect, _)
        && await effects.MayStillComeAsync(effect, due.Deadline.DueAt, cancellationToken).ConfigureAwait(false);
}
