using System.Collections.Immutable;

namespace IncidentConsole.Domain.Communications;

/// <summary>How a runbook wants people informed: cadence, channels and templates by severity.</summary>
public sealed record CommunicationPlan
{
    public static CommunicationPlan None { get; } = new();

    public ImmutableArray<Cadence> Cadences { get; init; } = [];

    public ImmutableArray<ChannelRule> Channels { get; init; } = [];

    public ImmutableArray<MessageTemplate> Templates { get; init; } = [];

    /// <summary>For example <c>#incident-YYYYMMDD-description</c>; null where the runbook names none.</summary>
    public string? ChannelPattern { get; init; }

    /// <summary>Whether stakeholders get updates by e-mail at a severity; always where the runbook does not say.</summary>
    public bool EmailsStakeholdersAt(int rank) => Channels.FirstOrDefault(rule => rule.Channel == ChannelRule.StakeholderEmail) is not { } rule || rule.Ranks.Contains(rank);

    public Cadence? CadenceAt(int rank) => Cadences.FirstOrDefault(cadence => cadence.Ranks.Contains(rank));

    public MessageTemplate? Template(TemplateKind kind) => Templates.FirstOrDefault(template => template.Kind == kind);
}

/// <summary>Time between two public updates: at least every <paramref name="Longest"/>, not needed before <paramref name="Shortest"/>.</summary>
public sealed record Cadence(ImmutableArray<int> Ranks, TimeSpan Shortest, TimeSpan Longest);

/// <summary>A channel that is used at some levels ("PagerDuty", "Slack #incidents", "E-mail").</summary>
public sealed record ChannelRule(string Channel, ImmutableArray<int> Ranks)
{
    /// <summary>The channel by which stakeholders get updates.</summary>
    public const string StakeholderEmail = "E-mail to stakeholders";
}

public enum TemplateKind
{
    Declaration,
    InitialUpdate,
    Update,

    /// <summary>The impact is reduced and is being watched.</summary>
    MonitoringUpdate,
    ResolutionUpdate,
    StakeholderEmail,
    HandOver,
    Resolution,
}

/// <summary>A text with placeholders in double braces, e.g. <c>{{service}}</c>; a placeholder no fact fills is a missing value and blocks publishing.</summary>
/// <param name="Subject">For e-mails; may hold placeholders too.</param>
public sealed record MessageTemplate(TemplateKind Kind, string Name, string Body, string? Subject = null);
