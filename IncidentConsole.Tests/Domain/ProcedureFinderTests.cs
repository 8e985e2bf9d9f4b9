using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Domain;

/// <summary>wp-chat's eight procedures: which one fits, and why.</summary>
public sealed class ProcedureFinderTests
{
    private static readonly Runbook Chat = TestRunbooks.Standard with
    {
        QuickReferences = [new("Rate Limit Attack", "High", "Adjust Limits", "Block IPs"), new("DDoS", "High", "Adjust Limits", null)],
        Procedures =
        [
            Scenario("high-latency", "High Latency Incident", "p95 latency > 800ms", "User complaints about slow responses", "High response times in monitoring"),
            Scenario("high-error-rate", "High Error Rate Incident", "Success rate < 99.5%", "5xx errors in logs", "User reports of failed requests"),
            Scenario("model-failure", "Model Failure Incident", "Cross-Encoder model loading errors", "Fallback to hybrid search"),
            Scenario("index-corruption", "Index Corruption Incident", "FAISS index loading errors", "Search returning empty results"),
            Scenario("memory", "Memory Exhaustion Incident", "High memory usage (>80%)", "Out of memory errors", "Slow response times"),
            Scenario("cache-failure", "Cache Failure Incident", "Cache errors in logs", "Cache hit rate dropping"),
            Scenario("rate-limit", "Rate Limit Attack Incident", "Unusual traffic spikes", "Rate limit violations", "DoS attack patterns"),
            Scenario("canary", "Canary Failure Incident", "Canary deployment issues", "A/B test failures"),
        ],
    };

    [Theory]
    [InlineData("HighErrorRate", "high-error-rate", "the alert says \"error\" and \"rate\"")]
    [InlineData("HighErrorRate: API answers 503", "high-error-rate", null)]
    [InlineData("CacheHitRateLow", "cache-failure", null)]
    [InlineData("FAISS index cannot be loaded", "index-corruption", "the alert says \"faiss\" and \"index\"")]
    [InlineData("OutOfMemory", "memory", "the alert says \"memory\"")]
    [InlineData("p95 latency over budget", "high-latency", null)]
    public void The_alert_suggests_its_procedure_first_and_says_why(string alert, string expected, string? why)
    {
        var found = ProcedureFinder.Suggest(Chat, [new("the alert", alert)]);
        Assert.Equal(expected, found[0].Procedure.Id);
        Assert.True(why is null || found[0].Why == why, found[0].Why);
        Assert.InRange(found.Length, 1, 3);
    }

    [Theory]
    [InlineData("High load")]
    [InlineData("Something with a user")]
    [InlineData("")]
    public void What_fits_nothing_suggests_nothing(string said) => Assert.Empty(ProcedureFinder.Suggest(Chat, [new("the title", said)]));

    [Fact]
    public void A_label_that_names_a_procedure_is_taken_at_its_word()
    {
        var found = ProcedureFinder.Suggest(Chat, [new("the title", "Memory exhausted"), new("the summary", "pod=a, procedure=canary, zone=b")]);
        Assert.Equal(("canary", "the summary names this procedure"), (found[0].Procedure.Id, found[0].Why));
    }

    [Fact]
    public void Alerts_title_and_summary_of_an_incident_are_asked()
    {
        var incident = Story.Commanded(runbook: Chat).Given(new AlertJoined("a", new Prose("CanaryFailing"), 1, Story.Start)).Incident;
        Assert.Contains(SuggestedProcedures.For(incident), found => found.Procedure.Id == "canary" && found.Why.StartsWith("the alert", StringComparison.Ordinal));
        Assert.Empty(SuggestedProcedures.For(incident with { Alerts = incident.Alerts.Clear(), Title = Prose.Redacted }));
    }

    [Theory]
    [InlineData("slow", new[] { "high-latency", "memory" })]
    [InlineData("SLOW resp", new[] { "high-latency", "memory" })]
    [InlineData("latency p95", new[] { "high-latency" })]
    [InlineData("5xx", new[] { "high-error-rate" })]
    [InlineData("high", new[] { "high-latency", "high-error-rate", "memory" })]
    [InlineData("ddos", new string[0])]
    [InlineData("  ", new string[0])]
    [InlineData("nothing like it", new string[0])]
    public void A_search_finds_all_that_have_each_word(string query, string[] expected) => Assert.Equal(expected, ProcedureFinder.Search(Chat, query).Select(found => found.Procedure.Id));

    [Fact]
    public void A_search_says_which_symptom_fits() => Assert.Equal("Unusual traffic spikes", Assert.Single(ProcedureFinder.Search(Chat, "traffic")).Why);

    [Theory]
    [InlineData("High Latency", "high-latency")]
    [InlineData("Rate Limit Attack", "rate-limit")]
    [InlineData("Model Failure", "model-failure")]
    [InlineData("Solar flare", null)]
    public void A_row_of_the_quick_reference_leads_to_its_procedure(string kind, string? expected) => Assert.Equal(expected, ProcedureFinder.OfKind(Chat, kind)?.Id);

    private static Procedure Scenario(string id, string title, params string[] symptoms) => new(id, title) { Symptoms = [.. symptoms] };
}
