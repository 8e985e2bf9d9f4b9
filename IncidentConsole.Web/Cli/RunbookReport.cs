using System.Text;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;

namespace IncidentConsole.Web.Cli;

/// <summary>What compiling a file gave, as lines for a terminal and for a CI log: <c>FILE:LINE: kind: words</c>.</summary>
internal sealed class RunbookReport(string file, RunbookCompilation compilation)
{
    private const int LongestQuote = 100;

    private Runbook Runbook => compilation.Runbook;

    /// <summary>The runbook in a few lines.</summary>
    public string Summary()
    {
        var text = new StringBuilder();
        var actions = Runbook.Procedures.SelectMany(procedure => procedure.Actions).ToList();
        text.AppendLine($"{Runbook.Title} ({Runbook.Slug}, {Runbook.Language})");
        Line(text, "Levels", string.Join(", ", Runbook.Severities.Levels.Select(level => $"{level.Title}{Response(level.Response)}")));
        Line(text, "Escalation", Count(Runbook.Escalation.Steps.Length, "step"));
        Line(text, "Checklist", $"{Count(Runbook.Checklist.Length, "phase")}, {Count(Runbook.Checklist.Sum(phase => phase.Items.Length), "item")}");
        Line(text, "Procedures", $"{Runbook.Procedures.Length} with {Count(actions.Count, "action")}, {actions.Count(action => action.IsDestructive)} of them destructive, {actions.Count(action => action.Request is not null)} as requests");
        Line(text, "Cadence", string.Join(", ", Runbook.Communication.Cadences.Select(cadence => $"{string.Join('/', cadence.Ranks.Select(rank => Runbook.Severities[rank].Label))} {Times(cadence.Shortest, cadence.Longest)}")));
        Line(text, "Templates", string.Join(", ", Runbook.Communication.Templates.Select(template => template.Name)));
        Line(text, "Thresholds", Count(Runbook.Severities.Levels.Sum(level => level.Thresholds.Length) + Runbook.KeyMetrics.Length + Runbook.Procedures.Sum(procedure => procedure.Thresholds.Length), "threshold"));
        Line(text, "Resolve when", string.Join("; ", Runbook.ResolveCriteria.Select(criterion => criterion.Text)));
        Line(text, "Postmortem", $"{Count(Runbook.Postmortem.Sections.Length, "section")}, due within {Elapsed.Words(Runbook.Postmortem.DueWithin)}");
        Line(text, "Facts", string.Join(", ", compilation.Facts.GroupBy(fact => fact.Certainty).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}")));
        return text.AppendLine().ToString();
    }

    /// <summary>What a person should look at, in the order of the source.</summary>
    /// <param name="withFacts">Every fact, not only the doubtful ones.</param>
    public string Findings(bool withFacts)
    {
        var lines = new List<(int Line, string Kind, string Words)>();
        lines.AddRange(compilation.Facts.Where(fact => withFacts || fact.Certainty == Certainty.Unsure)
            .Select(fact => (fact.Lines.First, fact.Certainty.ToString().ToLowerInvariant(), fact.Doubt is null ? fact.Text : $"{fact.Text} ({fact.Doubt})")));
        lines.AddRange(compilation.Questions.Select(question => (question.Choices.Select(choice => choice.Lines.First).DefaultIfEmpty(1).Min(), "question", Question(question))));
        lines.AddRange(compilation.Unread.Select(text => (text.Lines.First, "unread", $"{text.Reason}: {Quote(text.Markdown)}")));
        var text = new StringBuilder();
        foreach (var (line, kind, words) in lines.OrderBy(line => line.Line))
        {
            text.AppendLine($"{file}:{line}: {kind}: {words}");
        }

        foreach (var missing in compilation.Missing)
        {
            text.AppendLine($"{file}: missing: {missing.Part}; {missing.Instead}");
        }

        return text.ToString();
    }

    /// <summary>The last line.</summary>
    public string Verdict()
    {
        var unsure = compilation.Facts.Count(fact => fact.Certainty == Certainty.Unsure);
        var parts = new[] { Some(unsure, "unsure fact"), Some(compilation.Questions.Length, "question"), Some(compilation.Unread.Length, "unread part"), Some(compilation.Missing.Length, "missing part") };
        var findings = string.Join(", ", parts.OfType<string>());
        return $"It compiles{(findings.Length == 0 ? "; everything was understood" : $", with {findings}")}.{Environment.NewLine}";
    }

    private static string Question(CompilationQuestion question)
    {
        var choices = question.Choices.Select((choice, at) => $"{choice.Words} (line {choice.Lines.First}{(at == question.Taken ? ", taken" : "")})");
        return $"{question.Question} {string.Join(" or ", choices)}. Answer with {question.Path} in the incident-console block.";
    }

    private static string Response(ResponseTarget response) => response switch
    {
        { Within: { } within } => within == TimeSpan.Zero ? " at once" : $" {Elapsed.Words(within)}",
        { IsNextBusinessDay: true } => " next business day",
        _ => "",
    };

    private static string Times(TimeSpan shortest, TimeSpan longest) => shortest == longest ? Elapsed.Words(longest) : $"{Elapsed.Words(shortest)} to {Elapsed.Words(longest)}";

    private static void Line(StringBuilder text, string name, string value) => text.AppendLine($"  {name + ":",-14}{(value.Length == 0 ? "none" : value)}");

    private static string Count(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";

    private static string? Some(int count, string thing) => count == 0 ? null : Count(count, thing);

    private static string Quote(string markdown)
    {
        var line = string.Join(' ', markdown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestQuote ? line : $"{line[..LongestQuote]}…";
    }
}
