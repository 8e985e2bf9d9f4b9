using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Where else to look, and what the team measures.</summary>
public sealed class LinkTests
{
    [Fact]
    public void A_link_is_what_its_section_or_its_words_say()
    {
        var links = Read.Runbook("""
            # R
            ### Dashboard URLs
            - **Main Dashboard**: http://localhost:8080/dashboard
            ## Additional Resources
            ### Documentation
            - [API Documentation](http://localhost:8080/docs)
            ### Tools
            - **Incident CLI**: `src/incident_cli.py`
            ### Logs Location
            - **API Logs**: `logs/api_errors.log`
            ## References
            - [Deployment Runbook](./deployment.md)
            - [Security Policy](../SECURITY.md)
            - No link at all
            """).Links;
        Assert.Equal(
            [
                new("Main Dashboard", "http://localhost:8080/dashboard", RunbookLinkKind.Dashboard),
                new("API Documentation", "http://localhost:8080/docs", RunbookLinkKind.Document),
                new("Incident CLI", "src/incident_cli.py", RunbookLinkKind.Tool),
                new("API Logs", "logs/api_errors.log", RunbookLinkKind.Log),
                new("Deployment Runbook", "./deployment.md", RunbookLinkKind.Runbook),
                new("Security Policy", "../SECURITY.md", RunbookLinkKind.Document),
            ],
            links);
    }

    [Fact]
    public void German_aids_hold_several_links_in_a_line_and_places_as_code()
    {
        var links = Read.Runbook("# R\n## 9. Artefakte / Hilfsmittel\n- Logs/Tracing (rotierend via `tracing-appender`)\n- Metriken: `/metrics` im Prometheus-Format\n- Runbooks: [Troubleshooting](../t.md), [Upgradepfade](./u.md)\n").Links;
        Assert.Equal(
            [
                new("Logs/Tracing", "tracing-appender", RunbookLinkKind.Log),
                new("Metriken", "/metrics", RunbookLinkKind.Document),
                new("Troubleshooting", "../t.md", RunbookLinkKind.Runbook),
                new("Upgradepfade", "./u.md", RunbookLinkKind.Runbook),
            ],
            links);
    }

    [Fact]
    public void A_dashboard_is_found_among_commands_too() => Assert.Equal(
        [new("View Grafana dashboard", "http://grafana.example.com/x", RunbookLinkKind.Dashboard)],
        Read.Runbook("# R\n## Triage\n```bash\n# View Grafana dashboard: http://grafana.example.com/x\nkubectl get pods\n```\n").Links);

    [Fact]
    public void What_the_team_measures_is_kept_in_its_words()
    {
        var read = Read.Compiled("# R\n## Incident Metrics\n\nTrack for continuous improvement:\n- Time to detection (TTD)\n- Repeat incidents\n");
        Assert.Equal(["Time to detection (TTD)", "Repeat incidents"], read.Runbook.IncidentMetrics);
        Assert.Empty(read.Unread);
    }
}
