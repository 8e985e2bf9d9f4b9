using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Tests.Application.Drafts;

public sealed class UpdateMailTests
{
    private const string Kaizen = "Severity: {{severity}}\nStatus: {{status}}\nImpact: {{impact}}\nETA: {{eta}}\nDelay: {{cause_of_delay}}\n\nDetails:\n{{update}}";

    private static UpdateMail Mail(Incident incident, DateTimeOffset? next = null, Dictionary<string, string>? said = null) =>
        UpdateMail.For(incident, PublicStatus.Identified, "We found the cause.", next, Stream.At(10), GermanNight.Berlin, said);

    [Fact]
    public void The_runbooks_mail_carries_the_update_and_names_the_facts_it_leaves_out()
    {
        var mail = Mail(Stream.Declared().Incident, Stream.At(40));
        Assert.Equal("[SEV-2] Identified: High error rate on permission checks", mail.Subject);
        Assert.Equal(
            "We found the cause.\n\nIssue: High error rate on permission checks\nStatus: Identified\nStarted: 02:43 CET · 01:43 UTC\nNext update: 03:23 CET · 02:23 UTC", mail.Body);
        Assert.Equal(["impact", "summary", "commander"], mail.LeftOut.Select(value => value.Name));
        Assert.Empty(mail.Missing);
    }

    [Fact]
    public void What_only_a_person_can_say_is_asked_for_by_name_and_blocks()
    {
        var mail = Mail(With(Kaizen));
        Assert.Equal([("eta", "When it should work again"), ("cause_of_delay", "Cause of delay")], mail.Missing.Select(value => (value.Name, value.Asks)));
        Assert.Equal(1, mail.Body.Split("We found the cause.").Length - 1);

        var complete = Mail(With(Kaizen), said: new() { ["eta"] = "04:00 CET", ["cause_of_delay"] = "The vendor sleeps" });
        Assert.Empty(complete.Missing);
        Assert.Contains("ETA: 04:00 CET\nDelay: The vendor sleeps", complete.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_person_no_placeholder_is_ever_sent()
    {
        var mail = Mail(With(Kaizen)).WithoutMissing();
        Assert.Equal("Severity: SEV-2 High\nStatus: Investigating\n\nDetails:\nWe found the cause.", mail.Body);
    }

    [Fact]
    public void A_last_update_promises_nothing() =>
        Assert.DoesNotContain("Next update", Mail(Stream.Declared().Add(1, new UpdatePosted(1, PublicStatus.Investigating, null, new("x"), [], Stream.At(30), Stream.At(1))).Incident).Body, StringComparison.Ordinal);

    private static Incident With(string mail)
    {
        var incident = Stream.Declared().Incident;
        return incident with { Runbook = incident.Runbook with { Communication = new() { Templates = [new(TemplateKind.StakeholderEmail, "E-mail", mail, "[{{severity_label}}] {{title}}")] } } };
    }
}
