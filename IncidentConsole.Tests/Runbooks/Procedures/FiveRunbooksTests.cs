using System.Text;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Tests.Runbooks.Compiling;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Procedures;

/// <summary>What the five runbooks say about doing, in the library and in the originals where they lie beside the checkout.</summary>
public sealed class FiveRunbooksTests
{
    [Theory]
    [InlineData("library")]
    [InlineData("original")]
    public void Wp_chat(string which)
    {
        var runbook = Compiled(which, "wp-chat");
        var scenarios = runbook.Procedures.Where(procedure => procedure.Kind == ProcedureKind.Scenario).ToList();
        Assert.Equal(8, runbook.QuickReferences.Length);
        Assert.Equal((8, 24), (scenarios.Count, scenarios.Sum(procedure => procedure.Actions.Length)));
        var actions = scenarios.SelectMany(procedure => procedure.Actions).ToList();
        Assert.Equal((30, 1800), ((int)actions.Min(action => action.Budget!.Value).TotalSeconds, (int)actions.Max(action => action.Budget!.Value).TotalSeconds));
        Assert.Equal("http://localhost:8080/admin/canary/emergency-stop", actions.First(action => action.Target == "emergency-stop").Request!.Url);
        Assert.Equal(["<ATTACKER_IP>"], actions.Single(action => action.Target == "<ATTACKER_IP>").Command!.Placeholders);
        Assert.Equal("data/index/wp.faiss", actions.Single(action => action.Budget == TimeSpan.FromSeconds(300)).Target);
        Assert.Equal(["p95 latency", "Success rate", "Memory usage"], scenarios.SelectMany(procedure => procedure.Thresholds).Select(rule => rule.Metric));
        Assert.Equal([5, 5], runbook.Checklist.Where(phase => phase.Anchor == ChecklistAnchor.Resolved).Select(phase => phase.Items.Length));
    }

    [Theory]
    [InlineData("library")]
    [InlineData("original")]
    public void Inferadb(string which)
    {
        var runbook = Compiled(which, "inferadb");
        Assert.Equal([(0, 5), (5, 15), (15, 30), (30, null), (1440, 2880)], runbook.Checklist.Select(phase => ((int)phase.From!.Value.TotalMinutes, (int?)phase.To?.TotalMinutes)));
        Assert.Equal([4, 5, 4, 4, 4], runbook.Checklist.Select(phase => phase.Items.Length));
        Assert.Contains(runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action.IsDestructive && action.Target == "pod/<pod-name>");
        Assert.True(runbook.Procedures.SelectMany(procedure => procedure.Actions).Count(action => action.Condition is not null) >= 3);
        Assert.Contains(runbook.Procedures, procedure => procedure.Related.Any(link => link is { Target: "service-outage.md", Kind: RunbookLinkKind.Runbook }));
    }

    [Theory]
    [InlineData("library")]
    [InlineData("original")]
    public void Hafnium(string which)
    {
        var runbook = Compiled(which, "hafnium");
        Assert.Equal(4, runbook.Procedures.Count(procedure => procedure.Kind == ProcedureKind.Scenario));
        Assert.Equal(2, runbook.Procedures.Count(procedure => procedure.Kind == ProcedureKind.Rollback));
        var rollback = runbook.Procedures.First(procedure => procedure.Kind == ProcedureKind.Rollback);
        Assert.Equal(["<service>", "<N>"], rollback.Actions.SelectMany(action => action.Command!.Placeholders).Distinct());
        Assert.Single(rollback.Verifications);
        Assert.Contains(runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action.Target == "deployment/api-gateway");
        Assert.Contains(runbook.Checklist, phase => phase.Anchor == ChecklistAnchor.Resolved && phase.Items.Length == 4);
    }

    [Theory]
    [InlineData("library")]
    [InlineData("original")]
    public void Kaizen(string which)
    {
        var runbook = Compiled(which, "kaizen");
        Assert.Contains(runbook.Checklist, phase => phase.From == TimeSpan.Zero && phase.To == TimeSpan.FromMinutes(5));
        Assert.Contains(runbook.Procedures, procedure => procedure.Kind == ProcedureKind.Rollback && procedure.Actions.Any(action => action.Target == "deployment/kaizen"));
        Assert.Contains(runbook.Procedures, procedure => procedure.Title == "High Error Rate" && procedure.Actions.Length >= 4);
        Assert.Contains(runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action.Target == "pod/<pod-name>");
    }

    [Theory]
    [InlineData("library")]
    [InlineData("original")]
    public void Hauski(string which)
    {
        var runbook = Compiled(which, "hauski");
        Assert.Superset(new HashSet<ProcedureKind> { ProcedureKind.Workaround, ProcedureKind.Rollback, ProcedureKind.Rollforward }, runbook.Procedures.Select(procedure => procedure.Kind).ToHashSet());
        Assert.Single(runbook.Procedures.SelectMany(procedure => procedure.Actions), action => action.RaisesLimit);
        Assert.True(runbook.DocumentsWorkaround);
        Assert.Contains(runbook.Checklist, phase => phase.Items.Length == 5 && phase.Items.All(item => item.IsRequired));
    }

    [Fact]
    public void Mojibake_and_other_line_ends_change_nothing_of_it()
    {
        var plain = Source("original", "wp-chat");
        var expected = Of(Read.Runbook(plain));
        Assert.Equal(expected, Of(Read.Runbook(plain.Replace("\n", "\r\n", StringComparison.Ordinal))));
        Assert.Equal(expected, Of(Read.Runbook(Source("original", "wp-chat.mojibake"))));
    }

    private static string Of(Runbook runbook) => Encoding.UTF8.GetString(RunbookJson.Write(runbook with { References = [] }));

    private static Runbook Compiled(string which, string name) => Read.Runbook(Source(which, name));

    private static string Source(string which, string name)
    {
        var folder = which == "library" ? Path.Combine(Sources.Root, "IncidentConsole.Web", "Runbooks", "Library") : Originals();
        Assert.SkipWhen(folder is null, "The original runbooks do not lie beside this checkout.");
        return File.ReadAllText(Path.Combine(folder!, $"{name}.md"));
    }

    private static string? Originals()
    {
        for (var folder = Directory.GetParent(Sources.Root); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "shared", "runbooks") is var originals && Directory.Exists(originals))
            {
                return originals;
            }
        }

        return null;
    }
}
