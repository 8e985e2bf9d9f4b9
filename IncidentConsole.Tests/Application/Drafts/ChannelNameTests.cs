using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Application.Drafts;

public sealed class ChannelNameTests
{
    [Theory]
    [InlineData("#incident-YYYYMMDD-description", "High error rate on permission checks", "#incident-20261121-high-error-rate-on-permission-checks")]
    [InlineData("#incident-YYYYMMDD-description", "Größter Ausfall: Überlast & 5xx!", "#incident-20261121-groesster-ausfall-ueberlast-5xx")]
    [InlineData("#incident-YYYYMMDD-description", "One two three four five six seven eight nine ten", "#incident-20261121-one-two-three-four-five-six-seven-eight")]
    [InlineData("#incident-JJJJMMTT-beschreibung", "Suche steht", "#incident-20261121-suche-steht")]
    [InlineData("#inc-<number>-<service>", "x", "#inc-7-inferadb")]
    public void By_the_runbooks_pattern(string pattern, string title, string name) =>
        Assert.Equal(name, ChannelName.For(With(pattern, new Prose(title)), GermanNight.Berlin));

    [Fact]
    public void The_day_is_that_of_the_console_and_a_redacted_title_is_not_told()
    {
        Assert.Equal("#i-2026-11-20", ChannelName.For(With("#i-YYYY-MM-DD", new Prose("x")), TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles")));
        Assert.Equal("#i-inferadb", ChannelName.For(With("#i-description", Prose.Redacted), TimeZoneInfo.Utc));
    }

    [Fact]
    public void Without_a_pattern_there_is_no_name() => Assert.Null(ChannelName.For(Stream.Declared().Incident, TimeZoneInfo.Utc));

    private static IncidentConsole.Domain.Incidents.Incident With(string pattern, Prose title)
    {
        var incident = Stream.Declared().Incident;
        return incident with { Title = title, Runbook = incident.Runbook with { Communication = new CommunicationPlan { ChannelPattern = pattern } } };
    }
}
