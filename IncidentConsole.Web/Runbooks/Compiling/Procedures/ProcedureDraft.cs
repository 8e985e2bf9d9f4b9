using System.Collections.Immutable;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>A procedure while it is read: each part is said with its line, ids are free in the whole runbook.</summary>
internal sealed class ProcedureDraft(Reading reading, string title, ProcedureKind kind, SourceLines lines)
{
    private readonly string id = Reading.Id(title, reading.Runbook.Procedures.Select(procedure => procedure.Id));
    private readonly List<(FactKind Kind, string Path, string Text, SourceLines Lines)> said = [];
    private readonly List<string> symptoms = [];
    private readonly List<ThresholdRule> thresholds = [];
    private readonly List<string> causes = [];
    private readonly List<RunbookAction> actions = [];
    private readonly List<Verification> checks = [];
    private readonly List<RunbookLink> related = [];

    public bool IsEmpty => actions.Count == 0 && symptoms.Count == 0;

    public void Symptom(string text, SourceLines at)
    {
        Say(FactKind.Symptom, $"symptoms/{symptoms.Count}", $"A sign of it: {text}", at);
        symptoms.Add(text);
        thresholds.AddRange(ThresholdText.Find(text).Select(found => found.Rule).Where(rule => !thresholds.Contains(rule)));
    }

    public void Cause(string text, SourceLines at)
    {
        Say(FactKind.Cause, $"likelyCauses/{causes.Count}", $"It may come from: {text}", at);
        causes.Add(text);
    }

    public void Action(RunbookAction action, SourceLines at)
    {
        var own = action with { Id = Reading.Id(action.Title, reading.Runbook.Procedures.SelectMany(procedure => procedure.Actions).Concat(actions).Select(other => other.Id)) };
        Say(FactKind.Action, $"actions/{own.Id}", $"{own.Title}{(own.Budget is { } budget ? $", within {Words.Say.Time(budget)}" : "")}", at);
        if (own.Command is not null)
        {
            Say(FactKind.Command, $"actions/{own.Id}/command", own.IsDestructive ? "changes or deletes something: confirmed by typing what it is aimed at" : own.IsReadOnly ? "only looks" : "changes something: asks for a reason", at);
        }

        actions.Add(own);
    }

    public void Check(string text, RunbookCommand? command, SourceLines at)
    {
        var taken = reading.Runbook.Procedures.SelectMany(procedure => procedure.Verifications).Concat(checks).Select(check => check.Id);
        var check = new Verification(Reading.Id($"{id}-{text}", taken), text) { Command = command, Criterion = ThresholdText.Find(text) is [{ IsJoint: false } only] ? only.Rule : null };
        Say(FactKind.Verification, $"verifications/{check.Id}", $"It worked when: {text}", at);
        checks.Add(check);
    }

    public void Related(RunbookLink link, SourceLines at)
    {
        Say(FactKind.Link, $"related/{related.Count}", $"See also: {link.Title}", at);
        related.Add(link);
    }

    /// <summary>Puts it into the runbook, unless it says nothing to do and nothing to see.</summary>
    public void Finish()
    {
        if (IsEmpty)
        {
            return;
        }

        reading.Note(FactKind.Procedure, $"procedures/{id}", $"{title}: {actions.Count} actions, {checks.Count} checks", lines);
        foreach (var (fact, path, text, at) in said)
        {
            reading.Fact(fact, path, text, at);
        }

        reading.Runbook = reading.Runbook with
        {
            Procedures = reading.Runbook.Procedures.Add(new Procedure(id, title)
            {
                Kind = kind,
                Symptoms = [.. symptoms],
                Thresholds = [.. thresholds],
                LikelyCauses = [.. causes],
                Actions = [.. actions],
                Verifications = [.. checks],
                Related = [.. related],
            }),
        };
    }

    private void Say(FactKind fact, string path, string text, SourceLines at) => said.Add((fact, $"procedures/{id}/{path}", text, at));
}
