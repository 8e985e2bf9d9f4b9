using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>Lists and code blocks as steps, checks, signs and links of a procedure.</summary>
internal static partial class ProcedureSteps
{
    /// <summary>The items of a list as steps; what is nested in one belongs to it.</summary>
    public static void Actions(ProcedureDraft draft, Listing list, string lead, bool onlyLooks)
    {
        foreach (var entry in list.Entries.Where(entry => !draft.IsTaken(entry.OwnLines)))
        {
            Action(draft, entry, lead, onlyLooks);
        }
    }

    private static void Action(ProcedureDraft draft, ListEntry entry, string lead, bool onlyLooks)
    {
        var words = StepWords.Read(lead + entry.Text);
        var fences = entry.Blocks.OfType<Fence>().Where(CommandUnits.HoldsCommands).ToList();
        var nested = entry.Nested.ToList();
        if (fences.Count == 0 && nested.Count > 0 && words.Code is null)
        {
            draft.Introduce(entry.OwnLines);
            foreach (var inner in nested.Where(inner => !draft.IsTaken(inner.OwnLines)))
            {
                Action(draft, inner, $"{words.Title}: ", onlyLooks);
            }

            return;
        }

        if (words.SaysVerifies && fences.Count == 0 && draft.TakesChecks)
        {
            draft.Verify(words, null, "bash", entry.OwnLines);
            return;
        }

        var units = fences.SelectMany(fence => CommandUnits.Of(fence), (fence, unit) => (Fence: fence, Unit: unit)).Where(found => found.Unit.Text.Length > 0).ToList();
        if (units.Count <= 1)
        {
            draft.Action(words, fences.Count == 0 ? null : fences[0].Text.TrimEnd(), fences.Count == 0 ? "bash" : CommandUnits.Language(fences[0]), entry.Lines, onlyLooks);
            return;
        }

        foreach (var (fence, unit) in units)
        {
            Unit(draft, unit, fence, words.Title, words, onlyLooks);
        }
    }

    /// <summary>A code block as one action for each of its commented steps.</summary>
    /// <param name="label">What stands above the block; it names the only step of a block, and leads the names of several.</param>
    /// <param name="frame">Condition and time of the label, for each of the steps.</param>
    public static void Commands(ProcedureDraft draft, Fence fence, string label, StepWords? frame, bool onlyLooks, bool leads, string? unsure = null)
    {
        var units = CommandUnits.Of(fence);
        var commands = units.Where(unit => unit.Text.Length > 0).ToList();
        foreach (var unit in units.Where(unit => unit.Text.Length == 0))
        {
            Pointer(draft, unit);
        }

        if (commands.Count == 1 && (leads || commands[0].Title is null))
        {
            // One command keeps its comments: its name is what stands above it.
            var words = (frame ?? StepWords.Read(label)) with { Code = null };
            draft.Action(words, fence.Text.TrimEnd(), CommandUnits.Language(fence), fence.Lines, onlyLooks, unsure);
            return;
        }

        foreach (var unit in commands)
        {
            Unit(draft, unit, fence, leads || unit.Title?.Contains(' ', StringComparison.Ordinal) == false ? label : null, frame, onlyLooks, unsure);
        }
    }

    // "# View Grafana dashboard: http://…" with no command under it.
    private static void Pointer(ProcedureDraft draft, CommandUnit unit)
    {
        foreach (var comment in unit.Comments)
        {
            if (WebAddress().Match(comment) is { Success: true } match)
            {
                var words = comment[..match.Index].Trim().TrimEnd(':');
                draft.Link(words.Length == 0 ? match.Value : words, match.Value, Vocabulary.Says(words, "dashboard", "grafana", "kibana") ? RunbookLinkKind.Dashboard : RunbookLinkKind.Document, unit.Lines);
            }
        }
    }

    private static void Unit(ProcedureDraft draft, CommandUnit unit, Fence fence, string? lead, StepWords? frame, bool onlyLooks, string? unsure = null)
    {
        var own = StepWords.Read(Alternative().Replace(unit.Title ?? lead ?? "", ""));
        var language = CommandUnits.Language(fence);
        if (own.SaysVerifies && !onlyLooks && draft.TakesChecks)
        {
            draft.Verify(own, unit.Text, language, unit.Lines);
            return;
        }

        var title = lead is null || unit.Title is null || own.Title.StartsWith(lead, StringComparison.OrdinalIgnoreCase) ? own.Title : $"{lead}: {own.Title}";
        var words = own with { Title = title, Condition = own.Condition ?? frame?.Condition, Budget = own.Budget ?? frame?.Budget, Code = null };
        var kept = unit.Comments.Length > 1 ? string.Concat(unit.Comments.Skip(1).Select(comment => $"{(language == "sql" ? "--" : "#")} {comment}\n")) : "";
        draft.Action(words, kept + unit.Text, language, unit.Lines, onlyLooks, unsure);
    }

    /// <summary>"**Verification:**" and "**Verify Fix:**": each item or commented command is a check that it worked.</summary>
    public static void Verifications(ProcedureDraft draft, Section part)
    {
        foreach (var block in part.Blocks)
        {
            if (block is Listing list)
            {
                foreach (var entry in list.Entries)
                {
                    var fence = entry.Blocks.OfType<Fence>().FirstOrDefault();
                    draft.Verify(StepWords.Read(entry.Text), fence?.Text.TrimEnd(), fence is null ? "bash" : CommandUnits.Language(fence), entry.Lines);
                }
            }
            else if (block is Paragraph paragraph)
            {
                draft.Verify(StepWords.Read(paragraph.Joined), null, "bash", paragraph.Lines);
            }
            else if (block is Fence fence && CommandUnits.HoldsCommands(fence))
            {
                foreach (var unit in CommandUnits.Of(fence))
                {
                    draft.Verify(StepWords.Read(unit.Title ?? part.Title), unit.Text.Length == 0 ? null : unit.Text, CommandUnits.Language(fence), unit.Lines, unit.Comments.Length > 1 ? string.Join(". ", unit.Comments.Skip(1)) : null);
                }
            }
        }
    }

    /// <summary>Lists, "High latency, connection errors", and code blocks whose comments say what one sees.</summary>
    public static void Signs(ProcedureDraft draft, Section part, Action<string, SourceLines> take, bool isGerman)
    {
        var (look, whole) = isGerman ? ("Prüfen", "Symptome prüfen") : ("Check", "Check the symptoms");
        foreach (var block in part.Blocks)
        {
            switch (block)
            {
                case Listing list:
                    foreach (var entry in list.Entries)
                    {
                        take(entry.Text, entry.Lines);
                    }

                    break;
                case Paragraph paragraph:
                    foreach (var sign in Commas().Split(paragraph.Joined).Where(sign => sign.Trim().Length > 0))
                    {
                        take(sign.Trim().TrimEnd('.'), paragraph.Lines);
                    }

                    break;
                case Fence fence when CommandUnits.HoldsCommands(fence):
                    foreach (var unit in CommandUnits.Of(fence))
                    {
                        foreach (var comment in unit.Comments)
                        {
                            take(comment, unit.Lines);
                        }

                        if (unit.Text.Length > 0)
                        {
                            draft.Action(StepWords.Read(unit.Title is { } title ? $"{look}: {title}" : whole), unit.Text, CommandUnits.Language(fence), unit.Lines, onlyLooks: true);
                        }
                    }

                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>"**See**: [Service Outage Runbook](service-outage.md)".</summary>
    public static void Links(ProcedureDraft draft, Section part)
    {
        foreach (var (text, lines) in part.Blocks.SelectMany(Lines))
        {
            foreach (Match link in Link().Matches(text))
            {
                var (words, target) = (link.Groups["words"].Value, link.Groups["target"].Value);
                var isRunbook = words.Contains("runbook", StringComparison.OrdinalIgnoreCase) || (target.EndsWith(".md", StringComparison.OrdinalIgnoreCase) && !target.Contains("://", StringComparison.Ordinal));
                draft.Link(words, target, isRunbook ? RunbookLinkKind.Runbook : RunbookLinkKind.Document, lines);
            }
        }
    }

    private static IEnumerable<(string Text, SourceLines Lines)> Lines(Block block) => block switch
    {
        Paragraph paragraph => paragraph.Text.Select(line => (line.Text, line.Lines)),
        Listing list => list.Entries.Select(entry => (entry.Text, entry.OwnLines)),
        _ => [],
    };

    [GeneratedRegex(@"^(?:or|oder)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Alternative();

    [GeneratedRegex(@"https?://[^\s)>\]]{3,500}", RegexOptions.CultureInvariant)]
    private static partial Regex WebAddress();

    // Commas outside parentheses.
    [GeneratedRegex(@",\s(?![^()]{0,200}\))", RegexOptions.CultureInvariant)]
    private static partial Regex Commas();

    [GeneratedRegex(@"\[(?<words>[^\[\]]{1,200})\]\((?<target>[^()\s]{1,500})\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
