using System.Collections.Immutable;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Calling;

/// <summary>"SEV1: IC + Platform/SRE + Modul-Owner sofort; Cadence 10 min": whom a level calls, several in one line.</summary>
internal static class ByLevel
{
    public static void Read(Reading reading, string text, ImmutableArray<int> ranks, SourceLines lines)
    {
        var plain = Inline.Plain(text);
        if (StepWords.Read(plain) is { HasVerb: true } whole)
        {
            Ladder.Add(reading, whole, whole.When, ranks, lines);
            return;
        }

        foreach (var clause in plain.Split([';', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Vocabulary.Says(clause, "cadence", "kommunikations cadence", "status", "update", "updates", "kommunikation"))
            {
                continue;   // when to write, not whom to call
            }

            if (!ReadClause(reading, clause, ranks, lines))
            {
                reading.Leave(clause, lines, "calls nobody by a name a rule knows");
            }
        }
    }

    private static bool ReadClause(Reading reading, string clause, ImmutableArray<int> ranks, SourceLines lines)
    {
        var when = Condition.Read(clause, out var without);
        var found = false;
        foreach (var part in without.Split([" + ", " & ", " and ", " und "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if ((StepWords.Read(part) ?? (part == without ? null : NamedGroup(part))) is not { } step)
            {
                continue;
            }

            found = true;
            if ((step.When ?? when) is { } said)
            {
                Ladder.Add(reading, step, said, ranks, lines);
            }
            else
            {
                // A level's own line without a time tells who takes part from the start.
                Ladder.Add(reading, step with { Act = step.HasVerb ? step.Act : EscalationAct.Notify }, new When(EscalationTrigger.AtOnce, TimeSpan.Zero), ranks, lines, "no time is given: they are told when the incident is declared");
            }
        }

        return found;
    }

    // In a sum of people ("IC + Platform/SRE + …") a short name is one of them too.
    private static StepWords? NamedGroup(string part)
    {
        var name = StepPatterns.Brackets().Replace(part, "").Trim();
        return name.Length is > 1 and <= 40 && name.Split(' ').Length <= 4 && char.IsUpper(name[0]) ? new StepWords(name, EscalationAct.Page, HasVerb: false, null, IsOptional: false) : null;
    }
}
