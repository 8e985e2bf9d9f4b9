using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Telling;

/// <summary>Which channel is used at which level, and how a channel for one incident is named.</summary>
internal sealed partial class ChannelRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections)
        {
            if (section.Topic == Topic.Channels)
            {
                ReadChannels(reading, section);
            }

            if (section.NearestTopic is Topic.Communication or Topic.Channels)
            {
                ReadHabits(reading, section);
            }
        }

        for (var line = 1; line <= reading.Source.LineCount && reading.Runbook.Communication.ChannelPattern is null; line++)
        {
            ReadPattern(reading, line);
        }
    }

    private static void ReadChannels(Reading reading, Section section)
    {
        foreach (var (text, lines) in section.Entries.Select(entry => (entry.Text, entry.OwnLines)).Concat(section.Fences.SelectMany(fence => fence.Content).Select(line => (line.Text.Trim(), line.Lines))))
        {
            var words = text.TrimStart('-', '*', ' ');
            if (reading.IsForUnknownLevel(section, words) || words.StartsWith('#') && text.Length > 0 && text[0] == '#' && words.Contains(' ', StringComparison.Ordinal))
            {
                continue;   // for no level there is, or a comment of the code block
            }

            var said = Labelled.ReadLoose(words);
            var named = Known().Match(Inline.Plain(said is { Value.Length: > 0 } ? $"{said.Label} {said.Value}" : words));
            if (!named.Success)
            {
                continue;
            }

            var address = Address().Match(Inline.Plain(words));
            var name = address.Success ? $"{named.Value} {address.Value}" : named.Value;
            Add(reading, name, LevelMentions.In(words, reading.Runbook.Severities), lines);
            if (said is { Value.Length: > 0 } && !address.Success)
            {
                reading.Leave($"{said.Label}: {said.Value}", lines, "no address, channel or level in it");
            }
        }
    }

    /// <summary>"Use #incidents channel", "Email stakeholders for P0/P1", "Update status page", under the heading of some levels or of none.</summary>
    private static void ReadHabits(Reading reading, Section section)
    {
        foreach (var entry in section.Entries)
        {
            var plain = Inline.Plain(entry.Text);
            if (reading.IsForUnknownLevel(section, plain))
            {
                continue;
            }

            var ranks = section.Above().Prepend(section).Select(above => above.Heading).Prepend(plain)
                .Select(words => LevelMentions.In(words, reading.Runbook.Severities)).FirstOrDefault(found => found.Length > 0, []);
            if (Stakeholders().IsMatch(plain))
            {
                Add(reading, ChannelRule.StakeholderEmail, ranks, entry.OwnLines);
            }
            else if (StatusPage().IsMatch(plain))
            {
                Add(reading, "Status page", ranks, entry.OwnLines);
            }
            else if (Use().Match(plain) is { Success: true } use)
            {
                var channel = use.Groups["channel"].Value;
                var known = reading.Runbook.Communication.Channels.FirstOrDefault(rule => rule.Channel.Split(' ').Contains(channel));
                Add(reading, known?.Channel ?? channel, ranks, entry.OwnLines);
            }
        }
    }

    private static void Add(Reading reading, string channel, ImmutableArray<int> named, SourceLines lines)
    {
        var ranks = named.IsEmpty ? LevelMentions.All(reading.Runbook.Severities) : named;
        var channels = reading.Runbook.Communication.Channels;
        var at = channels.IndexOf(channels.FirstOrDefault(rule => rule.Channel == channel)!);
        var all = at < 0 ? ranks : [.. channels[at].Ranks.Union(ranks).Order()];
        reading.Runbook = reading.Runbook with
        {
            Communication = reading.Runbook.Communication with { Channels = at < 0 ? channels.Add(new(channel, all)) : channels.SetItem(at, new(channel, all)) },
        };
        reading.Fact(
            FactKind.Channel,
            $"communication/channels/{(at < 0 ? channels.Length : at)}",
            $"{channel} for {LevelMentions.Words(ranks, reading.Runbook.Severities)}",
            lines,
            named.IsEmpty ? "no level is named: it is for all of them" : null);
    }

    private static void ReadPattern(Reading reading, int line)
    {
        if (Pattern().Match(reading.Source.Line(line)) is { Success: true } pattern)
        {
            reading.Runbook = reading.Runbook with { Communication = reading.Runbook.Communication with { ChannelPattern = pattern.Value } };
            reading.Note(FactKind.Channel, "communication/channelPattern", $"The channel of an incident is called {pattern.Value}", new(line, line));
        }
    }

    [GeneratedRegex(@"\b(?:PagerDuty|Opsgenie|Slack|Microsoft\sTeams|Teams|Mattermost|Discord|E-?Mail|SMS|Telegram|Matrix|Zoom|Phone|Telefon|Status\s?page|Statusseite)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Known();

    [GeneratedRegex(@"(?<!\w)#[a-z0-9][\w-]{1,79}|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"\be-?mail\b.{0,20}\b(?:stakeholders?|management|beteiligte)\b|\b(?:stakeholders?|beteiligte)\b.{0,20}\be-?mail\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Stakeholders();

    [GeneratedRegex(@"^(?:update|post|use|maintain|publish).{0,30}\bstatus\s?page\b|\bstatusseite\b.{0,20}(?:aktualisieren|pflegen)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StatusPage();

    [GeneratedRegex(@"^(?:use|post\s(?:in|to)|nutze|nutzen)\b.{0,20}(?<channel>#[\w-]{2,80})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Use();

    [GeneratedRegex(@"(?<![\w/&])#[a-z][\w-]{0,40}(?:YYYY|JJJJ|<date>|\{date\})[\w<>{}-]{0,60}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
