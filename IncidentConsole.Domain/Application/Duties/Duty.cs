namespace IncidentConsole.Domain.Application.Duties;

/// <summary>What kind of thing has to be done; of two due at the same moment the earlier kind comes first.</summary>
public enum DutyKind
{
    Acknowledge,
    GetAnswer,

    /// <summary>The console itself fails to do what is due: a person does it instead.</summary>
    ConsoleFails,
    ReachSomebody,

    /// <summary>The metrics say that it is worse.</summary>
    Severity,
    HandOver,
    Update,
    Command,
    RunningAction,
    Checklist,
    RaisedLimit,
    Document,

    /// <summary>What people say and what the metrics say do not fit together.</summary>
    Truth,
    Resolve,
    Postmortem,
    ActionItem,
}

/// <summary>How it looks: calm (green), soon (amber), late (red, counting up).</summary>
public enum Urgency
{
    Calm,
    Soon,
    Late,
}

/// <summary>What a press on the duty's button does; the screen owns the wording of the button and what it opens.</summary>
public enum DutyAction
{
    Acknowledge,

    /// <summary>"They answered": acknowledges the step named by the duty's subject on behalf of whom it called.</summary>
    TheyAnswered,

    /// <summary>Calls the step named by the subject again.</summary>
    CallAgain,
    OpenLadder,
    AcceptHandOver,
    ReadBrief,
    CancelHandOver,

    /// <summary>Opens the pre-filled update.</summary>
    WriteUpdate,
    TakeCommand,
    AssignCommander,

    /// <summary>"It ran": confirms the action named by the subject.</summary>
    ConfirmAction,
    SkipAction,

    /// <summary>Ticks the item named by the subject.</summary>
    TickItem,
    MarkNotApplicable,

    /// <summary>"It is back": the limit raised by the action named by the subject.</summary>
    TakeLimitBack,

    /// <summary>"Raise it": to the rank named by the subject.</summary>
    RaiseSeverity,

    /// <summary>Keeps the severity although the metrics say worse; asks why.</summary>
    KeepSeverity,

    /// <summary>Where workaround and rollback are written down.</summary>
    OpenDocumentation,
    Resolve,

    /// <summary>The alerts of the incident.</summary>
    OpenAlerts,
    OpenPostmortem,
    OpenActionItems,
}

/// <summary>One thing somebody has to do.</summary>
/// <param name="Subject">Which step, action, item; empty where there is only one.</param>
/// <param name="Text">Verb first: "Get Tomasz Lis (Platform team lead) to acknowledge".</param>
/// <param name="DueAt">UTC; null when nothing says by when.</param>
public sealed record Duty(DutyKind Kind, string Subject, string Text, DateTimeOffset? DueAt)
{
    private static readonly TimeSpan SoonWithin = TimeSpan.FromMinutes(5);

    /// <summary>More about it: "Investigation: 2 of 5 done"; null when the text says all.</summary>
    public string? Detail { get; init; }

    /// <summary>What happens if it is not done: "before On-call manager is paged"; null when nothing happens by itself.</summary>
    public string? Before { get; init; }

    /// <summary>When that happens, UTC.</summary>
    public DateTimeOffset? BeforeAt { get; init; }

    /// <summary>Null where the viewer may not do it.</summary>
    public DutyAction? Primary { get; init; }

    public DutyAction? Secondary { get; init; }

    public Urgency UrgencyAt(DateTimeOffset now) => UrgencyOf(DueAt, now);

    internal static Urgency UrgencyOf(DateTimeOffset? dueAt, DateTimeOffset now) => dueAt switch
    {
        null => Urgency.Calm,
        { } due when due <= now => Urgency.Late,
        { } due when due - now <= SoonWithin => Urgency.Soon,
        _ => Urgency.Calm,
    };
}
