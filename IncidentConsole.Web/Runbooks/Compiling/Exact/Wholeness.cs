using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>What the rules of an incident rely on in every runbook, however it was made.</summary>
internal static class Wholeness
{
    /// <returns>What is wrong, to be put after a comma; null where nothing is.</returns>
    public static string? Problem(Runbook runbook)
    {
        var ranks = runbook.Severities.Levels.Select(level => level.Rank).ToList();
        if (ranks.Count == 0)
        {
            return "no severity level is left. Keep at least one.";
        }

        if (!ranks.SequenceEqual(Enumerable.Range(1, ranks.Count)))
        {
            return $"the ranks of the severity levels are {string.Join(", ", ranks)}. They must count 1, 2, 3 … from the worst.";
        }

        if (Named(runbook).FirstOrDefault(rank => rank < 1 || rank > ranks.Count) is var beyond and not 0)
        {
            return $"a rule names the severity rank {beyond}, which does not exist. Ranks go from 1 to {ranks.Count}.";
        }

        return Ids(runbook).Select(Twice).FirstOrDefault(problem => problem is not null);
    }

    private static IEnumerable<int> Named(Runbook runbook) => runbook.Escalation.Steps.SelectMany(step => step.Ranks)
        .Concat(runbook.Communication.Cadences.SelectMany(cadence => cadence.Ranks))
        .Concat(runbook.Communication.Channels.SelectMany(channel => channel.Ranks));

    private static IEnumerable<(string What, IEnumerable<string> Ids)> Ids(Runbook runbook) =>
    [
        ("escalation steps", runbook.Escalation.Steps.Select(step => step.Id)),
        ("checklist phases", runbook.Checklist.Select(phase => phase.Id)),
        ("checklist items", runbook.Checklist.SelectMany(phase => phase.Items).Select(item => item.Id)),
        ("procedures", runbook.Procedures.Select(procedure => procedure.Id)),
        ("actions", runbook.Procedures.SelectMany(procedure => procedure.Actions).Select(action => action.Id)),
        ("verifications", runbook.Procedures.SelectMany(procedure => procedure.Verifications).Select(verification => verification.Id)),
        ("resolve criteria", runbook.ResolveCriteria.Select(criterion => criterion.Id)),
        ("postmortem sections", runbook.Postmortem.Sections.Select(section => section.Id)),
    ];

    private static string? Twice((string What, IEnumerable<string> Ids) list) =>
        list.Ids.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? $"two {list.What} have the id \"{twice.Key}\". Give one of them another."
            : null;
}
