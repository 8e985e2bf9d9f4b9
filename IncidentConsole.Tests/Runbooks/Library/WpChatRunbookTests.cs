using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Library;

/// <summary>The facts of the wp-chat runbook, each as the runbook states it.</summary>
public sealed class WpChatRunbookTests
{
    private static readonly Runbook Runbook = RunbookLibrary.Find("wp-chat").Runbook;

    [Theory]
    [InlineData(1, "Critical", 95, 5000)]
    [InlineData(2, "High", 99, 2000)]
    [InlineData(3, "Medium", 99.5, 1000)]
    [InlineData(4, "Low", 99.8, 800)]
    public void Success_or_latency_picks_the_level(int rank, string label, double successPercent, double milliseconds)
    {
        Assert.Equal(label, Runbook.Severities[rank].Label);
        Assert.Equal(
            [new ThresholdRule("Success rate", Comparison.Below, successPercent, "%"), new ThresholdRule("p95 latency", Comparison.Above, milliseconds, "ms")],
            Runbook.Severities[rank].Thresholds);
    }

    [Fact]
    public void All_is_well_while() => Assert.Equal(
        [
            new("p95 latency", Comparison.Below, 800, "ms"),
            new("p99 latency", Comparison.Below, 2000, "ms"),
            new("Success rate", Comparison.Above, 99.5, "%"),
            new("Error rate", Comparison.Below, 0.5, "%"),
            new("Cache hit rate", Comparison.Above, 50, "%"),
            new("Memory usage", Comparison.Below, 80, "%"),
            new("CPU usage", Comparison.Below, 80, "%"),
        ],
        Runbook.KeyMetrics);

    [Fact]
    public void Four_levels_of_people_are_called_by_hand()
    {
        Assert.Equal(["On-call Engineer", "Senior Engineer", "Engineering Manager", "CTO"], Runbook.Escalation.Steps.Select(step => step.Target));
        Assert.All(Runbook.Escalation.Steps, step => Assert.Equal(EscalationTrigger.ByHand, step.Trigger));
        Assert.Equal(["+1-XXX-XXX-XXXX"], Runbook.Contacts.Select(contact => contact.Path).Distinct());
    }

    [Fact]
    public void Eight_quick_references() => Assert.Equal(
        [
            new("High Latency", "High", "Disable Reranking", "Clear Cache"),
            new("High Error Rate", "Critical", "Emergency Stop", "Check Logs"),
            new("Model Failure", "High", "Disable Reranking", "Check Model Files"),
            new("Index Corruption", "Critical", "Verify Index", "Rebuild Index"),
            new("Memory Exhaustion", "High", "Clear Cache", "Restart Service"),
            new("Cache Failure", "Medium", "Disable Cache", "Clear Cache"),
            new("Rate Limit Attack", "High", "Adjust Limits", "Block IPs"),
            new("Canary Failure", "High", "Emergency Stop", "Disable Canary"),
        ],
        Runbook.QuickReferences);

    [Theory]
    [InlineData("High Latency", 30, 60, 120)]
    [InlineData("High Error Rate", 30, 60, 120)]
    [InlineData("Model Failure", 30, 30, 180)]
    [InlineData("Index Corruption", 60, 1800, 300)]
    [InlineData("Memory Exhaustion", 30, 60, 120)]
    [InlineData("Cache Failure", 30, 60, 30)]
    [InlineData("Rate Limit Attack", 30, 60, 120)]
    [InlineData("Canary Failure", 30, 30, 30)]
    public void Each_action_has_its_seconds(string procedure, params int[] seconds)
    {
        var found = Runbook.Procedures.Single(candidate => candidate.Title.StartsWith(procedure, StringComparison.Ordinal));
        Assert.Equal(seconds, found.Actions.Select(action => (int)action.Budget!.Value.TotalSeconds));
        Assert.All(found.Actions, action => Assert.NotNull(action.Command));
        Assert.Equal(3, found.Symptoms.Length);
        Assert.Equal(2, found.Verifications.Length);
    }

    [Fact]
    public void Admin_endpoints_are_requests_and_an_address_is_filled_before_it_is_blocked()
    {
        var actions = Runbook.Procedures.SelectMany(procedure => procedure.Actions).ToList();
        Assert.Contains(actions, action => action.Request is { Method: "POST", Url: "http://localhost:8080/admin/canary/disable" });
        Assert.Contains(actions, action => action.Request is { Method: "POST", Body: "{\"max_requests\": 10, \"window_seconds\": 3600}" });
        var block = Assert.Single(actions, action => action.Command!.Text.StartsWith("iptables", StringComparison.Ordinal));
        Assert.Equal(["<ATTACKER_IP>"], block.Command!.Placeholders);
        Assert.True(block.IsDestructive);
        Assert.All(actions.Where(action => action.Command!.Text.StartsWith("pkill", StringComparison.Ordinal)), action => Assert.True(action.IsDestructive));
        Assert.All(actions.Where(action => action.Command!.Text.StartsWith("tail", StringComparison.Ordinal)), action => Assert.True(action.IsReadOnly));
    }

    [Fact]
    public void Five_ticks_resolve_and_five_and_five_follow()
    {
        Assert.Equal(5, Runbook.ResolveCriteria.Length);
        Assert.Equal("Incident marked as resolved", Runbook.ResolveCriteria[^1].Text);
        Assert.Equal([(5, ChecklistAnchor.Resolved), (5, ChecklistAnchor.Resolved)], Runbook.Checklist.Select(phase => (phase.Items.Length, phase.Anchor)));
    }

    [Fact]
    public void Dashboards_logs_and_tools() => Assert.Equal(
        [(RunbookLinkKind.Document, 3), (RunbookLinkKind.Dashboard, 4), (RunbookLinkKind.Log, 4), (RunbookLinkKind.Tool, 3)],
        Runbook.Links.GroupBy(link => link.Kind).OrderBy(kind => kind.Key).Select(kind => (kind.Key, kind.Count())));
}
