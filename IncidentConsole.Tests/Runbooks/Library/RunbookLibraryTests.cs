using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Tests.Runbooks.Library;

/// <summary>What must hold for every runbook that ships.</summary>
public sealed class RunbookLibraryTests
{
    public static TheoryData<string> Slugs => [.. RunbookLibrary.All.Select(version => version.Runbook.Slug)];

    private static Runbook Find(string slug) => RunbookLibrary.All.Single(version => version.Runbook.Slug == slug).Runbook;

    [Fact]
    public void Six_runbooks_ship_under_the_key_of_their_stored_bytes()
    {
        Assert.Equal(["standard", "inferadb", "hauski", "wp-chat", "hafnium", "kaizen"], RunbookLibrary.All.Select(version => version.Runbook.Slug));
        Assert.All(RunbookLibrary.All, version => Assert.Equal(RunbookJson.KeyOf(RunbookJson.Write(version.Runbook)), version.Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => RunbookLibrary.Find("nobody-wrote-it"));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Its_canonical_form_compiles_to_the_same_runbook(string slug)
    {
        var compiler = new RunbookCompiler();
        var again = compiler.Compile(compiler.ToMarkdown(Find(slug)), slug).Compilation!.Runbook;
        Assert.Equal(RunbookLibrary.Find(slug).Key, RunbookJson.KeyOf(again));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Ids_are_unique(string slug)
    {
        var runbook = Find(slug);
        AssertUnique(runbook.Escalation.Steps.Select(step => step.Id));
        AssertUnique(runbook.Checklist.Select(phase => phase.Id));
        AssertUnique(runbook.Checklist.SelectMany(phase => phase.Items).Select(item => item.Id));
        AssertUnique(runbook.Procedures.Select(procedure => procedure.Id));
        AssertUnique(runbook.Procedures.SelectMany(procedure => procedure.Actions).Select(action => action.Id));
        AssertUnique(runbook.Procedures.SelectMany(procedure => procedure.Verifications).Select(verification => verification.Id));
        AssertUnique(runbook.ResolveCriteria.Select(criterion => criterion.Id));
        AssertUnique(runbook.Postmortem.Sections.Select(section => section.Id));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Ranks_count_from_one_and_every_rank_that_is_named_exists(string slug)
    {
        var runbook = Find(slug);
        var ranks = runbook.Severities.Levels.Select(level => level.Rank).ToList();
        Assert.Equal(Enumerable.Range(1, ranks.Count), ranks);
        Assert.All(runbook.Escalation.Steps, step => Assert.Subset(ranks.ToHashSet(), step.Ranks.ToHashSet()));
        Assert.All(runbook.Communication.Cadences, cadence => Assert.Subset(ranks.ToHashSet(), cadence.Ranks.ToHashSet()));
        Assert.All(runbook.Communication.Channels, channel => Assert.Subset(ranks.ToHashSet(), channel.Ranks.ToHashSet()));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Every_placeholder_of_a_template_is_known(string slug)
    {
        var templates = Find(slug).Communication.Templates;
        Assert.Equal(templates.Select(template => template.Kind).Distinct(), templates.Select(template => template.Kind));
        Assert.All(
            templates.SelectMany(template => TemplateFill.NamesIn(template.Body + template.Subject)),
            name => Assert.NotNull(Placeholders.Find(name)));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Commands_list_exactly_the_placeholders_they_hold(string slug)
    {
        var procedures = Find(slug).Procedures;
        var commands = procedures.SelectMany(procedure => procedure.Actions).Select(action => action.Command)
            .Concat(procedures.SelectMany(procedure => procedure.Verifications).Select(verification => verification.Command))
            .OfType<RunbookCommand>();
        Assert.All(commands, command => Assert.Equal(
            System.Text.RegularExpressions.Regex.Matches(command.Text, "<[A-Za-z][A-Za-z_-]*>").Select(match => match.Value).Distinct(), command.Placeholders));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void An_action_that_only_looks_destroys_nothing(string slug) => Assert.All(
        Find(slug).Procedures.SelectMany(procedure => procedure.Actions), action => Assert.False(action.IsReadOnly && action.IsDestructive, action.Id));

    private static void AssertUnique(IEnumerable<string> ids)
    {
        var all = ids.ToList();
        Assert.Equal(all.Distinct(), all);
        Assert.All(all, id => Assert.Matches("^[a-z0-9-]+$", id));
    }
}
