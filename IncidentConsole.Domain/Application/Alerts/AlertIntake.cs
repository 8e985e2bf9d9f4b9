using System.Globalization;
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
public sealed class AlertIntake(IAlertStore alerts, IAlertRules rules, IIntegrations integrations, AlertRouter router, ListedAlerts listed, AlertBell bell, TimeProvider clock)
{
    /// <summary>Deliveries of one pass.</summary>
    public const int Batch = 120;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>An alert that comes back this soon after its end flaps.</summary>
    private static readonly TimeSpan FlapsWithin = TimeSpan.FromMinutes(10);

    private const int MostFailures = 5;

    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, int> failures = [];
    private readonly string owner = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly HashSet<IncidentId> over = [];   // duplicates of what is over too: their alerts stay
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

    /// <summary>Alerts whose incident was found to be a duplicate meanwhile; looked for now and then, while nothing else is to be done.</summary>
    private async Task<IReadOnlyList<Alert>> LeftAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - looked < LooksEvery)
        {
            return [];
        }

        looked = now;
        return [.. (await alerts.LeftInMergedAsync(Batch, cancellationToken).ConfigureAwait(false)).Where(alert => !over.Contains(alert.Incident!.Value))];
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
            await RevisitAsync(round.Find(alert.Subject) is { } newer && newer.Id == alert.Id ? newer : alert, round, cancellationToken).ConfigureAwait(false);
        }

        foreach (var alert in left.Where(alert => round.Find(alert.Subject) is null))
        {
            if (await router.FollowAsync(alert, round, cancellationToken).ConfigureAwait(false) is { } followed)
            {
                round.Keep(followed);
            }
            else
            {
                over.Add(alert.Incident!.Value);
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
            var (alert, words) = await TakeAsync(delivery, i, round, cancellationToken).ConfigureAwait(false);
            outcomes.Add(words);
            if (alert is not null)
            {
                ids.Add(alert.Id);
            }
        }

        round.Settled.Add(new SettledDelivery(delivery.Id, AlertReading.Told(outcomes, delivery.Work.TruncatedAlerts), [.. ids]));
    }

    private async Task<(Alert? Alert, string Words)> TakeAsync(PendingDelivery delivery, int index, AlertRound round, CancellationToken cancellationToken)
    {
        var notice = delivery.Work.Alerts[index];
        var last = round.Find(notice.Identity.Subject(delivery.Sender.Id));
        if (delivery.IsTest)
        {
            return (null, await router.RehearseAsync(await router.PlaceAsync(round.New(notice, delivery, index), notice, delivery, round, cancellationToken).ConfigureAwait(false), round, cancellationToken).ConfigureAwait(false));
        }

        switch (notice.Status)
        {
            case AlertStatus.Firing when last is { Fires: true }:
                return await AgainAsync(Seen(last, notice, round), notice, delivery, round, cancellationToken).ConfigureAwait(false);
            case AlertStatus.Firing when last is { EndedBy: AlertEnd.Silence } && !notice.Identity.IsKey && notice.Identity.StartsAt <= last.EndedAt:
                return await AgainAsync(Seen(last with { EndedAt = null, EndedBy = null }, notice, round), notice, delivery, round, cancellationToken).ConfigureAwait(false);
            case AlertStatus.Firing when last is not null && !notice.Identity.IsKey && notice.Identity.StartsAt <= last.EndedAt:
                return (last, $"Late: {last.Name} had ended already.");   // a repeat that was overtaken by its own end
            case AlertStatus.Firing:
                var fresh = await router.PlaceAsync(round.New(notice, delivery, index) with { Flaps = last?.EndedAt is { } ended && round.Now - ended < FlapsWithin ? last.Flaps + 1 : 0 }, notice, delivery, round, cancellationToken).ConfigureAwait(false);
                var (placed, words) = await router.RouteAsync(fresh, delivery, round, cancellationToken, last?.Incident).ConfigureAwait(false);
                placed = placed with { IsCounted = placed.IsCounted && !(last?.Incident is { } before && before == placed.Incident) };
                round.Keep(placed);
                return (placed, words);
            case AlertStatus.Resolved:
                return await EndAsync(last, notice, delivery, index, round, cancellationToken).ConfigureAwait(false);
            case AlertStatus.Acknowledged or AlertStatus.Unacknowledged or AlertStatus.Remarked:
                return Remark(last, notice, round);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<(Alert Alert, string Words)> AgainAsync(Alert alert, AlertNotice notice, PendingDelivery delivery, AlertRound round, CancellationToken cancellationToken)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"Counted: {alert.Name} still fires, told {alert.Occurrences} times.");
        if (alert.Incident is null)
        {
            // A silence may have ended, a policy may have changed, an incident may be open by now.
            (alert, words) = await router.RouteAsync(await router.PlaceAsync(alert, notice, delivery, round, cancellationToken).ConfigureAwait(false), delivery, round, cancellationToken).ConfigureAwait(false);
        }

        round.Keep(alert);
        return (alert, words);
    }

    private async Task<(Alert? Alert, string Words)> EndAsync(Alert? last, AlertNotice notice, PendingDelivery delivery, int index, AlertRound round, CancellationToken cancellationToken)
    {
        var ended = notice.EndsAt is { } said && said < round.Now ? said : round.Now;
        if (last is { Fires: true } && (notice.EndsAt is null || ended >= last.StartedAt))
        {
            var facts = notice.Identity.IsKey ? AlertReading.Remarked(last.Facts, notice, round.Now) : last.Facts;   // whoever closed it may have said why
            var over = await router.ClearAsync(last with { Facts = facts, EndedAt = ended, EndedBy = AlertEnd.Sender, LastSeenAt = round.Now, DueAt = null }, delivery.Sender, round, cancellationToken).ConfigureAwait(false);
            round.Keep(over);
            return (over, $"Ended: {over.Name}.");
        }

        if (last is null && !notice.Identity.IsKey)
        {
            // Kept, so that a late repeat of its firing opens nothing.
            var unseen = await router.PlaceAsync(round.New(notice, delivery, index), notice, delivery, round, cancellationToken).ConfigureAwait(false) with { EndedAt = ended, EndedBy = AlertEnd.Sender, DueAt = null };
            round.Keep(unseen);
            return (unseen, $"Ended before it was seen: {unseen.Name}.");
        }

        return (last, last is null ? "Nothing to end: no alert has this key." : $"Nothing to end: {last.Name} had ended already.");
    }

    private static (Alert? Alert, string Words) Remark(Alert? last, AlertNotice notice, AlertRound round)
    {
        if (last is null || (!last.Fires && notice.Status != AlertStatus.Remarked))
        {
            return (last, "Nothing to do: no open alert has this key.");
        }

        var remarked = last with
        {
            LastSeenAt = round.Now,
            AcknowledgedAt = notice.Status switch
            {
                AlertStatus.Acknowledged => last.AcknowledgedAt ?? round.Now,
                AlertStatus.Unacknowledged => null,
                AlertStatus.Firing or AlertStatus.Resolved or AlertStatus.Remarked => last.AcknowledgedAt,
            },
            Facts = AlertReading.Remarked(last.Facts, notice, round.Now),
        };
        if (remarked is { Fires: true, SilenceId: not null } && round.SilenceOf(remarked) is null)
        {
            remarked = remarked with { DueAt = round.Now };   // its labels fit no silence any more: it is looked at next
        }

        round.Keep(remarked);
        return (remarked, notice.Status == AlertStatus.Acknowledged
            ? $"Noted: {last.Name} was taken in the sender's system. The incident still waits for somebody here."
            : $"Noted: {last.Name}.");
    }

    private async Task RevisitAsync(Alert alert, AlertRound round, CancellationToken cancellationToken)
    {
        if (alert.DueAt > round.Now || !alert.Fires)
        {
            return;
        }

        if (alert.SilenceId is not null && round.SilenceOf(alert) is null)
        {
            var by = new Actor(ActorKind.Integration, alert.SenderId, alert.SenderName);
            var (placed, _) = await router.RouteAsync(alert with { DueAt = round.ExpiryOf(alert) }, by, round, cancellationToken).ConfigureAwait(false);
            round.Keep(placed);
        }
        else if (round.ExpiryOf(alert) is { } expiry && expiry <= round.Now)
        {
            round.Keep(await router.ClearAsync(alert with { EndedAt = round.Now, EndedBy = AlertEnd.Silence, DueAt = null }, Actor.System, round, cancellationToken).ConfigureAwait(false));
        }
        else if (alert.Incident is null)
        {
            var by = new Actor(ActorKind.Integration, alert.SenderId, alert.SenderName);
            var (placed, _) = await router.RouteAsync(alert with { DueAt = round.ExpiryOf(alert) }, by, round, cancellationToken).ConfigureAwait(false);
            round.Keep(placed);
        }
        else
        {
            round.Keep(alert with { DueAt = round.ExpiryOf(alert) });
        }
    }

    private static Alert Seen(Alert last, AlertNotice notice, AlertRound round)
    {
        var seen = last with { LastSeenAt = round.Now, Occurrences = last.Occurrences + 1, Facts = notice.Identity.IsKey ? AlertReading.Repeated(last.Facts, notice) : AlertReading.Facts(notice) with { Remarks = last.Facts.Remarks } };
        return seen with { DueAt = last.SilenceId is null ? round.ExpiryOf(seen) : last.DueAt };
    }
}
