using System.Collections.Immutable;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Drafts;

/// <summary>
/// The e-mail to stakeholders that goes with an update, from the runbook's template. A line that only says what the incident does not know
/// yet is left out and named; what only a person can say is asked for, and blocks.
/// </summary>
/// <param name="LeftOut">Facts the incident has not yet.</param>
/// <param name="Missing">Still stand in the text.</param>
public sealed record UpdateMail(string Subject, string Body, ImmutableArray<Placeholder> LeftOut, ImmutableArray<Placeholder> Missing)
{
    /// <param name="zone">The console's zone for texts that leave it.</param>
    /// <param name="nextUpdateAt">The promise the update makes; null when it makes none.</param>
    /// <param name="said">Values a person gave, by placeholder name.</param>
    public static UpdateMail For(Incident incident, PublicStatus status, string text, DateTimeOffset? nextUpdateAt, DateTimeOffset now, TimeZoneInfo zone, IReadOnlyDictionary<string, string>? said = null)
    {
        var language = incident.Runbook.Language;
        var template = incident.Runbook.Communication.Template(TemplateKind.StakeholderEmail) ?? PlainTemplates.Of(TemplateKind.StakeholderEmail, language);
        var values = new Dictionary<string, string>(IncidentFacts.Of(incident, now, zone, status, nextUpdateAt, said), StringComparer.Ordinal) { ["update"] = text };
        if (nextUpdateAt is null)
        {
            values.Remove("next_update");   // the promise in force ends with this update
        }

        // A template that says nothing of the update itself is the frame around it.
        var body = TemplateFill.NamesIn(template.Body).Contains("update") ? template.Body : "{{update}}\n\n" + template.Body;
        var subject = TemplateFill.Fill(template.Subject ?? PlainTemplates.Of(TemplateKind.StakeholderEmail, language).Subject!, values);
        var unknown = TemplateFill.NamesIn(body).Where(name => !values.ContainsKey(name)).ToList();
        var leftOut = Placeholders.AskedFor(unknown).Where(value => value.IsFact).ToList();
        var lines = body.ReplaceLineEndings("\n").Split('\n').Where(line => !TemplateFill.NamesIn(line).Any(name => leftOut.Exists(value => value.Name == name)));
        var filled = TemplateFill.Fill(WithoutGaps(string.Join('\n', lines)), values);
        return new UpdateMail(subject.Text, filled.Text, [.. leftOut], Placeholders.AskedFor(subject.Missing.Concat(filled.Missing).Distinct()));
    }

    /// <summary>As it goes when nobody was there to say what is missing: those lines are left out too.</summary>
    public UpdateMail WithoutMissing() => this with
    {
        Subject = TemplateFill.Drop(Subject),
        Body = WithoutGaps(string.Join('\n', Body.Split('\n').Where(line => TemplateFill.NamesIn(line).IsEmpty))),
        Missing = [],
    };

    private static string WithoutGaps(string text)
    {
        while (text.Contains("\n\n\n", StringComparison.Ordinal))
        {
            text = text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        }

        return text.Trim('\n');
    }
}
