using IncidentConsole.Domain.Communications;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Cadences and channels by level.</summary>
public sealed class CommunicationTests
{
    private const string Levels = "# R\n## Severity\n- **SEV-1**: all\n- **SEV-2**: half\n- **SEV-3**: little\n- **SEV-4**: none\n\n";

    [Fact]
    public void A_heading_of_levels_gives_cadence_and_channels_to_them()
    {
        var plan = Read.Runbook(Levels + "## Communication\n**SEV-1/SEV-2**:\n- Update every 15-30 minutes\n- Use #incidents channel\n- Email stakeholders\n- Update status page\n\n**SEV-3/SEV-4**:\n- Update every 1-2 hours\n- Use #incidents channel\n").Communication;
        Assert.Equal((15, 30), ((int)plan.CadenceAt(2)!.Shortest.TotalMinutes, (int)plan.CadenceAt(2)!.Longest.TotalMinutes));
        Assert.Equal((60, 120), ((int)plan.CadenceAt(3)!.Shortest.TotalMinutes, (int)plan.CadenceAt(3)!.Longest.TotalMinutes));
        Assert.Equal([("#incidents", "1,2,3,4"), (ChannelRule.StakeholderEmail, "1,2"), ("Status page", "1,2")], plan.Channels.Select(rule => (rule.Channel, string.Join(',', rule.Ranks))));
        Assert.False(plan.EmailsStakeholdersAt(3));
    }

    [Fact]
    public void Alert_channels_stand_in_a_code_block()
    {
        var channels = Read.Runbook(Levels + "**Automated Alerts**:\n```bash\n# Example alert channels\n- PagerDuty (SEV-1, SEV-2)\n- Slack #incidents (all severities)\n- Email (SEV-3, SEV-4)\n```\n").Communication.Channels;
        Assert.Equal([("PagerDuty", "1,2"), ("Slack #incidents", "1,2,3,4"), ("Email", "3,4")], channels.Select(rule => (rule.Channel, string.Join(',', rule.Ranks))));
    }

    [Fact]
    public void The_name_of_a_channel_is_a_pattern() =>
        Assert.Equal("#incident-YYYYMMDD-description", Read.Runbook(Levels + "1. Create incident channel in Slack: `#incident-YYYYMMDD-description`\n").Communication.ChannelPattern);

    [Fact]
    public void Two_cadences_for_one_level_become_a_question()
    {
        var compilation = Read.Compiled(Levels + "## Communication\n- SEV-1: update every 15 minutes\n- SEV-1: post an update every 30 minutes\n");
        Assert.Equal(["\"PT15M\"", "\"PT30M\""], Assert.Single(compilation.Questions).Choices.Select(choice => System.Text.Json.Nodes.JsonNode.Parse(choice.Value)!["longest"]!.ToJsonString()));
        Assert.Equal(15, compilation.Runbook.Communication.CadenceAt(1)!.Longest.TotalMinutes);
        Assert.Null(compilation.Runbook.Communication.CadenceAt(2));
    }
}
