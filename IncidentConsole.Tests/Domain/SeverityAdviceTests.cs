using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Duties;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Tests.Domain;

[Covers<AdviseSeverity>]
[Covers<EndSeverityAdvice>]
[Covers<KeepSeverity>]
public sealed class SeverityAdviceTests
{
    private static readonly ImmutableArray<MetricEvidence> Evidence = [new("p95", "p95", Comparison.Above, 750, 850, "ms", Budget: 250, Since: Story.Start.AddMinutes(-6))];

    [Fact]
    public void The_metrics_say_it_once_and_again_only_when_they_mean_worse() => Story.Commanded(severity: 3)
        .When(new AdviseSeverity(2, Evidence), Someone.System).Then(new SeverityAdvised(2, Evidence))
        .When(new AdviseSeverity(2, Evidence), Someone.System).ThenNothing()
        .When(new AdviseSeverity(1, Evidence), Someone.System).Then(new SeverityAdvised(1, Evidence))
        .When(new AdviseSeverity(2, Evidence), Someone.System).ThenNothing();

    [Fact]
    public void It_never_lowers_and_never_repeats_what_people_said() => Story.Commanded(severity: 2)
        .When(new AdviseSeverity(2, Evidence), Someone.System).ThenNothing()
        .When(new AdviseSeverity(3, Evidence), Someone.System).ThenNothing()
        .ThenIncident(incident => Assert.Equal(2, incident.Severity));

    [Fact]
    public void Raising_answers_it() => Story.Commanded(severity: 3)
        .Given(new SeverityAdvised(2, Evidence))
        .When(new ChangeSeverity("SEV-2")).ThenAccepted()
        .ThenIncident(incident => Assert.Null(incident.Advice));

    [Fact]
    public void Raising_less_far_does_not() => Story.Commanded(severity: 3)
        .Given(new SeverityAdvised(1, Evidence))
        .When(new ChangeSeverity("SEV-2")).ThenAccepted()
        .ThenIncident(incident => Assert.Equal(1, incident.Advice?.Rank));

    [Fact]
    public void Keeping_the_severity_needs_a_reason_and_who_commands() => Story.Commanded(severity: 3)
        .Given(new SeverityAdvised(1, Evidence))
        .When(new KeepSeverity()).ThenRefused(RefusalKind.ReasonRequired, "stays SEV-3", "say SEV-1")
        .When(new KeepSeverity { Reason = "One tenant only" }, Someone.Cy).ThenAccepted()   // another commander, with a reason
        .ThenIncident(incident => Assert.Equal("Cy", incident.Advice?.DeclinedBy?.Name))
        .When(new KeepSeverity { Reason = "Again" }).ThenNothing()
        .When(new AdviseSeverity(1, Evidence), Someone.System).ThenNothing();

    [Fact]
    public void Only_the_console_says_what_the_metrics_mean() => Story.Commanded(severity: 3)
        .When(new AdviseSeverity(1, Evidence)).ThenRefused(RefusalKind.Forbidden, "by itself")
        .Given(new SeverityAdvised(1, Evidence))
        .When(new EndSeverityAdvice()).ThenRefused(RefusalKind.Forbidden, "by itself")
        .When(new EndSeverityAdvice(), Someone.System).Then(new SeverityAdviceEnded(1))
        .When(new EndSeverityAdvice(), Someone.System).ThenNothing();

    [Fact]
    public void Do_next_asks_until_it_is_answered()
    {
        var story = Story.Commanded(severity: 3).Given(new SeverityAdvised(1, Evidence));
        var duty = Assert.Single(Duties(story), duty => duty.Kind == DutyKind.Severity);
        Assert.Equal(("Raise to SEV-1: the metrics say it", "p95 is 3.4 times its budget for 6 min", DutyAction.RaiseSeverity, DutyAction.KeepSeverity), (duty.Text, duty.Detail, duty.Primary, duty.Secondary));
        Assert.DoesNotContain(Duties(story.When(new KeepSeverity { Reason = "One tenant only" })), duty => duty.Kind == DutyKind.Severity);
    }

    [Theory]
    [InlineData("en", "Error rate is 6.8\u00a0%, over 5\u00a0% now")]
    [InlineData("de", "Error rate: 6,8\u00a0%, Grenze 5\u00a0% jetzt")]
    public void A_plain_limit_is_said_with_its_unit(string language, string words) =>
        Assert.Equal(words, EvidenceWords.Of(new("e", "Error rate", Comparison.Above, 5, 6.8, "%"), Story.Start, language));

    [Theory]
    [InlineData("en", "/ready is failing for 5 min")]
    [InlineData("de", "/ready schlägt fehl seit 5 min")]
    public void A_probe_that_is_not_ready_is_no_figure_to_read(string language, string words) =>
        Assert.Equal(words, EvidenceWords.Of(new("ready", "/ready", Comparison.Below, 1, 0, "", null, Story.Start), Story.Start.AddMinutes(5), language));

    /// <summary>It got worse since the advice: the words beside the live figure must not say less than it.</summary>
    [Fact]
    public void An_advice_that_stands_is_said_with_the_value_of_now()
    {
        var advice = new SeverityAdvice(1, [new("p95", "p95", Comparison.Above, 450, 458, "ms", 150)], Story.Start);
        var signal = new Signal("p95", "s", "p95", "ms", new PushedSource(), GoodDirection.Low, 0, [new(1, 450)], null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        var now = Story.Start.AddMinutes(4);
        string Said(double value, TimeSpan age) => EvidenceWords.Now(advice, MetricVerdict.Of([SignalVerdict.Of(signal, new Sample(now - age, value), now)]), now);
        Assert.Equal("p95 is 6.4 times its budget for 4 min", Said(961, TimeSpan.Zero));
        Assert.Equal("p95 is 3.1 times its budget for 4 min", Said(961, TimeSpan.FromMinutes(2)));   // not fresh: what it was
        Assert.Equal("p95 is 3.1 times its budget for 4 min", Said(300, TimeSpan.Zero));             // back within: until the advice is taken back
        Assert.Equal("p95 is 3.1 times its budget now", EvidenceWords.Now(advice, null, Story.Start.AddSeconds(20)));
    }

    [Fact]
    public void A_title_leaves_out_how_long_and_the_record_adds_the_figures()
    {
        var evidence = new MetricEvidence("p95", "p95", Comparison.Above, 300, 430, "ms", 150, Story.Start);
        Assert.Equal("p95 is 2.9 times its budget", EvidenceWords.What(evidence));
        Assert.Equal("p95 is 2.9 times its budget for 2 min (430\u00a0ms, limit 300\u00a0ms)", EvidenceWords.InFull(evidence, Story.Start.AddSeconds(155)));
        Assert.Equal("p95 liegt beim 2,9-Fachen seines Budgets seit 2 min (430\u00a0ms, Grenze 300\u00a0ms)", EvidenceWords.InFull(evidence, Story.Start.AddSeconds(155), "de"));
    }

    private static IReadOnlyList<Duty> Duties(Story story) => DoNext.All(story.Incident, DeadlineSchedule.For(story.Incident), story.Now, new Viewer("ada", AccessRole.Commander));
}
