using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Tests.Application;

/// <summary>What each runbook that ships says to the outside, from declaration to postmortem.</summary>
public sealed class LibraryWordsTests
{
    private static readonly DateTimeOffset Start = GermanNight.Start;

    public static TheoryData<string> Slugs => ["hafnium", "hauski", "inferadb", "kaizen", "standard", "wp-chat"];

    [Theory]
    [MemberData(nameof(Slugs))]
    public void Every_text_speaks_the_runbooks_language_and_no_other(string slug)
    {
        var incident = Incident(slug);
        var german = incident.Runbook.Language == "de";
        Assert.Equal(slug == "hauski", german);
        foreach (var kind in Enum.GetValues<TemplateKind>())
        {
            var message = Message.Of(incident, kind, Start.AddMinutes(50), GermanNight.Berlin);
            var text = System.Text.RegularExpressions.Regex.Replace($"{message.Subject}\n{message.Body}", @"\{\{.*?\}\}", "");
            Assert.Empty(german ? GermanNight.EnglishIn(text) : GermanNight.GermanIn(text));
        }

        var mail = UpdateMail.For(incident, PublicStatus.Identified, german ? "Wir arbeiten daran." : "We work on it.", Start.AddHours(1), Start.AddMinutes(50), GermanNight.Berlin).WithoutMissing();
        Assert.DoesNotContain("{{", mail.Subject + mail.Body, StringComparison.Ordinal);
        Assert.Empty(german ? GermanNight.EnglishIn(mail.Body) : GermanNight.GermanIn(mail.Body));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_brief_is_whole_in_every_runbooks_form(string slug)
    {
        var incident = Incident(slug);
        var timeline = TimelineView.From(Events(slug), _ => incident.Runbook, incident.Runbook.Language).Entries;
        var brief = HandOverDraft.For(incident, timeline, Start.AddMinutes(50), GermanNight.Berlin);
        Assert.DoesNotContain("{{", brief, StringComparison.Ordinal);
        Assert.Contains(incident.Title.Text!, brief, StringComparison.Ordinal);
        Assert.Contains("Jana Vogt", brief, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", HandOverBrief.Draft(incident, Start.AddMinutes(50)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_postmortem_is_due_48_hours_after_the_resolution(string slug)
    {
        var incident = Incident(slug);
        Assert.Contains(DeadlineSchedule.For(incident), deadline => deadline.Kind == DeadlineKind.PostmortemDue && deadline.DueAt == Start.AddMinutes(48) + TimeSpan.FromHours(48));
    }

    [Fact]
    public void Kaizen_names_the_channel_and_hauski_waits_until_it_was_green_for_half_an_hour()
    {
        Assert.StartsWith("#incident-20261121-", ChannelName.For(Incident("kaizen"), GermanNight.Berlin), StringComparison.Ordinal);
        Assert.Contains(Incident("hauski").Runbook.ResolveCriteria, criterion => criterion.StableFor == TimeSpan.FromMinutes(30));
        Assert.Equal(3, Incident("hauski").Runbook.Postmortem.Sections.Count(section => section.Title.StartsWith("Maßnahmen", StringComparison.Ordinal)));
    }

    private static Incident Incident(string slug)
    {
        var runbook = new RunbookCompiler().Compile(File.ReadAllText(Path.Combine(Sources.Root, "IncidentConsole.Web", "Runbooks", "Library", slug + ".md"))).Compilation!.Runbook;
        return IncidentConsole.Domain.Incidents.Incident.Fold(new("library"), Events(slug), _ => runbook);
    }

    private static List<RecordedEvent> Events(string slug)
    {
        var jana = new Actor(ActorKind.Person, "jana", "Jana Vogt");
        IncidentEvent[] happened =
        [
            new IncidentDeclared(7, new(slug == "hauski" ? "Suche antwortet nicht" : "Search fails"), null, slug, true, "Search", GermanNight.Key, 2, false, Start, null, default, false),
            new RoleAssigned(IncidentRole.Commander, "jana", "Jana Vogt"),
            new ImpactChanged(new(slug == "hauski" ? "Jede fünfte Suche schlägt fehl" : "One search in five fails"), 10_000),
            new IncidentResolved(new("2.13.6")),
        ];
        return
        [
            .. happened.Select((one, index) => new RecordedEvent(
                index + 1, StreamId.Of(new("library")), index + 1, one, jana, null, "console",
                Start.AddMinutes(one is IncidentResolved ? 48 : index), Start.AddMinutes(one is IncidentResolved ? 48 : index), "test")),
        ];
    }
}
