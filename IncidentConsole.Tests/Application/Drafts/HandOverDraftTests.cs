using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Application.Drafts;

public sealed class HandOverDraftTests
{
    private static string Draft(Stream stream, double minute) => HandOverDraft.For(
        stream.Incident, TimelineView.From(stream.Events, Stream.Runbooks).Entries, Stream.At(minute), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    [Fact]
    public void The_brief_says_state_done_next_and_contact()
    {
        var brief = Draft(
            Stream.Declared()
                .Add(0, new RoleAssigned(IncidentRole.Commander, "maya", "Maya Okafor"))
                .Add(5, new SeverityChanged(2, 1)).Add(5.1, new SeverityChangeUndone(3, 2))
                .Add(15, new StepEscalated("sev-2-notify-platform-team-lead", "Platform team lead", EscalationCause.Elapsed, [new("t", "Tomasz Lis")]))
                .Add(27, new NoteAdded(NoteKind.Decision, new("Roll back to 2.13.6")))
                .Add(28, new ActionStarted("quick-wins", "roll-back-helm", new("helm rollback inferadb -n inferadb")))
                .Add(29, new ImpactChanged(new("1 in 15 checks fails."), 10000)),
            30);

        Assert.Equal(
            """
            Incident: INC-7 High error rate on permission checks
            Severity: SEV-2 High
            Status: Investigating
            Current state: Investigating, 30 min since detection. 1 in 15 checks fails (about 10 000 users).
            Actions taken:
            - 02:58 Notified Tomasz Lis (Platform team lead)
            - 03:10 Decision: Roll back to 2.13.6
            - 03:11 Started: Roll back Helm: helm rollback inferadb -n inferadb
            Next steps:
            - Get Tomasz Lis (Platform team lead) to acknowledge
            - Confirm or skip: Roll back Helm
            - Acknowledge alert
            - Post in #incidents
            - Determine severity
            - Begin investigation
            - Check pods
            - Review logs
            - and 11 more
            Contact: Maya Okafor
            """,
            brief.Replace('\u202f', ' '));
    }

    [Fact]
    public void With_nothing_done_it_says_so() => Assert.Contains("Actions taken:\n- nothing recorded", Draft(Stream.Declared(), 1), StringComparison.Ordinal);
}
