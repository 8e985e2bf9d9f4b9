using System.Text.Json;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Store.Verification;

/// <summary>Whether the texts of one stream are those its events hashed, and whether a missing one was redacted.</summary>
internal sealed class TextCheck(List<string> findings)
{
    private readonly HashSet<int> redacted = [];
    private readonly List<(int Version, int Of)> corrections = [];
    private readonly List<(int Version, string Missing)> missing = [];

    /// <param name="texts">Field → salt and text, as stored.</param>
    public void Accept(EventRow row, IReadOnlyDictionary<string, EventText> texts)
    {
        var type = EventType.Named(row.Name);
        using var payload = JsonDocument.Parse(row.Payload);
        var hashes = type.TextFields
            .Select(field => (Field: field, Hash: payload.RootElement.TryGetProperty(field, out var hash) ? hash.GetString() : null))
            .Append((Field: EventText.Reason, Hash: row.Reason))
            .Where(text => text.Hash is not null and not EventTexts.Gone);
        foreach (var (field, hash) in hashes)
        {
            if (!texts.TryGetValue(field, out var text))
            {
                missing.Add((row.Version, $"{ChainCheck.Place(row)}: its {field} is gone, and no redaction says so"));
            }
            else if (text.Hash != hash)
            {
                findings.Add($"{ChainCheck.Place(row)}: its {field} is not the text that was written");
            }
        }

        switch (EventTexts.Deserialize(row.Payload, type, null))
        {
            case EntryRedacted redaction:
                redacted.Add(redaction.OfVersion);
                break;
            case EntryCorrected correction:
                corrections.Add((row.Version, correction.OfVersion));
                break;
            default:
                break;
        }
    }

    /// <summary>At the end of the stream: a redaction takes the entry's corrections with it.</summary>
    public void Finish()
    {
        redacted.UnionWith(corrections.Where(correction => redacted.Contains(correction.Of)).Select(correction => correction.Version).ToList());
        findings.AddRange(missing.Where(text => !redacted.Contains(text.Version)).Select(text => text.Missing));
    }
}
