using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Domain;

/// <summary>What the public is told, and when.</summary>
[Covers<PostUpdate>]
[Covers<WithdrawUpdate>]
[Covers<PublishUpdate>]
public sealed class UpdateTests
{
    private static readonly DateTimeOffset InTenSeconds = Story.Start.AddSeconds(10);

    public static UpdatePosted Posted(int number, PublicStatus status = PublicStatus.Investigating) =>
        new(number, status, new Prose("Title"), new Prose("We look into it"), [], Story.Start.AddMinutes(30), InTenSeconds);

    [Fact]
    public void The_mail_that_goes_with_an_update_is_taken_back_with_it() => Story.Commanded()
        .When(new PostUpdate(PublicStatus.Investigating, "We look into it") { Mail = new("[SEV-2] Checks fail", "We look into it. ETA: 04:00") })
        .ThenAccepted()
        .ThenIncident(incident => Assert.Equal("[SEV-2] Checks fail", Assert.Single(incident.Updates).MailSubject!.Text))
        .When(new UndoEntry(4)).Then(new UpdateWithdrawn(1));

    [Fact]
    public void A_mail_with_a_hole_in_it_does_not_go_out() => Story.Commanded()
        .When(new PostUpdate(PublicStatus.Investigating, "We look into it") { Mail = new("Checks fail", "ETA: {{eta}}") })
        .ThenRefused(RefusalKind.Invalid, "{{eta}}");

    [Fact]
    public void An_update_goes_out_ten_seconds_later_and_promises_the_next_by_the_cadence() => Story.Commanded()
        .When(new PostUpdate(PublicStatus.Investigating, " We look into it ", "Title"))
        .Then(Posted(1))
        .ThenIncident(incident => Assert.False(incident.IsPublic));

    [Fact]
    public void A_promise_of_ones_own_and_component_states() => Story.Commanded()
        .When(new PostUpdate(PublicStatus.Identified, "x", "Title", [new("cart", ComponentState.MajorOutage)], 45))
        .Then(new UpdatePosted(1, PublicStatus.Identified, new Prose("Title"), new Prose("x"), [new("cart", ComponentState.MajorOutage)], Story.Start.AddMinutes(45), InTenSeconds));

    [Fact]
    public void The_api_publishes_at_once() => Story.Commanded()
        .When(new PostUpdate(PublicStatus.Investigating, "We look into it", "Title") { GoesOutAtOnce = true })
        .Then(Posted(1) with { GoesOutAt = Story.Start }, new UpdateWentOut(1))
        .ThenIncident(incident => Assert.True(incident.IsPublic));

    [Fact]
    public void An_overdue_update_goes_out_at_once() => Story.Commanded().After(30 * 60)
        .When(new PostUpdate(PublicStatus.Investigating, "x", "Title"))
        .ThenIncident(incident => Assert.True(incident.IsPublic));

    [Fact]
    public void Nothing_overtakes_an_update_that_waits() => Story.Commanded().Given(Posted(1)).After(5)
        .When(new PostUpdate(PublicStatus.Identified, "x") { GoesOutAtOnce = true })
        .Then(new UpdatePosted(2, PublicStatus.Identified, null, new Prose("x"), [], Story.Start.AddSeconds(5).AddMinutes(30), InTenSeconds));

    [Fact]
    public void The_first_title_is_never_the_internal_one() => Story.Commanded()
        .When(new PostUpdate(PublicStatus.Investigating, "x"))
        .ThenIncident(incident => Assert.Equal("Service disruption", incident.Updates[0].Title?.Text))
        .When(new PostUpdate(PublicStatus.Investigating, "y"))
        .ThenIncident(incident => Assert.Null(incident.Updates[1].Title));

    [Fact]
    public void In_german_under_a_german_runbook() => Story.Commanded().When(new ChangeService("shop"))
        .When(new PostUpdate(PublicStatus.Investigating, "x"))
        .ThenIncident(incident => Assert.Equal("Störung", incident.Updates[0].Title?.Text));

    [Fact]
    public void Resolved_promises_nothing() => Story.Commanded().Given(new IncidentResolved(new Prose("x")))
        .When(new PostUpdate(PublicStatus.Resolved, "All good", "Title", default, 30))
        .ThenIncident(incident => Assert.Null(incident.Updates[0].NextUpdateAt));

    [Fact]
    public void Without_a_cadence_nothing_is_promised() => Story.Commanded(severity: 4)
        .When(new PostUpdate(PublicStatus.Investigating, "x"))
        .ThenIncident(incident => Assert.Null(incident.Updates[0].NextUpdateAt));

    [Fact]
    public void Refusals_of_an_update()
    {
        Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, " ")).ThenRefused(RefusalKind.Invalid, "update is empty");
        Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, new string('x', 5001))).ThenRefused(RefusalKind.Invalid, "5001 characters");
        Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, "x", new string('x', 201))).ThenRefused(RefusalKind.Invalid, "201 characters");
        Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, "{{impact}} on {{service}} {{impact}}", "{{title}}")).ThenRefused(RefusalKind.Invalid, "Fill in {{title}}, {{impact}}, {{service}} before");
        Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, "x", null, default, 0)).ThenRefused(RefusalKind.Invalid, "1 minute to 7 days");
        Story.Commanded().When(new PostUpdate(PublicStatus.Investigating, "x", null, [new("cart", ComponentState.Operational), new("cart", ComponentState.MajorOutage)])).ThenRefused(RefusalKind.Invalid, "\"cart\" two states");
    }

    [Fact]
    public void What_the_public_still_reads_can_be_ended_when_all_is_over()
    {
        var merged = Story.Commanded().Given(Posted(1), new UpdateWentOut(1), new IncidentMerged(new IncidentId("three"), 3));

        merged.When(new PostUpdate(PublicStatus.Monitoring, "x")).ThenRefused(RefusalKind.Conflict, "INC-3");
        merged.When(new PostUpdate(PublicStatus.Resolved, "See the other incident") { GoesOutAtOnce = true }).ThenAccepted();
        merged.When(new PostUpdate(PublicStatus.Resolved, "Again")).ThenRefused(RefusalKind.Conflict, "INC-3");
    }

    [Fact]
    public void The_communications_lead_posts_without_command() => Story.Commanded().Given(Someone.Bo.As(IncidentRole.CommunicationsLead))
        .When(new PostUpdate(PublicStatus.Investigating, "x"), Someone.Bo)
        .ThenAccepted();

    [Fact]
    public void A_posted_update_is_withdrawn() => Story.Commanded().Given(Posted(1))
        .When(new WithdrawUpdate(1))
        .Then(new UpdateWithdrawn(1))
        .When(new WithdrawUpdate(1))
        .ThenNothing()
        .After(10).When(new PublishUpdate(1), Someone.System)
        .ThenNothing();

    [Fact]
    public void What_is_public_is_not_withdrawn()
    {
        Story.Commanded().Given(Posted(1), new UpdateWentOut(1)).When(new WithdrawUpdate(1)).ThenRefused(RefusalKind.Conflict, "already public", "Post another");
        Story.Commanded().When(new WithdrawUpdate(1)).ThenRefused(RefusalKind.NotFound, "no update 1");
        Story.Commanded().Given(Posted(1)).When(new WithdrawUpdate(1), Someone.Bo).ThenRefused(RefusalKind.Forbidden, "not in command");
    }

    [Fact]
    public void The_console_publishes_when_the_time_has_come() => Story.Commanded().Given(Posted(1)).After(9)
        .When(new PublishUpdate(1), Someone.System)
        .ThenNothing()
        .After(1)
        .When(new PublishUpdate(1), Someone.System)
        .Then(new UpdateWentOut(1))
        .When(new PublishUpdate(1), Someone.System)
        .ThenNothing()
        .When(new PublishUpdate(1), Someone.Root)
        .ThenRefused(RefusalKind.Forbidden, "by itself");

    [Fact]
    public void A_mitigation_owes_the_public_an_update_written_after_it() => Story.Commanded()
        .Given(Posted(1), new UpdateWentOut(1), Posted(2)).After(3)
        .When(new Mitigate())
        .ThenIncident(incident => Assert.Equal(Story.Start.AddSeconds(3), incident.UpdateOwedSince))
        .Given(new UpdateWentOut(2))
        .ThenIncident(incident => Assert.NotNull(incident.UpdateOwedSince))
        .When(new PostUpdate(PublicStatus.Monitoring, "Better") { GoesOutAtOnce = true })
        .ThenIncident(incident => Assert.Null(incident.UpdateOwedSince));

    [Fact]
    public void The_public_is_owed_nothing_about_what_it_never_heard_of() => Story.Commanded()
        .When(new Mitigate())
        .ThenIncident(incident => Assert.Null(incident.UpdateOwedSince));
}
