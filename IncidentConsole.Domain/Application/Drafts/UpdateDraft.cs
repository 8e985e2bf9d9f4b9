using System.Collections.Immutable;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Drafts;

/// <summary>Why an update is written now.</summary>
public enum UpdateOccasion
{
    First,
    Next,
    Mitigated,
    Resolved,
}

/// <summary>A public update as the console proposes it: everything it knows is filled in, and nothing is published by it.</summary>
public sealed record UpdateDraft
{
    private const int MinutesWithoutCadence = 30;

    public required UpdateOccasion Occasion { get; init; }

    public required PublicStatus Status { get; init; }

    /// <summary>What the public calls it: the title last published, else the incident's own as a proposal to edit.</summary>
    public required string Title { get; init; }

    /// <summary>What the filled template says; a missing value still stands in it as <c>{{name}}</c>.</summary>
    public required string Text { get; init; }

    /// <summary>What a person has to give before it can be published.</summary>
    public required ImmutableArray<Placeholder> Missing { get; init; }

    /// <summary>The template the text comes from.</summary>
    public required TemplateKind Template { get; init; }

    public required string TemplateName { get; init; }

    public required ImmutableArray<TemplateChoice> Templates { get; init; }

    /// <summary>Minutes from now; null when the update promises none (resolved).</summary>
    public required int? NextUpdateInMinutes { get; init; }

    /// <summary>Minutes to choose from.</summary>
    public required ImmutableArray<int> NextUpdateChoices { get; init; }

    /// <summary>UTC; null when the update promises none.</summary>
    public required DateTimeOffset? NextUpdateAt { get; init; }

    /// <summary>"The runbook asks for 15 to 30 min at SEV-2."; null where it asks for nothing.</summary>
    public required string? CadenceHint { get; init; }

    /// <summary>Component states as last published, to go on from.</summary>
    public required ImmutableArray<ComponentChange> Components { get; init; }

    public bool CanPublish => Missing.IsEmpty;

    /// <summary>The occasion the incident's state suggests.</summary>
    public static UpdateOccasion OccasionOf(Incident incident) => incident switch
    {
        { IsOpen: false } => UpdateOccasion.Resolved,
        { Status: IncidentStatus.Monitoring } when incident.LastOut?.PublicStatus != PublicStatus.Monitoring => UpdateOccasion.Mitigated,
        { IsPublic: false } => UpdateOccasion.First,
        _ => UpdateOccasion.Next,
    };

    /// <param name="zone">The console's zone for texts that leave it.</param>
    /// <param name="template">The one chosen; null = the one that fits the occasion.</param>
    /// <param name="minutes">Minutes to the next update as chosen; null = the longest the runbook allows.</param>
    /// <param name="said">Values a person gave, by placeholder name.</param>
    public static UpdateDraft For(
        Incident incident,
        UpdateOccasion occasion,
        DateTimeOffset now,
        TimeZoneInfo zone,
        TemplateKind? template = null,
        int? minutes = null,
        IReadOnlyDictionary<string, string>? said = null)
    {
        var kind = template ?? KindOf(occasion, incident);
        var status = template is null ? StatusOf(occasion, incident) : StatusOf(kind, incident);
        var cadence = incident.Runbook.Communication.CadenceAt(incident.Severity);
        int? next = status == PublicStatus.Resolved ? null : minutes ?? (int)(cadence?.Longest.TotalMinutes ?? MinutesWithoutCadence);
        var nextAt = next is { } inMinutes ? now.AddMinutes(inMinutes) : (DateTimeOffset?)null;
        var chosen = Find(incident, kind);
        var filled = TemplateFill.Fill(chosen.Body, IncidentFacts.Of(incident, now, zone, status, nextAt, said));
        return new UpdateDraft
        {
            Occasion = occasion,
            Status = status,
            Title = incident.Updates.FindLast(update => update is { State: not UpdateState.Withdrawn, Title.Text: not null })?.Title?.Text ?? incident.Title.Text ?? "",
            Text = filled.Text,
            Missing = Placeholders.AskedFor(filled.Missing),
            Template = kind,
            TemplateName = chosen.Name,
            Templates = [.. PublicKinds.Select(choice => new TemplateChoice(choice, Find(incident, choice).Name, StatusOf(choice, incident)))],
            NextUpdateInMinutes = next,
            NextUpdateChoices = ChoicesOf(cadence),
            NextUpdateAt = nextAt,
            CadenceHint = cadence is null ? null : Hint(cadence, incident.Level.Label),
            Components = incident.LastOut?.Components ?? [],
        };
    }

    /// <summary>What still blocks a text that a person edited.</summary>
    public static ImmutableArray<Placeholder> MissingIn(string text) => Placeholders.AskedFor(TemplateFill.NamesIn(text));

    private static ImmutableArray<TemplateKind> PublicKinds { get; } = [TemplateKind.InitialUpdate, TemplateKind.Update, TemplateKind.MonitoringUpdate, TemplateKind.ResolutionUpdate];

    private static MessageTemplate Find(Incident incident, TemplateKind kind) =>
        incident.Runbook.Communication.Template(kind) ?? PlainTemplates.Of(kind, incident.Runbook.Language);

    // While nobody knows the cause, the next update must not claim one: it says again what people notice.
    private static TemplateKind KindOf(UpdateOccasion occasion, Incident incident) => occasion switch
    {
        UpdateOccasion.First => TemplateKind.InitialUpdate,
        UpdateOccasion.Next => incident.Status.ToPublic() == PublicStatus.Investigating ? TemplateKind.InitialUpdate : TemplateKind.Update,
        UpdateOccasion.Mitigated => TemplateKind.MonitoringUpdate,
        UpdateOccasion.Resolved => TemplateKind.ResolutionUpdate,
    };

    private static PublicStatus StatusOf(UpdateOccasion occasion, Incident incident) => occasion switch
    {
        UpdateOccasion.Mitigated => PublicStatus.Monitoring,
        UpdateOccasion.Resolved => PublicStatus.Resolved,
        UpdateOccasion.First or UpdateOccasion.Next => incident.Status.ToPublic(),
    };

    private static PublicStatus StatusOf(TemplateKind kind, Incident incident) => kind switch
    {
        TemplateKind.InitialUpdate => PublicStatus.Investigating,
        TemplateKind.Update => PublicStatus.Identified,
        TemplateKind.MonitoringUpdate => PublicStatus.Monitoring,
        TemplateKind.ResolutionUpdate => PublicStatus.Resolved,
        TemplateKind.Declaration or TemplateKind.StakeholderEmail or TemplateKind.HandOver or TemplateKind.Resolution => incident.Status.ToPublic(),
    };

    private static ImmutableArray<int> ChoicesOf(Cadence? cadence)
    {
        if (cadence is null)
        {
            return [15, MinutesWithoutCadence, 60];
        }

        var (shortest, longest) = ((int)cadence.Shortest.TotalMinutes, (int)cadence.Longest.TotalMinutes);
        var between = (shortest + longest) / 2 / 5 * 5;
        return [.. new[] { shortest, between, longest }.Where(choice => choice >= shortest).Distinct()];
    }

    private static string Hint(Cadence cadence, string level) => cadence.Shortest == cadence.Longest
        ? $"The runbook asks for an update every {Elapsed.Words(cadence.Longest)} at {level}."
        : $"The runbook asks for an update every {Elapsed.Words(cadence.Shortest)} to {Elapsed.Words(cadence.Longest)} at {level}.";
}

/// <param name="Status">What an update from it says.</param>
public sealed record TemplateChoice(TemplateKind Kind, string Name, PublicStatus Status);
