using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Runbooks.Compiling;

namespace IncidentConsole.Tests.Runbooks.Procedures;

/// <summary>Steps that a person does without a command: those that change production are marked by their words, and say that it was read from them.</summary>
public sealed class ProseStepTests
{
    [Theory]
    [InlineData("## Sofortmaßnahmen (Workarounds)", "**Traffic drosseln oder abschalten**: Deny in `routing.yaml`", true)]
    [InlineData("## Sofortmaßnahmen (Workarounds)", "**Feature-Flags** deaktivieren, die Last erzeugen", true)]
    [InlineData("## Sofortmaßnahmen (Workarounds)", "Dashboard beobachten", false)]
    [InlineData("## Workarounds", "Disable the recommendations", true)]
    [InlineData("## Workarounds", "Delete the stuck jobs", true)]
    [InlineData("## Workarounds", "Tell the team", false)]
    [InlineData("## Rollback", "Deploy the last good release", true)]
    [InlineData("## Rollforward", "Fix-Branch bauen und deployen", true)]
    [InlineData("## Diagnosis", "Check which pods were stopped", false)]
    public void A_step_is_destructive_by_its_words(string heading, string step, bool destructive)
    {
        var compilation = Read.Compiled($"# R\n## Severity\n- **P1**: a\n- **P2**: b\n\n{heading}\n- {step}\n- Wait five minutes\n");
        var action = compilation.Runbook.Procedures.SelectMany(procedure => procedure.Actions).First();
        Assert.Equal((destructive, null), (action.IsDestructive, action.Command));
        var fact = compilation.Facts.Single(fact => fact.Kind == FactKind.Action && fact.Path.EndsWith($"/{action.Id}", StringComparison.Ordinal));
        Assert.Equal(destructive ? Certainty.Inferred : Certainty.Stated, fact.Certainty);
    }

    [Fact]
    public void Hauski_rolls_back_and_forward_with_steps_that_are_confirmed()
    {
        var runbook = Web.Runbooks.RunbookLibrary.Find("hauski").Runbook;
        Assert.All([ProcedureKind.Rollback, ProcedureKind.Rollforward], kind =>
            Assert.Contains(runbook.Procedures.Where(procedure => procedure.Kind == kind).SelectMany(procedure => procedure.Actions), action => action.IsDestructive && action.ConfirmedBy("index") == "index"));
        Assert.Equal(2, runbook.Procedures.Where(procedure => procedure.Kind == ProcedureKind.Workaround).SelectMany(procedure => procedure.Actions).Count(action => action.IsDestructive));
    }
}
