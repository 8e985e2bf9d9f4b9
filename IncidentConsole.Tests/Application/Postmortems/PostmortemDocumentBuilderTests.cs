using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Tests.Application;

namespace IncidentConsole.Tests.Application.Postmortems;

public sealed class PostmortemDocumentBuilderTests
{
    private static PostmortemDocument Build(Stream stream, double atMinute = 120) =>
        PostmortemDocumentBuilder.Build(stream.Incident, stream.Events, Stream.Runbooks, [], [], "Europe/Berlin", Stream.At(atMinute));

    private static Stream Night() => Stream.Declared(severity: 2)
        .Add(0, new RoleAssigned(IncidentRole.Commander, "maya", "Maya Okafor"))
        .Add(2, new NoteAdded(NoteKind.Note, new("Two reports from support")))
        .Add(4, new SeverityChanged(2, 1), reason: "all regions")
        .Add(6, new NoteAdded(NoteKind.Decision, new("Roll back instead of patching forward")))
        .Add(7, new AttachmentAdded(5, AttachmentKind.Link, "https://example.com/graph", null))
        .Add(9, new ImpactChanged(new("Sign-in fails"), 10_000))
        .Add(20, new HandOverProposed("jonas", "Jonas Weber", new("brief")))
        .Add(21, new HandOverAccepted("maya", "jonas", "Jonas Weber"), Stream.Jonas)
        .Add(40, new IncidentMitigated(), Stream.Jonas)
        .Add(58, new IncidentResolved(new("Failures at 0.02 %")), Stream.Jonas);

    [Fact]
    public void The_facts_come_from_the_log()
    {
        var paper = Build(Night());
        Assert.Equal(("INC-7", "inferadb", "SEV-1", "Critical", 1), (paper.Number, paper.Service, paper.Severity.Label, paper.Severity.Name, paper.Severity.Rank));
        Assert.Equal(("Jonas Weber", false, "10\u202f000", "Sign-in fails"), (paper.Commander, paper.IsOpen, paper.AffectedUsers, paper.Impact));
        Assert.Equal((Stream.At(0), Stream.At(40), Stream.At(58)), (paper.Milestones.Detected, paper.Milestones.Mitigated, paper.Milestones.Resolved));
        Assert.Equal((TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(58)), (paper.Durations.ToMitigate, paper.Durations.ToResolve));
    }

    [Fact]
    public void Key_moments_are_kept_and_notes_are_not_until_somebody_says_otherwise()
    {
        var before = Build(Night()).Timeline;
        Assert.DoesNotContain(before, row => row.Text == "Two reports from support");
        var decision = Assert.Single(before, row => row.Kind == "Decision");
        Assert.Equal(("Roll back instead of patching forward", "https://example.com/graph", TimeSpan.FromMinutes(6)), (decision.Text, decision.Link, decision.Offset));

        var after = Build(Night().Add(70, new TimelineEntryKept(3, true)).Add(71, new TimelineEntryKept(5, false))).Timeline;
        Assert.Contains(after, row => row.Text == "Two reports from support");
        Assert.DoesNotContain(after, row => row.Kind == "Decision");
        Assert.DoesNotContain(after, row => row.Kind == "Postmortem");
    }

    [Fact]
    public void A_breach_of_the_service_stands_where_it_happened_unless_somebody_left_it_out()
    {
        ImmutableArray<TimelineEntry> said =
        [
            new() { Version = -1, Position = 900, Kind = TimelineKind.Breach, Headline = "Error rate over the limit", Actor = Actor.System, OccurredAt = Stream.At(3), RecordedAt = Stream.At(3), IsKeyMoment = true },
        ];
        PostmortemDocument Paper(Stream stream) => PostmortemDocumentBuilder.Build(stream.Incident, stream.Events, Stream.Runbooks, said, [], "UTC", Stream.At(120));
        var kinds = Paper(Night()).Timeline.Select(row => row.Kind).ToList();
        Assert.Equal(kinds.IndexOf("Breach") + 1, kinds.IndexOf("Severity"));
        Assert.DoesNotContain(Paper(Night().Add(70, new TimelineEntryKept(-1, false))).Timeline, row => row.Kind == "Breach");
    }

    [Fact]
    public void Command_passes_from_one_to_the_other_at_the_acceptance()
    {
        var roles = Build(Night()).Roles;
        Assert.Equal(
            [
                new DocumentRole("Incident Commander", "Maya Okafor", Stream.At(0), Stream.At(21)),
                new DocumentRole("Incident Commander", "Jonas Weber", Stream.At(21), Stream.At(58)),
            ],
            roles);
    }

    [Fact]
    public void A_given_reason_is_listed_with_what_it_was_for()
    {
        var given = Assert.Single(Build(Night()).Overrides);
        Assert.Equal(("Severity raised to SEV-1 Critical", "all regions"), (given.What, given.Reason));
    }

    [Fact]
    public void Whoever_writes_the_postmortem_reads_the_reason_beside_what_it_was_for()
    {
        var night = Night();
        var rows = PostmortemTimeline.Of(night.Incident, TimelineView.From(night.Events, _ => night.Incident.Runbook, "en").InOrderOfEvents());
        Assert.Equal("all regions", Assert.Single(rows, row => row.Text == "Severity raised to SEV-1 Critical").Why);
        Assert.All(rows.Where(row => row.Who == Actor.System.Name), row => Assert.Null(row.Why));
    }

    [Fact]
    public void A_resolution_against_the_proof_is_listed_with_what_spoke_against_it()
    {
        var paper = Build(Night().Add(57, new GuardOverridden([new(GuardPointKind.LineIsRed, "green", 6.8, "%"), new(GuardPointKind.CheckIsOpen, "look")], new Prose("The exporter lags")), reason: "The exporter lags"));
        var given = Assert.Single(paper.Overrides, row => row.Reason == "The exporter lags");
        Assert.Equal("Resolved before it was proved: green (it is 6.8\u00a0%)", given.What);
    }

    [Fact]
    public void Text_people_wrote_stands_in_the_runbooks_order_and_replaces_what_was_filled_in()
    {
        var paper = Build(Night()
            .Add(70, new PostmortemSectionSaved("impact", 1, new("Nobody could sign in.")))
            .Add(71, new PostmortemSectionSaved("went-wrong", 1, new("- no alert")))
            .Add(72, new PostmortemSectionSaved("root-cause", 1, new("first")))
            .Add(73, new PostmortemSectionSaved("root-cause", 2, new("second"))));
        Assert.Equal("Nobody could sign in.", paper.Impact);
        Assert.Equal(4, paper.Revision);
        Assert.Equal(["Root cause", "Detection", "Response", "What went well", "What went wrong"], paper.Sections.Select(section => section.Heading));
        Assert.Equal("second", paper.Sections[0].Markdown);
    }

    [Fact]
    public void An_open_incident_gives_a_paper_too()
    {
        var paper = Build(Stream.Declared(byAlert: true), atMinute: 3);
        Assert.True(paper.IsOpen);
        Assert.True(paper.DetectedByAlert);
        Assert.False(paper.DetectedByConsole);
        Assert.True(Build(Stream.Declared(byDetection: true), atMinute: 3).DetectedByConsole);
        Assert.Null(paper.Durations.ToAcknowledge);
        Assert.Equal(Stream.At(3), paper.MadeAt);
        Assert.NotEmpty(paper.Timeline);
    }
}
