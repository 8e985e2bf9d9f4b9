using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>
/// What to do: scenarios with symptoms, causes, actions and checks, and beside them every list and every block of commands under a heading
/// about finding out, working around, rolling back or forward. Runs after the recognisers whose lists and blocks look alike.
/// </summary>
internal sealed class ProcedureRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        var read = new HashSet<Section>();
        foreach (var section in reading.Sections.Where(section => !section.IsLabel))
        {
            if (ProcedureKinds.IsScenario(section))
            {
                ScenarioReader.Read(reading, section);
                read.UnionWith(section.Children.Where(ProcedureKinds.IsPart));
            }
            else if (!read.Contains(section) && !ProcedureKinds.IsElsewhere(section))
            {
                ReadHeading(reading, section);
            }
        }
    }

    private static void ReadHeading(Reading reading, Section section)
    {
        var draft = new ProcedureDraft(reading, ProcedureKinds.TitleOf(section), ProcedureKinds.Of(section), section.HeadingLines);
        var own = new List<Action>();
        ReadFences(reading, section, draft, null);
        if (ProcedureKinds.HasLists(section))
        {
            ReadList(reading, section, draft, own);
        }

        foreach (var label in section.Children.Where(child => child.IsLabel && !ProcedureKinds.IsElsewhere(child)))
        {
            var commands = Open(reading, label).SelectMany(CommandBlock.Of).ToList();
            if (commands.Count == 1 && ProcedureKinds.OfWords(label.Heading) is null)
            {
                // "**Restart Pods** (if healthy):" with its one command is one step of the heading.
                var fence = Open(reading, label).First();
                draft.Action(StepReader.Of(commands[0], fence.Language, label.Title, ProcedureKinds.ConditionOf(label)), new(label.Line, fence.Lines.Last));
            }
            else
            {
                own.Add(() => ReadLabel(reading, label));
            }
        }

        draft.Finish();
        own.ForEach(read => read());
    }

    private static void ReadLabel(Reading reading, Section label)
    {
        var draft = new ProcedureDraft(reading, ProcedureKinds.TitleOf(label), ProcedureKinds.Of(label), label.HeadingLines);
        var own = new List<Action>();
        ReadFences(reading, label, draft, ProcedureKinds.ConditionOf(label));
        if (ProcedureKinds.HasLists(label))
        {
            ReadList(reading, label, draft, own);
        }

        draft.Finish();
        own.ForEach(read => read());
    }

    private static void ReadFences(Reading reading, Section section, ProcedureDraft draft, string? condition)
    {
        foreach (var fence in Open(reading, section))
        {
            foreach (var step in CommandBlock.Of(fence))
            {
                draft.Action(StepReader.Of(step, fence.Language, condition: condition), step.Lines);
            }
        }
    }

    /// <summary>Each item is a step; one that names a rollback, or a known issue with its own steps, is a procedure of its own.</summary>
    private static void ReadList(Reading reading, Section section, ProcedureDraft draft, List<Action> own)
    {
        foreach (var entry in section.Entries.Where(entry => entry.Tick is null && !reading.IsAnyClaimed(entry.Lines)))
        {
            var label = entry.Labelled?.Label ?? Inline.Plain(entry.Text);
            var kind = ProcedureKinds.OfWords(label);
            if (entry.Nested.Any() && (kind is not null || section.Topic == Topic.Procedures))
            {
                own.Add(() => ReadEntry(reading, label, kind ?? ProcedureKind.Scenario, entry));
            }
            else
            {
                ScenarioReader.AddStep(draft, entry);
            }
        }
    }

    private static void ReadEntry(Reading reading, string title, ProcedureKind kind, ListEntry entry)
    {
        var draft = new ProcedureDraft(reading, title, kind, entry.OwnLines);
        foreach (var step in entry.Nested)
        {
            ScenarioReader.AddStep(draft, step);
        }

        draft.Finish();
        reading.Claim(entry.OwnLines);
    }

    private static IEnumerable<Fence> Open(Reading reading, Section section) => section.Fences.Where(fence => CommandBlock.Holds(fence) && !reading.IsAnyClaimed(fence.Lines));
}
