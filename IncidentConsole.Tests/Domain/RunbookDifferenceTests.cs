using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Runbooks.Exact;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Domain;

/// <summary>What the publish screen says about a new version.</summary>
public sealed class RunbookDifferenceTests
{
    private static readonly Runbook Old = TestRunbooks.Standard;

    [Fact]
    public void The_same_runbook_changes_nothing() => Assert.Empty(RunbookDifference.Between(Old, RunbookJson.Read(RunbookJson.Write(Old))));

    [Fact]
    public void A_clock_is_said_in_words() => Assert.Equal(
        ["SEV-2 answers within 5 min, was 15 min", "SEV-4 has no response time, was \"answers on the next business day\""],
        Words(Old with
        {
            Severities = new(
            [
                Old.Severities[1], Old.Severities[2] with { Response = ResponseTarget.Elapsed(TimeSpan.FromMinutes(5)) },
                Old.Severities[3], Old.Severities[4] with { Response = ResponseTarget.None },
            ]),
        }));

    [Fact]
    public void Steps_items_and_cadence_say_what_came_and_went() => Assert.Equal(
        [
            "VP: when: 30 min without an acknowledgement, was 15 min without an acknowledgement",
            "Vendor is gone",
            "Phase \"First five minutes\": \"Breathe\" is new",
            "Phase \"First five minutes\": \"Fetch coffee\" is gone",
            "Updates: SEV-3 every 1 h, was SEV-3 every 1 h to 2 h",
        ],
        Words(Old with
        {
            Escalation = new([.. Old.Escalation.Steps.RemoveAt(9).Select(step => step.Id == "page-vp" ? step with { After = TimeSpan.FromMinutes(30) } : step)]),
            Checklist = [Old.Checklist[0] with { Items = [Old.Checklist[0].Items[0], new("breathe", "Breathe")] }, .. Old.Checklist.Skip(1)],
            Communication = Old.Communication with { Cadences = [Old.Communication.Cadences[0], Old.Communication.Cadences[1] with { Longest = TimeSpan.FromHours(1) }] },
        }));

    [Fact]
    public void A_changed_command_shows_both_and_a_long_text_is_only_named()
    {
        var procedure = Old.Procedures[0];
        var now = Old with
        {
            Scope = new string('x', 400),
            Procedures = [procedure with { Actions = [procedure.Actions[0] with { Command = new("kubectl logs -f") }, procedure.Actions[1], procedure.Actions[2] with { RaisesLimit = false }] }],
        };

        Assert.Equal(
            [
                $"Scope: {new string('x', 160)} … (new)",
                "\"High error rate\": action \"Read the logs\", command: kubectl logs -f (bash), was kubectl logs (bash)",
                "\"High error rate\": action \"Raise the limit\", raises a limit: no, was yes",
            ],
            Words(now));
        Assert.Contains("Scope: reworded", RunbookDifference.Between(now, now with { Scope = "short" }).Select(change => change.Words));
    }

    [Fact]
    public void Another_order_is_a_change() => Assert.Equal(["In another order: Phase \"Follow up\", Phase \"Later\", Phase \"First five minutes\""], Words(Old with { Checklist = [.. Old.Checklist.Reverse()] }));

    [Fact]
    public void No_difference_of_the_stored_form_goes_unsaid()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var (old, now) = (RandomRunbook.Of(seed), RandomRunbook.Tweaked(seed));
            Assert.Equal(RunbookJson.KeyOf(old) != RunbookJson.KeyOf(now), !RunbookDifference.Between(old, now).IsEmpty);
        }
    }

    private static ImmutableArray<string> Words(Runbook now) => [.. RunbookDifference.Between(Old, now).Select(change => change.Words)];
}
