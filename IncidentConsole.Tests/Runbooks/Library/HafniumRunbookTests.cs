using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Library;

/// <summary>The facts of the Hafnium runbook, each as the runbook states it.</summary>
public sealed class HafniumRunbookTests
{
    private static readonly Runbook Runbook = RunbookLibrary.Find("hafnium").Runbook;

    [Fact]
    public void Four_levels_from_a_page_within_15_min_to_a_ticket_on_the_next_business_day()
    {
        Assert.Equal(["SEV1", "SEV2", "SEV3", "SEV4"], Runbook.Severities.Levels.Select(level => level.Label));
        Assert.Equal(
            [ResponseTarget.Elapsed(TimeSpan.FromMinutes(15)), ResponseTarget.Elapsed(TimeSpan.FromMinutes(30)), ResponseTarget.Elapsed(TimeSpan.FromHours(4)), ResponseTarget.NextBusinessDay],
            Runbook.Severities.Levels.Select(level => level.Response));
        Assert.Equal([ResponseMode.PageAtOnce, ResponseMode.PageOnCall, ResponseMode.Notify, ResponseMode.Ticket], Runbook.Severities.Levels.Select(level => level.Mode));
    }

    [Fact]
    public void Triage_has_three_lists_and_the_documentation_follows_the_resolution()
    {
        Assert.Equal([5, 4, 4, 4], Runbook.Checklist.Select(phase => phase.Items.Length));
        Assert.Equal("Identify the affected services", Runbook.Checklist[0].Items[0].Text);
    }

    [Theory]
    [InlineData("API Gateway (Envoy)", "High latency", "kubectl get hpa -n hafnium")]
    [InlineData("Database (PostgreSQL)", "Slow queries", "SELECT * FROM pg_locks WHERE NOT granted;")]
    [InlineData("Kafka/Redpanda", "Consumer lag", "rpk topic describe <topic>")]
    [InlineData("ML Inference Service", "Fallback activation", "curl http://ai-inference:8000/health")]
    public void Each_service_has_symptoms_checks_and_actions(string title, string symptom, string command)
    {
        var procedure = Runbook.Procedures.Single(candidate => candidate.Title == title);
        Assert.Contains(procedure.Symptoms, found => string.Equals(found, symptom, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(procedure.Actions, action => action.Command?.Text.Contains(command, StringComparison.Ordinal) == true);
        Assert.InRange(procedure.Actions.Length, 3, 4);
    }

    [Fact]
    public void Rollbacks_name_what_to_fill_in()
    {
        var rollbacks = Runbook.Procedures.Where(procedure => procedure.Kind == ProcedureKind.Rollback).SelectMany(procedure => procedure.Actions).ToList();
        var revision = Assert.Single(rollbacks, action => action.Command?.Text.Contains("--to-revision", StringComparison.Ordinal) == true);
        Assert.Equal(["<service>", "<N>"], revision.Command!.Placeholders);
        Assert.True(revision.IsDestructive);
        Assert.Contains(rollbacks, action => action.Command?.Text == "./gradlew :identity-service:flywayUndo");
    }

    [Fact]
    public void Resolved_means_healthy_at_baseline_and_no_duplicate_alerts() => Assert.Equal(
        ["All services are healthy", "Error rates are at baseline", "Latency is at baseline", "No duplicate alerts"],
        Runbook.ResolveCriteria.Select(criterion => criterion.Text));

    [Fact]
    public void The_postmortem_is_due_in_48_h_and_four_can_be_reached()
    {
        Assert.Equal(TimeSpan.FromHours(48), Runbook.Postmortem.DueWithin);
        Assert.Equal(
            [new("On-Call Engineer", "PagerDuty"), new("Engineering Manager", "Slack + phone"), new("Security Team", "security@hafnium.dev"), new("Database Admin", "DBA rotation")],
            Runbook.Contacts);
    }

    [Fact]
    public void Nobody_promises_updates() => Assert.Empty(Runbook.Communication.Cadences);
}
