using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Application.Drafts;

public sealed class UpdateDraftTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static Stream WithImpact() => Stream.Declared().Add(2, new ImpactChanged(new("1 in 15 permission checks fails"), 10000));

    private static Stream Published(Stream stream, double minute, int number, PublicStatus status, string title = "Permission checks fail") => stream
        .Add(minute, new UpdatePosted(number, status, new(title), new($"text {number}"), [new("checks", ComponentState.PartialOutage)], Stream.At(minute + 30), Stream.At(minute)))
        .Add(minute, new UpdateWentOut(number), Actor.System);

    private static UpdateDraft Draft(Stream stream, UpdateOccasion occasion, double minute = 7, int? minutes = null, Dictionary<string, string>? said = null) =>
        UpdateDraft.For(stream.Incident, occasion, Stream.At(minute), Berlin, minutes: minutes, said: said);

    [Fact]
    public void The_first_is_ready_once_the_impact_is_known()
    {
        var draft = Draft(WithImpact(), UpdateOccasion.First);

        Assert.Equal(
            "We are looking into a problem with inferadb: High error rate on permission checks. 1 in 15 permission checks fails. We will write again by 03:20 CET · 02:20 UTC.",
            draft.Text);
        Assert.Equal((PublicStatus.Investigating, 30, true), (draft.Status, draft.NextUpdateInMinutes, draft.CanPublish));
        Assert.Equal([15, 20, 30], draft.NextUpdateChoices);
        Assert.Equal("The runbook asks for an update every 15 min to 30 min at SEV-2.", draft.CadenceHint);
        Assert.Equal("High error rate on permission checks", draft.Title);
    }

    [Fact]
    public void What_nobody_knows_is_asked_for_and_blocks()
    {
        var draft = Draft(Stream.Declared(), UpdateOccasion.First);
        Assert.Equal("What people notice", Assert.Single(draft.Missing).Asks);
        Assert.False(draft.CanPublish);
        Assert.True(Draft(Stream.Declared(), UpdateOccasion.First, said: new() { ["impact"] = "Sign-in is slow" }).CanPublish);
    }

    [Fact]
    public void The_next_goes_on_from_what_was_published_and_names_no_cause_before_it_is_known()
    {
        var stream = Published(WithImpact(), 5, 1, PublicStatus.Investigating);
        var unknown = Draft(stream, UpdateOccasion.Next, 20);
        Assert.Equal("Permission checks fail", unknown.Title);
        Assert.Equal([new ComponentChange("checks", ComponentState.PartialOutage)], unknown.Components);
        Assert.DoesNotContain("cause", unknown.Text, StringComparison.Ordinal);

        var known = Draft(stream.Add(21, new StatusChanged(IncidentStatus.Investigating, IncidentStatus.Identified)), UpdateOccasion.Next, 22, minutes: 15);
        Assert.Equal(PublicStatus.Identified, known.Status);
        Assert.Equal(["cause", "plan"], known.Missing.Select(placeholder => placeholder.Name));
        Assert.Equal(Stream.At(37), known.NextUpdateAt);
    }

    [Fact]
    public void Mitigated_proposes_monitoring_and_resolved_promises_no_next_update()
    {
        var stream = Published(WithImpact(), 5, 1, PublicStatus.Investigating).Add(30, new IncidentMitigated());
        Assert.Equal(UpdateOccasion.Mitigated, UpdateDraft.OccasionOf(stream.Incident));
        Assert.Equal((PublicStatus.Monitoring, TemplateKind.MonitoringUpdate), (Draft(stream, UpdateOccasion.Mitigated, 31).Status, Draft(stream, UpdateOccasion.Mitigated, 31).Template));

        stream.Add(60, new IncidentResolved(new("Rolled back to 2.13.6")));
        Assert.Equal(UpdateOccasion.Resolved, UpdateDraft.OccasionOf(stream.Incident));
        var resolved = Draft(stream, UpdateOccasion.Resolved, 61, minutes: 15);
        Assert.Equal((PublicStatus.Resolved, null, null), (resolved.Status, resolved.NextUpdateInMinutes, resolved.NextUpdateAt));
        Assert.Contains("It lasted 1 h.", resolved.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Occasions()
    {
        Assert.Equal(UpdateOccasion.First, UpdateDraft.OccasionOf(Stream.Declared().Incident));
        Assert.Equal(UpdateOccasion.Next, UpdateDraft.OccasionOf(Published(Stream.Declared(), 5, 1, PublicStatus.Investigating).Incident));
        Assert.Equal(
            UpdateOccasion.Next,
            UpdateDraft.OccasionOf(Published(Published(Stream.Declared(), 5, 1, PublicStatus.Investigating).Add(30, new IncidentMitigated()), 31, 2, PublicStatus.Monitoring).Incident));
    }

    [Fact]
    public void A_redacted_title_is_proposed_to_nobody()
    {
        var stream = Stream.Declared();
        var redacted = stream.Incident with { Title = Prose.Redacted };
        Assert.Equal("", UpdateDraft.For(redacted, UpdateOccasion.First, Stream.At(1), Berlin).Title);
    }

    [Theory]
    [InlineData("Fixed by {{release}}", 1)]
    [InlineData("All is well.", 0)]
    public void An_edited_text_is_checked_too(string text, int missing) => Assert.Equal(missing, UpdateDraft.MissingIn(text).Length);

    [Fact]
    public void An_e_mail_has_its_subject_filled()
    {
        var mail = Message.Of(Published(WithImpact(), 5, 1, PublicStatus.Investigating).Incident, TemplateKind.StakeholderEmail, Stream.At(6), Berlin, new Dictionary<string, string> { ["summary"] = "We look into it", ["commander"] = "Maya" });
        Assert.Equal("[SEV-2] Investigating: High error rate on permission checks", mail.Subject);
        Assert.Empty(mail.Missing);
        Assert.Contains("Next update: 03:18 CET · 02:18 UTC", mail.Body, StringComparison.Ordinal);
    }
}
