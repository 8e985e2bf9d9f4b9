using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Application.Drafts;

/// <summary>The incident as values for templates, by placeholder name. What the incident does not know is not in it, and so is asked for.</summary>
public static class IncidentFacts
{
    /// <param name="zone">The console's zone for texts that leave it.</param>
    /// <param name="publicStatus">What the text will say; null = what fits the incident's status.</param>
    /// <param name="nextUpdateAt">The promise the text will make; null = the one in force.</param>
    /// <param name="said">What a person gave; wins over the facts.</param>
    public static IReadOnlyDictionary<string, string> Of(
        Incident incident,
        DateTimeOffset now,
        TimeZoneInfo zone,
        PublicStatus? publicStatus = null,
        DateTimeOffset? nextUpdateAt = null,
        IReadOnlyDictionary<string, string>? said = null)
    {
        var language = incident.Runbook.Language;
        var moments = incident.Milestones;
        var started = moments.ImpactStarted ?? moments.Detected;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        Put("number", incident.Label);
        Put("title", incident.Title.Text);
        Put("summary", incident.Summary?.Text);
        Put("service", incident.Service);
        Put("owner_team", incident.OwnerTeam);
        Put("severity", incident.Level.Title);
        Put("severity_label", incident.Level.Label);
        Put("status", IncidentWords.Of(language).Status(incident.Status));
        Put("public_status", PublicWords.Of(publicStatus ?? incident.Status.ToPublic(), language));
        Put("commander", incident.Commander?.Name);
        Put("responders", string.Join(", ", incident.Responders.Select(responder => responder.Name)));
        Put("channel", incident.Channel?.Text);
        Put("started", Time(started));
        Put("resolved", Time(moments.Resolved));
        Put("duration", started is { } from ? Elapsed.Words((moments.Resolved ?? now) - from, language) : null);
        Put("impact", incident.Impact?.Text);
        Put("affected_users", incident.AffectedUsers is { } users ? Labels.Number(users) : null);
        Put("next_update", Time(nextUpdateAt ?? incident.NextUpdateAt));
        Put("update_interval", incident.Runbook.Communication.CadenceAt(incident.Severity) is { } cadence ? Elapsed.Words(cadence.Longest, language) : null);
        Put("postmortem_due", Time(moments.Resolved + incident.Runbook.Postmortem.DueWithin));
        foreach (var (name, value) in said ?? new Dictionary<string, string>())
        {
            Put(name, value);
        }

        return values;

        string? Time(DateTimeOffset? at) => at is { } known ? PublicTime.Words(known, now, zone, language) : null;

        void Put(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                values[name] = value;
            }
        }
    }
}
