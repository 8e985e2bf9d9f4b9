using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Drafts;

/// <summary>The name of an incident's channel by the runbook's pattern, as chat programs take it: lower case, digits and hyphens.</summary>
public static partial class ChannelName
{
    /// <summary>What Slack takes at most.</summary>
    private const int Longest = 80;

    private const int LongestDescription = 40;

    /// <summary>"#incident-20261121-high-error-rate" from "#incident-YYYYMMDD-description"; null where the runbook has no pattern.</summary>
    /// <param name="zone">Whose day it is.</param>
    public static string? For(Incident incident, TimeZoneInfo zone)
    {
        if (incident.Runbook.Communication.ChannelPattern is not { Length: > 0 } pattern)
        {
            return null;
        }

        var day = TimeZoneInfo.ConvertTime(incident.Milestones.Declared!.Value, zone);
        var name = DatePattern().Replace(pattern, match => day.ToString(match.Value.Contains('-', StringComparison.Ordinal) ? "yyyy-MM-dd" : "yyyyMMdd", CultureInfo.InvariantCulture));
        name = NumberPattern().Replace(name, incident.Number.ToString(CultureInfo.InvariantCulture));
        name = ServicePattern().Replace(name, Slugged(incident.Service));
        name = DescriptionPattern().Replace(name, Slugged(incident.Title.Text ?? incident.Service));
        return name.Length > Longest ? name[..Longest].TrimEnd('-') : name;
    }

    private static string Slugged(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.ToLowerInvariant().Normalize(NormalizationForm.FormC))
        {
            slug.Append(c switch
            {
                'ä' => "ae",
                'ö' => "oe",
                'ü' => "ue",
                'ß' => "ss",
                _ when char.IsAsciiLetterOrDigit(c) => c.ToString(),
                _ => "-",
            });
        }

        var name = Hyphens().Replace(slug.ToString(), "-").Trim('-');
        if (name.Length <= LongestDescription)
        {
            return name;
        }

        // Cut between words where there is a place to cut.
        var cut = name.LastIndexOf('-', LongestDescription);
        return name[..(cut > 0 ? cut : LongestDescription)];
    }

    [GeneratedRegex("YYYY-?MM-?DD|JJJJ-?MM-?TT", RegexOptions.IgnoreCase)]
    private static partial Regex DatePattern();

    [GeneratedRegex(@"[<{\[]*\b(?:short[-_ ]?)?(?:description|desc|beschreibung|kurzbeschreibung|title|titel)\b[>}\]]*", RegexOptions.IgnoreCase)]
    private static partial Regex DescriptionPattern();

    [GeneratedRegex(@"[<{\[]+(?:service|dienst)[>}\]]+", RegexOptions.IgnoreCase)]
    private static partial Regex ServicePattern();

    [GeneratedRegex(@"[<{\[]+(?:number|nummer|id)[>}\]]+", RegexOptions.IgnoreCase)]
    private static partial Regex NumberPattern();

    [GeneratedRegex("-{2,}")]
    private static partial Regex Hyphens();
}
