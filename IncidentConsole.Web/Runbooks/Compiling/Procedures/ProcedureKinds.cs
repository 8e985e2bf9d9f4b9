using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>Which sections tell people what to do, and what for.</summary>
internal static class ProcedureKinds
{
    private static readonly ImmutableArray<Topic> Parts = [Topic.Symptoms, Topic.Causes, Topic.Checks, Topic.Actions, Topic.Verification];

    private static readonly ImmutableArray<Topic> OfLists =
        [Topic.Diagnosis, Topic.Investigation, Topic.Triage, Topic.Detection, Topic.Mitigation, Topic.Workaround, Topic.Rollback, Topic.Rollforward, Topic.Actions, Topic.Procedures];

    // What stands there is said to people or kept for later; commands in it belong to that.
    private static readonly ImmutableArray<Topic> Elsewhere =
    [
        Topic.Severity, Topic.Escalation, Topic.Communication, Topic.StatusTemplates, Topic.EmailTemplate, Topic.DeclarationTemplate, Topic.HandOver, Topic.DeclareResolution, Topic.Checklist,
        Topic.PostIncident, Topic.Postmortem, Topic.PostmortemTemplate, Topic.Timeline, Topic.IncidentMetrics, Topic.Links, Topic.RelatedRunbooks, Topic.Dashboards, Topic.Logs, Topic.Tools, Topic.Channels,
    ];

    public static bool IsPart(Section section) => Parts.Contains(section.Topic) || section.Topic == Topic.See;

    /// <summary>A heading over symptoms, causes, checks, actions or a verification.</summary>
    public static bool IsScenario(Section section) =>
        section is { IsLabel: false, Level: > 1 } && section.Children.Any(child => Parts.Contains(child.Topic) && child.Blocks.Count > 0);

    public static bool HasLists(Section section) => OfLists.Contains(section.NearestTopic) && !IsElsewhere(section);

    public static bool IsElsewhere(Section section) => Elsewhere.Contains(TopicOf(section));

    public static ProcedureKind Of(Section section) => OfWords(section.Heading) ?? TopicOf(section) switch
    {
        Topic.Rollback => ProcedureKind.Rollback,
        Topic.Rollforward => ProcedureKind.Rollforward,
        Topic.Workaround or Topic.Mitigation or Topic.Actions => ProcedureKind.Workaround,
        Topic.Diagnosis or Topic.Investigation or Topic.Triage or Topic.Detection or Topic.Commands or Topic.Checks or Topic.Verification or Topic.Resolution => ProcedureKind.Diagnosis,
        _ => ProcedureKind.Scenario,
    };

    /// <summary>What the words of a heading or label say by themselves; null where they say nothing, or two things.</summary>
    public static ProcedureKind? OfWords(string words)
    {
        var back = Vocabulary.Says(words, "rollback", "roll back", "zurückrollen");
        var forward = Vocabulary.Says(words, "rollforward", "roll forward");
        return (back, forward) switch
        {
            (true, false) => ProcedureKind.Rollback,
            (false, true) => ProcedureKind.Rollforward,
            (true, true) => null,
            _ => Vocabulary.Says(words, "workaround", "workarounds") ? ProcedureKind.Workaround : null,
        };
    }

    /// <summary>"API Gateway (Envoy)": what stands in parentheses is part of the name, unless it is a time.</summary>
    public static string TitleOf(Section section) => section.Aside is { } aside && Duration.Find(aside) is null && !aside.StartsWith("if ", StringComparison.OrdinalIgnoreCase) ? $"{section.Title} ({aside})" : section.Title;

    public static string? ConditionOf(Section section) => section.Aside is { } aside && Duration.Find(aside) is null ? aside : null;

    // "**Scale Resources:**" over commands is about no links, whatever the word may mean elsewhere.
    private static Topic TopicOf(Section section) =>
        section is { IsLabel: true, Topic: Topic.Links or Topic.Tools or Topic.Logs, Parent: { } above } && section.Fences.Any(CommandBlock.Holds) ? above.NearestTopic : section.NearestTopic;
}
