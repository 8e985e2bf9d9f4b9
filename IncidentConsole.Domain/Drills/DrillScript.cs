using System.Globalization;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Drills;

/// <summary>Something a simulated person does once its time has come.</summary>
/// <param name="Id">Unique within the drill.</param>
/// <param name="At">Time in the play.</param>
public sealed record DrillLine(string Id, TimeSpan At, Actor By, SimulatedAct Act);

/// <summary>
/// What the simulated people do and when. Pure, made from the play, the seed and what has happened so far; what was played is in the log,
/// so that a restart in the middle goes on with the next line.
/// </summary>
public static class DrillScript
{
    private static readonly TimeSpan AnswerFrom = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(140);
    private static readonly TimeSpan TakesCommandAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KeepsCommandFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstFinding = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BetweenFindings = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan AsksEvery = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan NewsIsFresh = TimeSpan.FromMinutes(6);
    private const int MostFindings = 5;

    /// <summary>A drill that everybody left is not asked for news for ever.</summary>
    private const int MostAsked = 12;

    /// <summary>One call in so many is not answered, so that the ladder is practised too.</summary>
    private const double Unanswered = 0.2;

    private static readonly Actor OnCall = Actor.Simulated("On-call engineer");
    private static readonly Actor Desk = Actor.Simulated("Customer desk");

    /// <summary>The lines whose time has come and that were not played, in their order.</summary>
    /// <param name="past">Events of the incident that is played; empty for a procedure.</param>
    public static IReadOnlyList<DrillLine> Due(Incident incident, IReadOnlyList<RecordedEvent> past, DateTimeOffset now)
    {
        if (incident is not { IsOpen: true, Drill: { IsPaused: false } drill })
        {
            return [];
        }

        var play = drill.At(now);
        return [.. Answers(incident, drill).Concat(HandOvers(incident, drill)).Concat(Findings(incident)).Concat(News(incident, drill, play)).Concat(Recovery(incident)).Concat(Past(drill, past))
            .Where(line => line.At <= play && !drill.Played.Contains(line.Id))
            .OrderBy(line => line.At).ThenBy(line => line.Id, StringComparer.Ordinal)];
    }

    private static IEnumerable<DrillLine> Answers(Incident incident, DrillState drill) =>
        from step in incident.Ladder.Values
        where step.IsWaiting && step.CalledAt is not null
        let id = string.Create(CultureInfo.InvariantCulture, $"answer:{step.StepId}:{step.Calls}")
        where DrillFigures.Chance(incident, id) >= Unanswered
        let target = incident.Runbook.Escalation.Find(step.StepId)?.Target ?? step.StepId
        select new DrillLine(id, drill.At(step.CalledAt!.Value) + AnswerFrom + ((AnswerWithin - AnswerFrom) * DrillFigures.Chance(incident, id + ":delay")), Actor.Simulated(target), new SimulatedAnswer(step.StepId));

    private static IEnumerable<DrillLine> HandOvers(Incident incident, DrillState drill)
    {
        if (incident.HandOver is { } waiting && SimulatedPeople.Colleagues.FirstOrDefault(who => who.Id == waiting.ToPersonId) is { } to)
        {
            yield return new DrillLine($"accept:{waiting.ProposedAt.UtcTicks}", drill.At(waiting.ProposedAt) + TakesCommandAfter, to, new SimulatedAccept());
        }

        if (incident is { HandOver: null, Commander: { } commander } && SimulatedPeople.Colleagues.FirstOrDefault(who => who.Id == commander.PersonId) is { } holder && incident.DeclaredBy.IsPerson)
        {
            yield return new DrillLine($"back:{commander.Since.UtcTicks}", drill.At(commander.Since) + KeepsCommandFor, holder, new SimulatedHandBack(
                incident.DeclaredBy.Id, incident.DeclaredBy.Name, "I kept things as you handed them over. Nothing new was decided; look at the timeline for what came in."));
        }
    }

    private static IEnumerable<DrillLine> Findings(Incident incident)
    {
        if (incident.Drill!.Play is not { Source: DrillSource.Procedure, ProcedureId: { } id } || incident.Runbook.FindProcedure(id) is not { } procedure)
        {
            yield break;
        }

        var german = incident.Runbook.Language == "de";
        var texts = procedure.Symptoms.Select(symptom => german ? $"Ich sehe: {symptom}" : $"I see this: {symptom}")
            .Concat(procedure.LikelyCauses.Select(cause => german ? $"Das könnte es sein: {cause}" : $"This may be it: {cause}"))
            .DefaultIfEmpty(german ? $"Das sieht nach „{procedure.Title}“ aus." : $"This looks like \"{procedure.Title}\".");
        foreach (var (index, text) in texts.Take(MostFindings).Index())
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"finding:{index}");
            yield return new DrillLine(line, FirstFinding + (index * BetweenFindings) + (TimeSpan.FromSeconds(60) * DrillFigures.Chance(incident, line)), OnCall, new SimulatedNote(NoteKind.Note, text));
        }
    }

    /// <summary>Who waits for news asks, unless there were some.</summary>
    private static IEnumerable<DrillLine> News(Incident incident, DrillState drill, TimeSpan play)
    {
        var asked = (int)(play / AsksEvery);
        var told = incident.Updates.FindLast(update => update.State != UpdateState.Withdrawn) is { } last ? drill.At(last.PostedAt) : (TimeSpan?)null;
        var at = asked * AsksEvery;
        if (asked is > 0 and <= MostAsked && !(at - told < NewsIsFresh))
        {
            yield return new DrillLine(string.Create(CultureInfo.InvariantCulture, $"news:{asked}"), at, Desk, new SimulatedNote(NoteKind.Note, incident.Runbook.Language == "de"
                ? "Kunden fragen, was los ist. Was dürfen wir sagen, und wann hören wir wieder von euch?"
                : "Customers ask what is going on. What may we tell them, and when do we hear from you again?"));
        }
    }

    private static IEnumerable<DrillLine> Recovery(Incident incident)
    {
        if (incident.Drill!.KeyDoneAt is not null && DrillFigures.HealsAt(incident) is { } heals)
        {
            yield return new DrillLine("recovery", heals + TimeSpan.FromSeconds(90), OnCall, new SimulatedNote(NoteKind.Note, incident.Runbook.Language == "de"
                ? "Die Messwerte gehen zurück. Ich beobachte sie weiter."
                : "The figures come back. I keep watching them."));
        }
    }

    /// <summary>What others wrote then, at the same time in the play; what the commanders did is the trainee's to do.</summary>
    private static IEnumerable<DrillLine> Past(DrillState drill, IReadOnlyList<RecordedEvent> past)
    {
        var commanders = past.Select(recorded => recorded.Event switch
        {
            RoleAssigned { Role: IncidentRole.Commander } role => role.PersonId,
            CommandTaken taken => taken.PersonId,
            HandOverAccepted accepted => accepted.ToPersonId,
            _ => null,
        }).OfType<string>().ToHashSet();
        return from recorded in past
               let note = recorded.Event as NoteAdded
               let text = note?.Text.Text
               where text is not null && recorded.Actor.IsPerson && !commanders.Contains(recorded.Actor.Id)
               select new DrillLine(
                   string.Create(CultureInfo.InvariantCulture, $"past:{recorded.Version}"),
                   recorded.OccurredAt - drill.Play.PastFrom!.Value > TimeSpan.Zero ? recorded.OccurredAt - drill.Play.PastFrom!.Value : TimeSpan.Zero,
                   Actor.Simulated(recorded.Actor.Name), new SimulatedNote(note!.Kind, text));
    }

    /// <summary>The action whose confirmation mends it: the last that changes something and always applies.</summary>
    public static string? KeyAction(Procedure procedure) =>
        (procedure.Actions.LastOrDefault(action => action is { IsReadOnly: false, RaisesLimit: false, Condition: null })
            ?? procedure.Actions.LastOrDefault(action => !action.IsReadOnly)
            ?? procedure.Actions.LastOrDefault())?.Id;
}
