using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Postmortems;

public enum PartState
{
    Empty,

    /// <summary>Begun: a fact or an owner is missing.</summary>
    Half,
    Done,
}

/// <summary>One part of the runbook's template as it stands.</summary>
/// <param name="Text">What people wrote, or what the incident says by itself (summary, impact) while nobody wrote; null when there is neither.</param>
/// <param name="Revision">0 while nobody wrote.</param>
/// <param name="Missing">What keeps it from being done, ready to show: "Impact: number of users is missing".</param>
public sealed record PostmortemPart(PostmortemSection Section, Prose? Text, int Revision, PartState State, string? Missing);

/// <summary>The postmortem's parts with their completeness: what the log fills is done, what people owe is said.</summary>
public static class PostmortemParts
{
    /// <summary>The section whose text starts from the incident's impact, and which wants the number of users.</summary>
    public const string ImpactId = "impact";

    private const string ResolutionId = "resolution";
    private const string RootCauseId = "root-cause";

    public static IReadOnlyList<PostmortemPart> Of(Incident incident) => [.. incident.Runbook.Postmortem.Sections.Select(section => Of(incident, section))];

    public static PostmortemPart Of(Incident incident, PostmortemSection section)
    {
        var saved = incident.Postmortem.Sections.GetValueOrDefault(section.Id);
        var text = saved?.Text ?? section switch
        {
            { Id: ImpactId } => incident.Impact,
            { Kind: PostmortemSectionKind.Facts } => incident.Summary,
            { Kind: PostmortemSectionKind.Text } when BeginsWithNotes(incident, section) => incident.ResolutionNotes,
            _ => null,
        };
        var (state, missing) = StateOf(incident, section, text);
        return new PostmortemPart(section, text, saved?.Revision ?? 0, state, missing);
    }

    /// <summary>What was said at the resolution begins the part about it, or the one about the cause where the runbook has none.</summary>
    private static bool BeginsWithNotes(Incident incident, PostmortemSection section) =>
        section.Id == (incident.Runbook.Postmortem.Find(ResolutionId)?.Id ?? RootCauseId);

    private static (PartState State, string? Missing) StateOf(Incident incident, PostmortemSection section, Prose? text)
    {
        var isWritten = !string.IsNullOrWhiteSpace(text?.Text);
        return section.Kind switch
        {
            PostmortemSectionKind.Detection or PostmortemSectionKind.ResponseTimes or PostmortemSectionKind.Timeline => (PartState.Done, null),
            PostmortemSectionKind.Facts => isWritten ? (PartState.Done, null) : (PartState.Half, $"{section.Title}: two or three sentences are missing"),
            PostmortemSectionKind.ActionItems => OfItems(incident, section),
            PostmortemSectionKind.Text when section.Id == ImpactId && isWritten && incident.AffectedUsers is null => (PartState.Half, $"{section.Title}: number of users is missing"),
            PostmortemSectionKind.Text when isWritten && BeginsWithNotes(incident, section) && !incident.Postmortem.Sections.ContainsKey(section.Id) =>
                (PartState.Half, $"{section.Title}: only the note of the resolution so far"),
            PostmortemSectionKind.Text => isWritten ? (PartState.Done, null) : (PartState.Empty, $"{section.Title} is empty"),
        };
    }

    private static (PartState State, string? Missing) OfItems(Incident incident, PostmortemSection section)
    {
        var items = incident.Postmortem.ActionItems;
        if (items.IsEmpty)
        {
            return (PartState.Empty, $"{section.Title}: none yet");
        }

        var index = items.FindIndex(item => item.State is not (ActionItemState.Done or ActionItemState.Dropped) && (item.OwnerId is null || item.DueOn is null));
        return index < 0
            ? (PartState.Done, null)
            : (PartState.Half, $"Action item {index + 1} has no {(items[index].OwnerId is null ? "owner" : "due date")}");
    }
}
