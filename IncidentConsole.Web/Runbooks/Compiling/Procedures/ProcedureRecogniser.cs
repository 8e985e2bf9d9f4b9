using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>
/// Procedures: a heading with symptoms, causes, checks and actions under it; headings about diagnosis, workarounds and rollback with their
/// lists and commands; any other commands that nobody else claimed, as "unsure". Sections about levels, calling people, writing to them and
/// the time after are left to those who read such.
/// </summary>
internal sealed partial class ProcedureRecogniser : IRecogniser
{
    private static readonly HashSet<Topic> Others =
    [
        Topic.Overview, Topic.Scope, Topic.Owner, Topic.Severity, Topic.DecisionQuestions, Topic.Impact, Topic.ResponseTime, Topic.Examples, Topic.Budgets, Topic.Thresholds, Topic.KeyMetrics, Topic.Escalation,
        Topic.Contacts, Topic.ModuleOwners, Topic.Channels, Topic.Communication, Topic.StatusTemplates, Topic.EmailTemplate, Topic.DeclarationTemplate, Topic.HandOver, Topic.InitialUpdate, Topic.Update,
        Topic.MonitoringUpdate, Topic.ResolutionUpdate, Topic.QuickReference, Topic.DeclareResolution, Topic.Postmortem, Topic.PostmortemTemplate, Topic.PostIncident, Topic.FollowUp, Topic.Timeline,
        Topic.IncidentMetrics, Topic.Links, Topic.RelatedRunbooks, Topic.Dashboards, Topic.Logs, Topic.Tools, Topic.Checklist,
    ];

    // Under these, a list of words is a list of steps; elsewhere only commands are.
    private static readonly HashSet<Topic> Doing = [Topic.Triage, Topic.Actions, Topic.Diagnosis, Topic.Investigation, Topic.Mitigation, Topic.Workaround, Topic.Rollback, Topic.Rollforward, Topic.Checks];

    private static readonly HashSet<Topic> Weak = [Topic.Links, Topic.Update, Topic.Overview, Topic.Scope, Topic.Owner, Topic.Impact, Topic.Examples, Topic.Timeline, Topic.Logs, Topic.Tools, Topic.Dashboards];

    private static readonly HashSet<Topic> Parts = [Topic.Symptoms, Topic.Causes, Topic.Checks, Topic.Actions, Topic.Verification, Topic.See];

    public void Read(Reading reading)
    {
        var book = new ProcedureBook(reading);
        var done = new HashSet<Section>();
        foreach (var section in reading.Source.Root.All().Where(section => !section.IsLabel))
        {
            if (done.Contains(section))
            {
                continue;
            }

            var parts = section.Children.Where(child => Parts.Contains(child.Topic) && (child.IsLabel || child.Children.All(inner => inner.IsLabel))).ToList();
            if (IsStructured(section, parts))
            {
                done.UnionWith(parts);
                Structured(book, section, parts);
            }
            else if (!Others.Contains(Nearest(section)))
            {
                Loose(book, section);
            }
        }

        book.Close();
        SeeDocumentation(reading);
    }

    // Symptoms or causes, or two parts of different kinds; steps alone where the headings above say that procedures follow.
    private static bool IsStructured(Section section, List<Section> parts) => section.Level > 0 && (
        parts.Any(part => part.Topic is Topic.Symptoms or Topic.Causes)
        || (parts.Any(part => part.Topic is Topic.Actions or Topic.Checks) && parts.Select(part => part.Topic).Distinct().Count() > 1)
        || (parts is [{ Topic: Topic.Actions or Topic.Verification } only] && only.Blocks.Count > 0 && section.Parent is { } above && Nearest(above) is Topic.Procedures or Topic.Diagnosis or Topic.Workaround or Topic.Rollback or Topic.Rollforward));

    private static void Structured(ProcedureBook book, Section section, List<Section> parts)
    {
        var reading = book.Reading;
        var draft = new ProcedureDraft(book, Title(section), Kind(section), section.HeadingLines);
        foreach (var part in section.Children)
        {
            if (!parts.Contains(part))
            {
                if (part.IsLabel && !Others.Contains(Own(part)))
                {
                    LabelCommands(book, draft, part);
                }

                continue;
            }

            var before = reading.Facts.Count;
            switch (part.Topic)
            {
                case Topic.Symptoms:
                    ProcedureSteps.Signs(draft, part, draft.Symptom, reading.IsGerman);
                    break;
                case Topic.Causes:
                    ProcedureSteps.Signs(draft, part, draft.Cause, reading.IsGerman);
                    break;
                case Topic.Verification:
                    ProcedureSteps.Verifications(draft, part);
                    break;
                case Topic.See:
                    ProcedureSteps.Links(draft, part);
                    break;
                default:
                    Steps(reading, draft, part, onlyLooks: part.Topic == Topic.Checks, leads: false);
                    break;
            }

            if (reading.Facts.Count > before)
            {
                reading.Claim(part.HeadingLines);
            }
        }

        Steps(reading, draft, section, onlyLooks: false, leads: false, fencesOnly: true);
        draft.Close();
    }

    private static void Loose(ProcedureBook book, Section section)
    {
        var reading = book.Reading;
        var topic = Nearest(section);
        var isDoing = Doing.Contains(topic);
        if (topic is Topic.Procedures or Topic.Rollback or Topic.Rollforward)
        {
            EntriesAsProcedures(book, section);
        }

        var unsure = topic == Topic.None ? "commands under a heading that does not say when they are for" : null;
        var labels = section.Children.Where(child => child.IsLabel && !Others.Contains(Own(child))).ToList();
        // "Quick Fixes:" above further labels names them all; the only label with commands names them, not the step of the process it stands in.
        var named = labels.FirstOrDefault(child => child.Topic == Topic.Actions && child.Blocks.Count == 0)
            ?? (section.Fences.Any() ? null : labels.Where(child => HasSteps(reading, child, lists: false)).ToList() is [{ Topic: not (Topic.Actions or Topic.Resolution) } only] && !labels.Exists(child => child != only && HasSteps(reading, child, isDoing)) ? only : null);
        var draft = section.Level == 0 ? null : new Lazy<ProcedureDraft>(() => new ProcedureDraft(book, named is null ? Title(section) : named.Title, Kind(section), named is null ? section.HeadingLines : named.HeadingLines, unsure));
        if (draft is null)
        {
            return;
        }

        if (topic == Topic.Resolution && section.Fences.Any(CommandUnits.HoldsCommands))
        {
            ProcedureSteps.Verifications(draft.Value, section);
        }
        else if (HasSteps(reading, section, isDoing))
        {
            Steps(reading, draft.Value, section, onlyLooks: topic == Topic.Checks, leads: false, fencesOnly: !isDoing);
        }

        foreach (var label in labels)
        {
            if (label.Topic is Topic.Procedures)
            {
                EntriesAsProcedures(book, label);
            }
            else if (label.Topic == Topic.Resolution && label.Fences.Any(CommandUnits.HoldsCommands))
            {
                var own = new ProcedureDraft(book, Title(label), ProcedureKind.Diagnosis, label.HeadingLines);
                ProcedureSteps.Verifications(own, label);
                own.Close();
            }
            else if (HasSteps(reading, label, isDoing && label.Topic != Topic.Resolution))
            {
                LabelCommands(book, draft.Value, label, isDoing);
            }
        }

        if (draft.IsValueCreated)
        {
            draft.Value.Close();
        }
    }

    /// <summary>A bold label with its commands: its own procedure for a rollback of several steps, else steps of the heading's.</summary>
    private static void LabelCommands(ProcedureBook book, ProcedureDraft draft, Section label, bool lists = false)
    {
        var frame = StepWords.Read(label.Aside is { } aside && !TimeWindow.IsTime(aside) && !StepWords.IsCondition(aside) ? $"{label.Title} ({aside})" : label.Aside is { } condition ? $"{label.Title} ({condition})" : label.Title);
        var isOwn = label.Topic is Topic.Rollback or Topic.Rollforward && label.Fences.Sum(fence => CommandUnits.Of(fence).Count) > 1;
        var target = isOwn ? new ProcedureDraft(book, label.Title, Kind(label), label.HeadingLines) : draft;
        var fences = label.Fences.Where(CommandUnits.HoldsCommands).Where(fence => !book.Reading.IsClaimed(fence.Lines)).ToList();
        foreach (var fence in fences)
        {
            ProcedureSteps.Commands(target, fence, frame.Title, frame, onlyLooks: label.Topic == Topic.Checks, leads: !isOwn && Nearest(label) is not (Topic.Investigation or Topic.Diagnosis) || CommandUnits.Of(fence).Count == 1);
        }

        if (lists)
        {
            foreach (var list in label.Blocks.OfType<Listing>().Where(list => IsOpen(book.Reading, list)))
            {
                ProcedureSteps.Actions(target, list, label.Topic == Topic.Actions ? "" : $"{label.Title}: ", onlyLooks: false);
            }
        }

        book.Reading.Claim(label.HeadingLines);
        if (isOwn)
        {
            target.Close();
        }
    }

    /// <summary>"1. **High Error Rate**" with a list under it: each is a procedure of its own.</summary>
    private static void EntriesAsProcedures(ProcedureBook book, Section section)
    {
        foreach (var entry in section.Entries.Where(entry => entry.Labelled is { Value.Length: 0 } && entry.Nested.Any() && !book.Reading.IsAnyClaimed(entry.Lines)).ToList())
        {
            var title = entry.Labelled!.Label;
            var own = Vocabulary.TopicOf(title);
            var draft = new ProcedureDraft(book, title, KindOf(own) ?? (own == Topic.None && section.Topic != Topic.Rollback ? ProcedureKind.Scenario : Kind(section)), entry.OwnLines);
            foreach (var list in entry.Blocks.OfType<Listing>())
            {
                ProcedureSteps.Actions(draft, list, "", onlyLooks: false);
            }

            draft.Close();
            book.Reading.Claim(section.HeadingLines);
        }
    }

    private static void Steps(Reading reading, ProcedureDraft draft, Section section, bool onlyLooks, bool leads, bool fencesOnly = false)
    {
        var frame = new StepWords(section.Title, null, null, null, null);
        foreach (var block in section.Blocks.Where(block => IsOpen(reading, block)).ToList())
        {
            if (block is Fence fence && CommandUnits.HoldsCommands(fence))
            {
                ProcedureSteps.Commands(draft, fence, section.Title, frame, onlyLooks, leads);
            }
            else if (block is Listing list && !fencesOnly)
            {
                ProcedureSteps.Actions(draft, list, "", onlyLooks);
            }
        }

        foreach (var label in section.Children.Where(child => child.IsLabel && section.Topic is Topic.Actions or Topic.Checks))
        {
            foreach (var fence in label.Fences.Where(CommandUnits.HoldsCommands).Where(fence => !reading.IsClaimed(fence.Lines)))
            {
                ProcedureSteps.Commands(draft, fence, label.Title, StepWords.Read(label.Title), onlyLooks, leads: true);
                reading.Claim(label.HeadingLines);
            }
        }
    }

    private static bool HasSteps(Reading reading, Section section, bool lists) => section.Blocks.Any(block => IsOpen(reading, block) && (block is Fence fence ? CommandUnits.HoldsCommands(fence) : lists && block is Listing));

    private static bool IsOpen(Reading reading, Block block) => block switch
    {
        Listing list => list.Entries.Any(entry => !reading.IsClaimed(entry.OwnLines)),
        // A dashboard's address among its comments does not take the commands away.
        Fence fence => fence.Content.Any(line => !string.IsNullOrWhiteSpace(line.Text) && !reading.IsClaimed(line.Number)),
        _ => !reading.IsAnyClaimed(block.Lines),
    };

    /// <summary>What the section is about. A word that means little ("resources", "update") means nothing above commands: "Scale Resources".</summary>
    private static Topic Own(Section section) => Weak.Contains(section.Topic) && section.Fences.Any(CommandUnits.HoldsCommands) ? Topic.None : section.Topic;

    /// <summary>The topic of the section, or of the nearest heading above that has one.</summary>
    private static Topic Nearest(Section section) => Own(section) != Topic.None ? section.Topic : section.Above().Select(above => above.Topic).FirstOrDefault(topic => topic != Topic.None && !(Weak.Contains(topic) && section.Fences.Any(CommandUnits.HoldsCommands)));

    // "API Gateway (Envoy)" keeps its parentheses, "Detection (0-5 min)" does not.
    private static string Title(Section section) => section.Aside is { } aside && TimeWindow.Of(aside) is null && !StepWords.IsCondition(aside) && Vocabulary.TopicOf(aside) == Topic.None && !Vague().IsMatch(aside) ? $"{section.Title} ({aside})" : section.Title;

    private static ProcedureKind Kind(Section section) =>
        (section.Aside is { } aside ? KindOf(Vocabulary.TopicOf(aside)) : null) ?? KindOf(section.Topic) ?? section.Above().Select(above => KindOf(above.Topic)).FirstOrDefault(kind => kind is not null) ?? ProcedureKind.Scenario;

    private static ProcedureKind? KindOf(Topic topic) => topic switch
    {
        Topic.Rollback => ProcedureKind.Rollback,
        Topic.Rollforward => ProcedureKind.Rollforward,
        Topic.Workaround or Topic.Mitigation => ProcedureKind.Workaround,
        Topic.Diagnosis or Topic.Investigation or Topic.Triage or Topic.Detection or Topic.Checks or Topic.Commands or Topic.Resolution => ProcedureKind.Diagnosis,
        Topic.Procedures => ProcedureKind.Scenario,
        _ => null,
    };

    /// <summary>"Workaround/Rollback dokumentiert und wirksam": what is done to help must be written down before the resolution.</summary>
    private static void SeeDocumentation(Reading reading)
    {
        if (reading.Runbook.DocumentsWorkaround)
        {
            return;
        }

        var line = Enumerable.Range(1, reading.Source.LineCount).FirstOrDefault(number => Documented().IsMatch(reading.Source.Line(number)));
        if (line > 0)
        {
            reading.Runbook = reading.Runbook with { DocumentsWorkaround = true };
            reading.Note(FactKind.Action, "documentsWorkaround", "A workaround and a rollback are documented before the incident is resolved", new SourceLines(line, line), "read from the words of this line");
        }
    }

    [GeneratedRegex(@"^(?:immediate|varies|if needed|sofort|optional|ongoing)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Vague();

    [GeneratedRegex(@"\b(?:workaround|rollback)s?\b.{0,40}\b(?:dokumentiert|dokumentieren|documented)\b|\b(?:document|dokumentiere)\b.{0,30}\b(?:workaround|rollback)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Documented();
}
