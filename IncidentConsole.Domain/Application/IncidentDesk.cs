using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Notifications;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Projections;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application;

/// <summary>
/// The one door: every intent, from a click, a request, a webhook or a due deadline, passes here. It asks the store who the actor is now,
/// folds the incident, lets the rule decide, and appends events, deadlines, read models and messages in one transaction.
/// Intents of one incident are taken one after another; a conflict with another node is decided again.
/// </summary>
public sealed class IncidentDesk(IEventLog log, IDirectory directory, ICatalog catalog, IIncidentQueries queries, IProofOfRepair proof, IActionEffects effects, ITailNudge nudge, NotificationTargets targets, TimeProvider clock)
{
    private const int MostAttempts = 5;
    private const string DeclareKey = "declare";

    private readonly KeyedQueue queue = new();
    private readonly FoldCache folds = new(log, catalog);

    /// <summary>The incident as it stands; null when there is none or the viewer may not see it.</summary>
    public async Task<Incident?> ReadAsync(IncidentId id, Viewer viewer, CancellationToken cancellationToken)
    {
        var incident = await folds.GetAsync(id, cancellationToken).ConfigureAwait(false);
        return incident.IsDeclared && incident.IsVisibleTo(viewer) ? incident : null;
    }

    /// <summary>The events after a version, to <paramref name="atLeast"/> or newer: a page that has just read the incident does not read its stream again.</summary>
    /// <remarks>Ask <see cref="ReadAsync"/> first whether the viewer may see it.</remarks>
    public async Task<IReadOnlyList<RecordedEvent>> EventsAsync(IncidentId id, int afterVersion, int atLeast, CancellationToken cancellationToken) =>
        folds.JustRead(id, afterVersion, atLeast) ?? await log.LoadAsync(StreamId.Of(id), afterVersion, cancellationToken).ConfigureAwait(false);

    public async Task<Outcome> SendAsync(IncidentId id, IncidentIntent intent, Actor actor, SendOptions options, CancellationToken cancellationToken)
    {
        if (await RoleAsync(actor, intent, cancellationToken).ConfigureAwait(false) is not { } role)
        {
            return Refuse(RefusalKind.Forbidden, "This account or key is locked, revoked or gone. Sign in again, or ask an administrator.");
        }

        role = options.AtMost is { } most && most < role ? most : role;
        if (!RightsTable.Allows(role, intent.Right))
        {
            return Refuse(RefusalKind.Forbidden, $"A {role} cannot do this. Ask {(intent.Right == Right.Administer ? "an Administrator" : "a Responder or Commander")}, or have your role changed in the settings.");
        }

        using var turn = await queue.EnterAsync(intent is DeclareIncident ? DeclareKey : id.Value, cancellationToken).ConfigureAwait(false);
        if (options.Idempotency is { } idempotency && await log.FindReplyAsync(actor.Id, idempotency.Key, cancellationToken).ConfigureAwait(false) is { } stored)
        {
            return stored.RequestHash == idempotency.RequestHash
                ? new Outcome.Replayed(stored)
                : Refuse(RefusalKind.Invalid, "This idempotency key was used for another request. Use a new key.");
        }

        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await TryAsync(id, intent, actor, role, options, cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return outcome;
            }
        }

        return Refuse(RefusalKind.Conflict, "Others are changing this incident at the same moment. Nothing was changed: try again.");
    }

    /// <summary>Simulated people have no account; all they can do is play their lines.</summary>
    private async Task<AccessRole?> RoleAsync(Actor actor, IncidentIntent intent, CancellationToken cancellationToken) =>
        actor.Kind == ActorKind.System || (actor.Kind == ActorKind.Simulated && intent is PlayDrillLine) ? AccessRole.Administrator
        : actor.Kind == ActorKind.Simulated ? null
        : await directory.RoleOfAsync(actor, cancellationToken).ConfigureAwait(false);

    /// <returns>Null when another writer was first, so that the rule must be asked again.</returns>
    private async Task<Outcome?> TryAsync(IncidentId id, IncidentIntent intent, Actor actor, AccessRole role, SendOptions options, CancellationToken cancellationToken)
    {
        var before = await folds.GetAsync(id, cancellationToken).ConfigureAwait(false);
        if (intent is not DeclareIncident && (!before.IsDeclared || !before.IsVisibleTo(new Viewer(actor.Id, role))))
        {
            return Refuse(RefusalKind.NotFound, "There is no such incident, or it is not shown to you.");
        }

        if (options.IfMatch is { } exact && exact != before.Version)
        {
            return Refuse(RefusalKind.Stale, $"{before.Label} is at version {before.Version}, you saw {exact}. Read it again and decide anew.");
        }

        var situation = await SituationAsync(before, intent, actor, role, cancellationToken).ConfigureAwait(false);
        switch (intent.Decide(before, situation))
        {
            case Decision.Refused refused:
                return new Outcome.Refused(refused.Refusal);
            case Decision.Accepted { Events.Count: 0 }:
                return new Outcome.Accepted(before, []);
            case Decision.Accepted accepted:
                return await AppendAsync(before, accepted.Events, situation, options, cancellationToken).ConfigureAwait(false);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private async Task<Situation> SituationAsync(Incident incident, IncidentIntent intent, Actor actor, AccessRole role, CancellationToken cancellationToken) => new()
    {
        Now = clock.GetUtcNow(),
        Actor = actor,
        Role = role,
        Reason = Prose.From(intent.Reason),
        NextNumber = intent is DeclareIncident && !incident.IsDeclared ? await queries.NextNumberAsync(cancellationToken).ConfigureAwait(false) : 0,
        Service = await ServiceAsync(intent is IServiceIntent named ? named.Service : incident.Service, cancellationToken).ConfigureAwait(false),
        Person = intent is IPersonIntent { Person: { Length: > 0 } who } && incident.IsDrill && SimulatedPeople.Find(who) is { } simulated ? simulated
            : intent is IPersonIntent { Person: { Length: > 0 } whom } && await directory.FindPersonAsync(whom, cancellationToken).ConfigureAwait(false) is { IsLocked: false } person
            ? new PersonFacts(person.Id, person.Name, person.Email, person.Role)
            : null,
        Entry = intent is IEntryIntent entry && entry.Version > 0
            ? (await log.LoadAsync(StreamId.Of(incident.Id), entry.Version - 1, cancellationToken).ConfigureAwait(false)).FirstOrDefault(e => e.Version == entry.Version)
            : null,
        Other = intent is IOtherIncidentIntent other && await queries.FindAsync(other.OtherNumber, new Viewer(actor.Id, role), cancellationToken).ConfigureAwait(false) is { } row
            ? await folds.GetAsync(row.Id, cancellationToken).ConfigureAwait(false)
            : null,
        Proof = intent is IProofIntent ? await proof.ReadAsync(incident, cancellationToken).ConfigureAwait(false) : ImmutableDictionary<string, LiveCriterion>.Empty,
        Watch = intent is IEffectIntent ending && ending.Ends(incident) is { } run ? await effects.BeforeAsync(incident, run, cancellationToken).ConfigureAwait(false) : null,
        Figures = intent is PassDeadline { Kind: DeadlineKind.ActionEffectDue } measure && EffectRule.Asked(incident, measure.Subject) is var (effect, _)
            ? await effects.AtAsync(effect, measure.DueAt, cancellationToken).ConfigureAwait(false)
            : ImmutableDictionary<string, double>.Empty,
    };

    private async Task<ServiceFacts> ServiceAsync(string slug, CancellationToken cancellationToken)
    {
        var said = slug.Trim();
        var service = await catalog.FindServiceAsync(said, cancellationToken).ConfigureAwait(false);
        var runbook = service is null ? null : await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken).ConfigureAwait(false);
        runbook ??= await catalog.DefaultRunbookAsync(cancellationToken).ConfigureAwait(false);
        if (service is null)
        {
            return new ServiceFacts(said, false, null, runbook.Key, runbook.Runbook, new Dictionary<string, ImmutableArray<CalledPerson>>()) { Calendar = catalog.DefaultCalendar };
        }

        var people = service.Bindings.Count == 0 ? [] : await directory.PeopleAsync(cancellationToken).ConfigureAwait(false);
        var bindings = service.Bindings.ToDictionary(
            binding => binding.Key,
            binding => people.Where(p => !p.IsLocked && binding.Value.Contains(p.Id)).Select(p => new CalledPerson(p.Id, p.Name)).ToImmutableArray(),
            StringComparer.OrdinalIgnoreCase);
        return new ServiceFacts(service.Slug, true, service.OwnerTeam, runbook.Key, runbook.Runbook, bindings) { Calendar = service.Calendar(catalog.DefaultCalendar) };
    }

    private async Task<Outcome?> AppendAsync(Incident before, IReadOnlyList<Happening> happenings, Situation situation, SendOptions options, CancellationToken cancellationToken)
    {
        var stream = StreamId.Of(before.Id);
        var correlation = options.Correlation ?? Guid.CreateVersion7(situation.Now).ToString("D");
        var provisional = happenings.Select((happening, index) => new RecordedEvent(
            0, stream, before.Version + 1 + index, happening.Event, situation.Actor, situation.Reason, options.Source, happening.OccurredAt, situation.Now, correlation)).ToList();
        var (after, redacted, images) = await FoldAsync(before, provisional, cancellationToken).ConfigureAwait(false);
        var reply = options.Idempotency is { } idempotency && idempotency.Reply(after) is var (status, body)
            ? new StoredReply(situation.Actor.Id, idempotency.Key, idempotency.RequestHash, status, body)
            : null;
        var result = await log.AppendAsync(
            new Append(
                stream, before.Version, happenings, situation.Actor, situation.Reason, options.Source, situation.Now, correlation,
                DeadlineSchedule.For(after),
                IncidentProjection.Of(before, after, provisional),
                NotificationPlan.For(after, provisional, await RecipientsAsync(provisional, cancellationToken).ConfigureAwait(false), targets),
                reply, redacted)
            { RemovedImages = images },
            cancellationToken).ConfigureAwait(false);
        if (result is not AppendResult.Appended appended)
        {
            return null;
        }

        nudge.Nudge(appended.Events);
        if (redacted.Count > 0)
        {
            folds.Forget(before.Id);
            return new Outcome.Accepted(after, appended.Events);
        }

        return new Outcome.Accepted(folds.Keep(appended.Events.Aggregate(before, (incident, recorded) => incident.Evolve(recorded, catalog.Runbook))), appended.Events);
    }

    private async Task<(Incident After, IReadOnlyList<int> Redacted, IReadOnlyList<string> Images)> FoldAsync(Incident before, List<RecordedEvent> news, CancellationToken cancellationToken)
    {
        var redactions = news.Select(recorded => recorded.Event).OfType<EntryRedacted>().ToList();
        if (redactions.Count == 0)
        {
            return (news.Aggregate(before, (incident, recorded) => incident.Evolve(recorded, catalog.Runbook)), [], []);
        }

        var stream = await log.LoadAsync(StreamId.Of(before.Id), 0, cancellationToken).ConfigureAwait(false);
        var versions = redactions.SelectMany(redaction => Redaction.VersionsOf(stream, redaction.OfVersion)).ToHashSet();
        return (Incident.Fold(before.Id, Redaction.Blank(stream, versions).Concat(news), catalog.Runbook), [.. versions], Redaction.ImagesOf(stream, versions));
    }

    private async Task<IReadOnlyList<Person>> RecipientsAsync(List<RecordedEvent> news, CancellationToken cancellationToken) =>
        news.Exists(recorded => recorded.Event is UpdateWentOut) ? await directory.PeopleAsync(cancellationToken).ConfigureAwait(false) : [];

    private static Outcome.Refused Refuse(RefusalKind kind, string message) => new(new Refusal(kind, message));
}
