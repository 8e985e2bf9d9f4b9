using System.Collections.Immutable;
using System.Text.Json;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>
/// Given events, when an intent, then events or a refusal. Asks the rule as the desk does: the right first, then the rule, with everything it may know;
/// what was decided is in the log for the next step. No doubles: the state is a real fold.
/// </summary>
internal sealed class Story
{
    /// <summary>A Monday, 03:00 UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 3, 0, 0, TimeSpan.Zero);

    public static readonly IncidentId Id = new("incident-7");

    private readonly List<RecordedEvent> log = [];
    private readonly Runbook runbook;
    private Incident? other;
    private ImmutableDictionary<string, LiveCriterion> proof = ImmutableDictionary<string, LiveCriterion>.Empty;
    private EffectWatch? watch;
    private ImmutableDictionary<string, double> figures = ImmutableDictionary<string, double>.Empty;
    private Decision? decision;

    private Story(Runbook? runbook) => this.runbook = runbook ?? TestRunbooks.Standard;

    public DateTimeOffset Now { get; private set; } = Start;

    public Incident Incident => Incident.Fold(Id, log, Runbook);

    public int LastVersion => log.Count;

    public IReadOnlyList<RecordedEvent> Log => log;

    public static Story Undeclared(Runbook? runbook = null) => new(runbook);

    /// <summary>Declared at SEV-2 by Bo, so acknowledged; nobody is in command.</summary>
    public static Story Declared(int severity = 2, Runbook? runbook = null, bool isDrill = false) =>
        Undeclared(runbook).GivenBy(Someone.Bo, Declaration(severity, byAlert: false, isDrill));

    /// <summary>Declared, and Ada is in command.</summary>
    public static Story Commanded(int severity = 2, Runbook? runbook = null, bool isDrill = false) =>
        Declared(severity, runbook, isDrill).Given(Someone.Ada.As(IncidentRole.Commander));

    /// <summary>Opened by an alert: in triage, nobody has acknowledged.</summary>
    public static Story Triage(int severity = 2) => Undeclared().GivenBy(Someone.Bot, Declaration(severity, byAlert: true, isDrill: false));

    public static IncidentDeclared Declaration(int severity, bool byAlert, bool isDrill) =>
        new(7, new Prose("Errors everywhere"), null, "api", true, "Platform", TestRunbooks.Key, severity, byAlert, Start, null, Visibility.Everyone, isDrill);

    public static CalledPerson Called(string id) => new(id, id);

    public Story Given(params IncidentEvent[] events) => GivenBy(Someone.Ada, events);

    public Story GivenBy(Someone who, params IncidentEvent[] events)
    {
        foreach (var happened in events)
        {
            Record(happened, who, null, Now);
        }

        return this;
    }

    public Story GivenOther(Incident incident)
    {
        other = incident;
        return this;
    }

    /// <summary>What the signals say of a resolution criterion from now on.</summary>
    public Story Proved(LiveCriterion live)
    {
        proof = proof.SetItem(live.CriterionId, live);
        return this;
    }

    /// <summary>What the actions that end from now on are measured by.</summary>
    public Story Watched(params WatchedSignal[] signals)
    {
        watch = signals.Length == 0 ? null : new("api", [.. signals]);
        return this;
    }

    /// <summary>What the signals say at the measures from now on.</summary>
    public Story Figures(params (string Signal, double Value)[] said)
    {
        figures = said.ToImmutableDictionary(one => one.Signal, one => one.Value);
        return this;
    }

    public Story After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public Story When(IncidentIntent intent, Someone? by = null)
    {
        var who = by ?? Someone.Ada;
        var situation = SituationOf(intent, who);
        decision = RightsTable.Allows(who.Role, intent.Right)
            ? intent.Decide(Incident, situation)
            : Decision.Refuse(RefusalKind.Forbidden, "The account has not the right.");
        if (decision is Decision.Accepted accepted)
        {
            foreach (var happening in accepted.Events)
            {
                Record(happening.Event, who, situation.Reason, happening.OccurredAt);
            }
        }

        return this;
    }

    public Story Then(params IncidentEvent[] events)
    {
        var accepted = Assert.IsType<Decision.Accepted>(decision as Decision.Accepted ?? throw new Xunit.Sdk.XunitException($"Refused: {decision}"));
        Assert.Equal(events.Select(Json), accepted.Events.Select(happening => Json(happening.Event)));
        return this;
    }

    /// <summary>Accepted, and there was nothing left to record.</summary>
    public Story ThenNothing() => Then();

    public Story ThenAccepted()
    {
        Assert.NotEmpty(Assert.IsType<Decision.Accepted>(decision).Events);
        return this;
    }

    /// <param name="words">What the refusal must say, each somewhere in its message.</param>
    public Story ThenRefused(RefusalKind kind, params string[] words)
    {
        var refusal = Assert.IsType<Decision.Refused>(decision).Refusal;
        Assert.Equal(kind, refusal.Kind);
        Assert.All(words, word => Assert.Contains(word, refusal.Message, StringComparison.Ordinal));
        return this;
    }

    public Story ThenIncident(Action<Incident> check)
    {
        check(Incident);
        return this;
    }

    public bool WasRefused => decision is Decision.Refused;

    public DateTimeOffset OccurredAt => log[^1].OccurredAt;

    /// <summary>Due times of one kind, as (subject, minutes after the start of the story).</summary>
    public (string Subject, double Minutes)[] Due(DeadlineKind kind) =>
        [.. DeadlineSchedule.For(Incident).Where(deadline => deadline.Kind == kind).Select(deadline => (deadline.Subject, (deadline.DueAt - Start).TotalMinutes))];

    private Runbook Runbook(RunbookKey key) => key == TestRunbooks.TwoLevelsKey ? TestRunbooks.TwoLevels : runbook;

    private void Record(DomainEvent happened, Someone who, Prose? reason, DateTimeOffset occurredAt) =>
        log.Add(new RecordedEvent(log.Count + 1, StreamId.Of(Id), log.Count + 1, happened, who.Actor, reason, "test", occurredAt, Now, "test"));

    private Situation SituationOf(IncidentIntent intent, Someone who) => new()
    {
        Now = Now,
        Actor = who.Actor,
        Role = who.Role,
        Reason = Prose.From(intent.Reason),
        NextNumber = 7,
        Service = ServiceNamed(intent is IServiceIntent named ? named.Service : "api"),
        Person = intent is IPersonIntent person ? Someone.Find(person.Person) : null,
        Entry = intent is IEntryIntent entry ? log.Find(recorded => recorded.Version == entry.Version) : null,
        Other = other,
        Proof = proof,
        Watch = intent is IEffectIntent ending && ending.Ends(Incident) is not null ? watch : null,
        Figures = figures,
    };

    private ServiceFacts ServiceNamed(string slug) => slug switch
    {
        "api" => new("api", true, "Platform", TestRunbooks.Key, runbook, Bindings),
        "shop" => new("shop", true, "Shop", TestRunbooks.TwoLevelsKey, TestRunbooks.TwoLevels, Bindings),
        _ => new(slug, false, null, TestRunbooks.Key, runbook, ImmutableDictionary<string, ImmutableArray<CalledPerson>>.Empty),
    };

    private static Dictionary<string, ImmutableArray<CalledPerson>> Bindings => new()
    {
        ["On-call engineer"] = [Called("bo")],
        ["On-call manager"] = [Called("cy")],
        ["Platform lead"] = [Called("root"), Called("cy")],
        ["Search team"] = [Called("bo")],
        ["Governance team"] = [Called("root")],
    };

    // Records that hold immutable arrays are equal by what is in them, which their own equality does not say.
    private static string Json(DomainEvent happened) => happened.GetType().Name + JsonSerializer.Serialize(happened, happened.GetType());
}
