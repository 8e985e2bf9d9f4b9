using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What a simulated person can do.</summary>
public abstract record SimulatedAct;

/// <summary>Answers the call of an escalation step.</summary>
public sealed record SimulatedAnswer(string StepId) : SimulatedAct;

public sealed record SimulatedNote(NoteKind Kind, string Text) : SimulatedAct;

/// <summary>Takes command, where it was handed over to this person.</summary>
public sealed record SimulatedAccept : SimulatedAct;

/// <summary>Hands command back to who gave it.</summary>
public sealed record SimulatedHandBack(string PersonId, string PersonName, string Brief) : SimulatedAct;

/// <summary>A simulated person plays a line of the script: once, in a drill that is open and not paused, and only while it still fits.</summary>
/// <param name="Line">Unique within the drill.</param>
public sealed record PlayDrillLine(string Line, SimulatedAct Act) : IncidentIntent
{
    public override Right Right => Right.Respond;

    public override Decision Decide(Incident incident, Situation situation)
    {
        if (situation.Actor.Kind != ActorKind.Simulated || incident.Drill is not { } drill)
        {
            return Decision.Refuse(RefusalKind.Forbidden, "Only simulated people play lines, and only in a drill. Write a note.");
        }

        return incident.IsOpen && !drill.IsPaused && !drill.Played.Contains(Line) && Event(incident, situation.Actor) is { } played
            ? Decision.Accept(situation.Now, played, new DrillLinePlayed(Line))
            : Decision.Nothing;
    }

    /// <summary>Null where it no longer fits.</summary>
    private IncidentEvent? Event(Incident incident, Actor who) => Act switch
    {
        SimulatedAnswer answer => incident.Ladder.GetValueOrDefault(answer.StepId) is { IsWaiting: true } ? new EscalationAnswered(answer.StepId) : null,
        SimulatedNote note => new NoteAdded(note.Kind, new Prose(note.Text)),
        SimulatedAccept => incident.HandOver is { } waiting && waiting.ToPersonId == who.Id ? new HandOverAccepted(waiting.FromPersonId, waiting.ToPersonId, waiting.ToName) : null,
        SimulatedHandBack back => incident.HandOver is null && incident.Commander?.PersonId == who.Id ? new HandOverProposed(back.PersonId, back.PersonName, new Prose(back.Brief)) : null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
