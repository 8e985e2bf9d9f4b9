namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Title, owner, scope and language.</summary>
public sealed class TitleTests
{
    [Fact]
    public void The_line_under_the_title_names_owner_and_scope()
    {
        var runbook = Read.Runbook("# Runbook: Incident-Response\n\nStatus: _draft_ • Owner: Platform/SRE • Geltungsbereich: hausKI Core + Subdienste\n\n## Ziele\n- Schnelle Wiederherstellung des Dienstes bei Störungen\n");
        Assert.Equal(("Runbook: Incident-Response", "Platform/SRE", "hausKI Core + Subdienste", "de"), (runbook.Title, runbook.OwnerTeam, runbook.Scope, runbook.Language));
    }

    [Fact]
    public void Without_a_title_it_says_so_and_invents_none()
    {
        var compilation = Read.Compiled("Just some words.");
        Assert.Contains(compilation.Missing, missing => missing.Part == "Title");
        Assert.Contains(compilation.Missing, missing => missing.Part == "Severity levels");
        Assert.Equal("Just some words.", Assert.Single(compilation.Runbook.References).Markdown);
    }
}
