using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>
/// Acts on what came in: identity by the sender's rules, then a place for what is new. Everything a delivery does is stored with the word that
/// it was done; when the console dies in between, the repeat does the same again under the same ids, and the incident takes each alert once.
/// </summary>
public sealed class AlertIntake(IAlertStore alerts, IAlertRules rules, IIntegrations integrations, AlertReader reader, AlertRouter router, AlertWork work, ListedAlerts listed, AlertBell bell, TimeProvider clock)
{
    /// <summary>Deliveries of one pass.</summary>
    public const int Batch = 120;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private const int MostFailures = 5;

    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, int> failures = [];
    private readonly string owner = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    private readonly SemaphoreSlim gate = new(1, 1);
    private DateTimeOffset looked;

    /// <summary>One pass.</summary>
    /// <param name="onFailure">Told of a delivery that cannot be acted on; it is set aside with that word, and the others go on.</param>
    /// <returns>How many deliveries were acted on; <see cref="Batch"/> when there may be more.</returns>
    public async Task<int> RunAsync(Action<Exception, string> onFailure, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = clock.GetUtcNow();
            if (await alerts.LeaseAsync(owner, now, now + Lease, Batch, cancellationToken).ConfigureAwait(false) is not { } pending)
            {
                return 0;
            }

            var due = await alerts.DueAsync(now, Batch, cancellationToken).ConfigureAwait(false);
            var left = pending.Count == 0 ? await LeftAsync(now, cancellationToken).ConfigureAwait(false) : [];
            if (pending.Count > 0 || due.Count > 0 || left.Count > 0)
            {
                await ActAsync(pending, due, left, now, onFailure, cancellationToken).ConfigureAwait(false);
            }

            return Math.Max(pending.Count, due.Count == Batch ? Batch : 0);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>
    /// Alerts whose incident was found to be a duplicate of one that is worked on; looked for now and then, while nothing else is to be done.
    /// Where the work is over too they stay, until it is taken up again.
    /// </summary>
    private async Task<IReadOnlyList<Alert>> LeftAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - looked < LooksEvery)
        {
            return [];
        }

        looked = now;
        List<Alert> left = [];
        foreach (var merged in await alerts.FiringInMergedAsync(cancellationToken).ConfigureAwait(false))
        {
            if (left.Count < Batch && await work.OpenAsync(merged, cancellationToken).ConfigureAwait(false) is not null)
            {
                left.AddRange((await alerts.OfIncidentAsync(merged, Batch, cancellationToken).ConfigureAwait(false)).Where(alert => alert.Fires));
            }
        }

        return left;
    }

    /// <summary>For what people do with an alert: nothing that comes in is acted on meanwhile.</summary>
    internal async Task<T> BetweenPassesAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task ActAsync(IReadOnlyList<PendingDelivery> pending, IReadOnlyList<Alert> due, IReadOnlyList<Alert> left, DateTimeOffset now, Action<Exception, string> onFailure, CancellationToken cancellationToken)
    {
        var subjects = pending.SelectMany(delivery => delivery.Work.Alerts.Select(notice => notice.Identity.Subject(delivery.Sender.Id))).ToList();
        var round = new AlertRound(
            now,
            await alerts.LatestAsync(subjects, cancellationToken).ConfigureAwait(false),
            await rules.PoliciesAsync(cancellationToken).ConfigureAwait(false),
            await rules.SilencesAsync(cancellationToken).ConfigureAwait(false),
            (await integrations.AllAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(integration => integration.Id, StringComparer.Ordinal));
        foreach (var delivery in pending)
        {
            try
            {
                await TakeAsync(delivery, round, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException && IsHopeless(delivery.Id))
            {
                // A delivery nobody foresaw must not hold up those after it.
                onFailure(e, delivery.Id);
                failures.Remove(delivery.Id);
                round.Settled.Add(new SettledDelivery(delivery.Id, $"Failed: {e.Message}", []));
            }
        }

        foreach (var alert in due)
        {
            // What a delivery of this pass brought up to date is no longer due.
            await reader.RevisitAsync(round.Find(alert.Subject) is { } newer && newer.Id == alert.Id ? newer : alert, round, cancellationToken).ConfigureAwait(false);
        }

        foreach (var alert in left.Where(alert => round.Find(alert.Subject) is null))
        {
            if (await router.FollowAsync(alert, round, cancellationToken).ConfigureAwait(false) is { } followed)
            {
                round.Keep(followed);
            }
        }

        await alerts.SettleAsync(round.Changed, round.Settled, await listed.ForAsync(round.Listed, now, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        await router.CountAsync(round.Touched, cancellationToken).ConfigureAwait(false);
        round.Settled.ForEach(settled => bell.Acted(settled.Id));
    }

    /// <summary>A busy store passes; what fails over and over is the delivery's own doing.</summary>
    private bool IsHopeless(string delivery) => (failures[delivery] = failures.GetValueOrDefault(delivery) + 1) > MostFailures;

    private async Task TakeAsync(PendingDelivery delivery, AlertRound round, CancellationToken cancellationToken)
    {
        List<string> outcomes = [];
        HashSet<string> ids = [];
        for (var i = 0; i < delivery.Work.Alerts.Count; i++)
        {
            var (alert, words) = await reader.TakeAsync(delivery, i, round, cancellationToken).ConfigureAwait(false);
            outcomes.Add(words);
            if (alert is not null)
            {
                ids.Add(alert.Id);
            }
        }

        round.Settled.Add(new SettledDelivery(delivery.Id, AlertReading.Told(outcomes, delivery.Work.TruncatedAlerts), [.. ids]));
    }
}
