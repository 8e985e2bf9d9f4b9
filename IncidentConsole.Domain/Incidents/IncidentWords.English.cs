namespace IncidentConsole.Domain.Incidents;

public sealed partial record IncidentWords
{
    private static readonly IncidentWords English = new()
    {
        Status = status => status.ToString(),
        Role = role => role switch
        {
            IncidentRole.Commander => "Incident Commander",
            IncidentRole.Deputy => "Deputy",
            IncidentRole.Scribe => "Scribe",
            IncidentRole.CommunicationsLead => "Communications Lead",
            IncidentRole.SubjectMatterExpert => "Subject-Matter Expert",
        },
        SinceDetection = "{0}, {1} since detection",
        AboutUsers = "about {0} users",
        PublicWasTold = "The public was told: \"{0}\"",
        NothingRecorded = "nothing recorded",
        NobodyInCommand = "nobody is in command",
        AndMore = "and {0} more",
        AndBefore = "and {0} before that",
        GetToAcknowledge = "Get {0} ({1}) to acknowledge",
        ReachNobodyBound = "Reach {0}: nobody is bound to it",
        ConfirmOrSkip = "Confirm or skip: {0}",
        PublicUpdateBy = "Public update by {0}",
        Called = "Called {0}",
        Answered = "answered",
        NobodyReached = "nobody reached",
        NoAnswerYet = "no answer yet",
        CommanderUntilYouAccept = "Commander until you accept: {0}",
        PlainBrief = "Current state:\n{{current_state}}\n\nDone:\n{{actions_taken}}\n\nNext:\n{{next_steps}}\n\nContact:\n{{contact}}",
        StateFor = "{0}, {1}, for {2}",
        Impact = "Impact: {0}",
        Running = "Running: {0}",
        ResolvedUnproved = "Resolved before it was proved",
        Redacted = "[redacted]",
    };
}
