using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Alerts;

/// <summary>What one notice means for its alert: it begins, goes on, ends or is remarked on. Where a new one belongs the <see cref="AlertRouter"/> says.</summary>
public sealed class AlertReader(AlertRouter router, AlertWork work)
{
    /// <summary>An alert that comes back this soon after its end flaps.</summary>
    private static readonly TimeSpan FlapsWithin = TimeSpan.FromMinutes(10);

    /// <summary>One notice of a delivery.</summary>
    internal async Task<(Alert? Alert, string Words)> TakeAsync(PendingDelivery delivery, int index, AlertRound round, CancellationToken cancellationToken)
    {
        var notice = delivery.Work.Alerts[index];
        var last = round.Find(notice.Identity.Subject(delivery.Sender.Id));
        if (delivery.IsTest)
        {
            return (null, await router.RehearseAsync(await router.PlaceAsync(round.New(notice, delivery, index), notice, delivery, round, cancellationToken).ConfigureAwait(false), round, cancellationToken).ConfigureAwait(false));
        }

        switch (notice.Status)
        {
            case AlertStatus.Firing when last is { Fires: true, Incident: { } home } && round.SilenceOf(last) is null && await work.DoneAsync(home, round, cancellationToken).ConfigureAwait(false) is { } done:
                return await AnewAsync(last, done, notice, delivery, index, round, cancellationToken).ConfigureAwait(false);
            case AlertStatus.Firing when last is { Fires: true }:
                return await AgainAsync(Seen(last, notice, round), notice, delivery, round, cancellationToken).ConfigureAwait(false);
            case AlertStatus.Firing when last is { EndedBy: AlertEnd.Silence } && !notice.Identity.IsKey && notice.Identity.StartsAt <= last.EndedAt:
                return await AgainAsync(Seen(last with { EndedAt = null, EndedBy = null }, notice, round), notice, delivery, round, cancellationToken).ConfigureAwait(false);
            case AlertStatus.Firing when last is not null && !notice.Identity.IsKey && notice.Identity.StartsAt <= last.EndedAt:
                return (last, $"Late: {last.Name} had ended already.");   // a repeat that was overtaken by its own end
            case AlertStatus.Firing:
                var fresh = await router.PlaceAsync(round.New(notice, delivery, index) with { Flaps = last?.EndedAt is { } ended && round.Now - ended < FlapsWithin ? last.Flaps + 1 : 0 }, notice, delivery, round, cancellationToken).ConfigureAwait(false);
                var (placed, words) = await router.RouteAsync(fresh, delivery, round, cancellationToken, last?.Incident).ConfigureAwait(false);
                if (last?.Incident is { } before && before == placed.Incident)
                {
                    // Back where it was it counts once: as the one that fires.
                    placed = placed with { IsCounted = last.IsCounted };
                    round.Keep(last with { IsCounted = false });
                }

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

    /// <summary>
    /// Told again after people were done with its incident. A key of the sender's own then begins another alert, as in the sender's system, and
    /// opens what its service's policy says. A fingerprint is the same firing however often its group is told: it goes on in the open incident of its
    /// service, or is counted, and people are told once.
    /// </summary>
    private async Task<(Alert Alert, string Words)> AnewAsync(Alert last, DoneIncident done, AlertNotice notice, PendingDelivery delivery, int index, AlertRound round, CancellationToken cancellationToken)
    {
        if (!notice.Identity.IsKey)
        {
            var seen = Seen(last, notice, round);
            if (await router.JoinOpenAsync(seen, delivery.Sender, round, cancellationToken).ConfigureAwait(false) is var (moved, joined))
            {
                await work.LeaveAsync(last, moved, done.Incident, round, cancellationToken).ConfigureAwait(false);
                round.Keep(moved);
                return (moved, $"{joined} It fires on after {done.Incident.Label} was over.");
            }

            var (again, words) = await AgainAsync(seen, notice, delivery, round, cancellationToken).ConfigureAwait(false);
            if (last.LastSeenAt > done.At)
            {
                return (again, words);
            }

            round.Listed.Add(again);
            return (again, $"{words} {done.Incident.Label} is over: told to whom its service calls first.");
        }

        var fresh = await router.PlaceAsync(round.New(notice, delivery, index), notice, delivery, round, cancellationToken).ConfigureAwait(false);
        var (next, became) = await router.RouteAsync(fresh, delivery, round, cancellationToken).ConfigureAwait(false);
        var ended = last with { EndedAt = round.Now, EndedBy = AlertEnd.Again, DueAt = null };
        await work.LeaveAsync(ended, next, done.Incident, round, cancellationToken).ConfigureAwait(false);
        round.Keep(ended);
        round.Keep(next);
        return (next, $"{became} It fires on after {done.Incident.Label} was over.");
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

    /// <summary>Something of it is due: the end of a silence or of its time to live, or another try.</summary>
    internal async Task RevisitAsync(Alert alert, AlertRound round, CancellationToken cancellationToken)
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
