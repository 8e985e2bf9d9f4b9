using System.Collections.Immutable;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Application.Drafts;

public enum ChannelWay
{
    /// <summary>Updates, by the console once published.</summary>
    ByConsole,

    /// <summary>Calls, by the escalation.</summary>
    ByEscalation,

    /// <summary>A person posts there.</summary>
    ByHand,
}

/// <summary>One of the runbook's channels: whether it is used at the incident's severity, and what brings the words there.</summary>
/// <param name="Levels">Labels of the severities it is used at.</param>
public sealed record ChannelUse(string Channel, bool IsUsed, ImmutableArray<string> Levels, ChannelWay Way)
{
    public const string StatusPage = "Status page";

    /// <summary>In the runbook's order; where it names none, what the console itself does.</summary>
    public static IReadOnlyList<ChannelUse> Of(Incident incident)
    {
        var scheme = incident.Runbook.Severities;
        var all = scheme.Levels.Select(level => level.Rank).ToImmutableArray();
        var rules = incident.Runbook.Communication.Channels;
        if (rules.IsEmpty)
        {
            rules = [new(StatusPage, all), new(ChannelRule.StakeholderEmail, all)];
        }

        return [.. rules.Select(rule => new ChannelUse(rule.Channel, rule.Ranks.Contains(incident.Severity), [.. rule.Ranks.Order().Select(rank => scheme[rank].Label)], WayOf(rule.Channel)))];
    }

    private static ChannelWay WayOf(string channel) =>
        channel == ChannelRule.StakeholderEmail || Says(channel, "status page") || Says(channel, "statusseite") || Says(channel, "status-seite") ? ChannelWay.ByConsole
        : Says(channel, "pager") || Says(channel, "opsgenie") || channel.Equals("Page", StringComparison.OrdinalIgnoreCase) ? ChannelWay.ByEscalation
        : ChannelWay.ByHand;

    private static bool Says(string channel, string word) => channel.Contains(word, StringComparison.OrdinalIgnoreCase);
}
