using System.Collections.Immutable;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Drafts;

/// <summary>Any template of the runbook filled from the incident (an e-mail to stakeholders, a post that declares or resolves).</summary>
/// <param name="Subject">Null where the template has none.</param>
/// <param name="Missing">Placeholder names without a value; they still stand in the text.</param>
public sealed record Message(string? Subject, string Body, ImmutableArray<string> Missing)
{
    /// <param name="said">Values a person gave, by placeholder name.</param>
    public static Message Of(Incident incident, TemplateKind kind, DateTimeOffset now, TimeZoneInfo zone, IReadOnlyDictionary<string, string>? said = null) =>
        Of(incident.Runbook.Communication.Template(kind) ?? PlainTemplates.Of(kind, incident.Runbook.Language), incident, now, zone, said);

    /// <inheritdoc cref="Of(Incident, TemplateKind, DateTimeOffset, TimeZoneInfo, IReadOnlyDictionary{string, string}?)"/>
    public static Message Of(MessageTemplate template, Incident incident, DateTimeOffset now, TimeZoneInfo zone, IReadOnlyDictionary<string, string>? said = null) =>
        Fill(template, IncidentFacts.Of(incident, now, zone, said: said));

    public static Message Fill(MessageTemplate template, IReadOnlyDictionary<string, string> values)
    {
        var body = TemplateFill.Fill(template.Body, values);
        var subject = template.Subject is null ? null : TemplateFill.Fill(template.Subject, values);
        return new Message(subject?.Text, body.Text, [.. (subject?.Missing ?? []).Concat(body.Missing).Distinct()]);
    }
}
