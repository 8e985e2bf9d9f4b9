using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Tests.Harness;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling;
using IncidentConsole.Web.Runbooks.Compiling.Exact;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>The five runbooks that ship, damaged: what is lost is reported, and nothing is made up for it.</summary>
public sealed partial class MutationTests
{
    private static readonly string[] Names = ["hafnium", "hauski", "inferadb", "kaizen", "wp-chat"];

    // What would move a clock or call a person: never stated where the whole text does not state it; a reading with its doubt may step in.
    private static readonly FactKind[] Weighty = [FactKind.ResponseTime, FactKind.Threshold, FactKind.Cadence, FactKind.PostmortemDue, FactKind.ResolveCriterion, FactKind.Contact, FactKind.KeyMetric];

    public static TheoryData<string> Runbooks { get; } = [.. Names];

    private static string Text(string name) => File.ReadAllText(Path.Combine(Sources.Root, "IncidentConsole.Web", "Runbooks", "Library", $"{name}.md"));

    [Theory]
    [MemberData(nameof(Runbooks))]
    public void Line_ends_of_windows_and_a_byte_order_mark_change_nothing(string name)
    {
        var text = Text(name);
        Assert.Equal(RunbookJson.KeyOf(Read.Runbook(text)), RunbookJson.KeyOf(Read.Runbook("\ufeff" + text.Replace("\n", "\r\n", StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Runbooks))]
    public void Headings_with_emoji_numbers_or_lost_encoding_mean_the_same(string name)
    {
        var text = Text(name);
        foreach (var before in new[] { "🚨 ", "üö® ", "ðŸš¨ ", "7. ", "ÔøΩ 3.2 " })
        {
            // Not inside code, where a # begins a comment, and not the title, which is a fact of its own.
            var damaged = Headings(text, line => line.StartsWith("# ", StringComparison.Ordinal) ? line : Marks().Replace(line, mark => mark.Value + before));
            Assert.Equal(
                Read.Compiled(text).Facts.Where(fact => Weighty.Contains(fact.Kind)).Select(fact => (fact.Kind, fact.Lines)),
                Read.Compiled(damaged).Facts.Where(fact => Weighty.Contains(fact.Kind)).Select(fact => (fact.Kind, fact.Lines)));
        }
    }

    [Theory]
    [MemberData(nameof(Runbooks))]
    public void A_heading_nobody_knows_loses_nothing_in_silence(string name)
    {
        var text = Text(name);
        var whole = Read.Compiled(text);
        foreach (var heading in text.Split('\n').Where(line => Marks().IsMatch(line)).Skip(1).Distinct())
        {
            var changed = Headings(text, line => line == heading ? Marks().Match(line).Value + "Qwxyz" : line);
            if (new RunbookCompiler().Compile(changed) is { Unreadable: { } refused })
            {
                // A value stated exactly for what stood under this heading: said aloud, with the line of the block.
                Assert.Contains("is new and needs its", refused.Problem, StringComparison.Ordinal);
                Assert.Contains("```incident-console", text.Split('\n')[..refused.Line!.Value]);
                continue;
            }

            var compilation = Read.Compiled(changed);
            var accounted = Guards.Accounted(compilation);
            Assert.All(whole.Facts.Select(fact => fact.Lines.First).Distinct().Where(line => !IsHeading(text.Split('\n')[line - 1])), line => Assert.True(accounted.Contains(line), $"Without \"{heading}\" line {line} is neither read nor reported."));
            NothingNew(whole, compilation, $"without \"{heading}\"");
        }
    }

    [Theory]
    [MemberData(nameof(Runbooks))]
    public void A_dropped_table_takes_its_facts_along_and_brings_none(string name)
    {
        var text = Text(name);
        var lines = text.Split('\n');
        var whole = Read.Compiled(text);
        // Blank lines instead, so that the others keep their numbers.
        var without = string.Join('\n', lines.Select(line => line.StartsWith('|') ? "" : line));
        var compilation = Read.Compiled(without);
        NothingNew(whole, compilation, "without its tables");
        Assert.DoesNotContain(compilation.Facts, fact => lines[fact.Lines.First - 1].StartsWith('|'));
        if (!compilation.Facts.Any(fact => fact.Kind == FactKind.Severity))
        {
            Assert.Contains(compilation.Missing, missing => missing.Part == "Severity levels");
        }
    }

    [Theory]
    [MemberData(nameof(Runbooks))]
    public void Tabs_for_the_indent_of_lists_mean_the_same(string name)
    {
        var text = Text(name);
        // Tabs as editors make them: a list's continuation by one tab; code keeps its spaces.
        var tabbed = Indent().Replace(text, "$1\t$2");
        var (whole, changed) = (Read.Compiled(text), Read.Compiled(tabbed));
        Assert.Equal(Weights(whole), Weights(changed));
        NothingNew(whole, changed, "with tabs");
    }

    [Theory]
    [MemberData(nameof(Runbooks))]
    public void Chapters_in_any_order_state_the_same(string name)
    {
        var text = Text(name);
        var whole = Read.Compiled(text);
        var chapters = new List<string> { "" };
        Headings(text + "\n", line => line, line =>
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                chapters.Add("");
            }
        }, line => chapters[^1] += line + "\n");
        var turned = chapters[0] + string.Concat(chapters.Skip(1).Reverse());
        if (new RunbookCompiler().Compile(turned) is { Unreadable: { } refused })
        {
            Assert.Contains("is new and needs its", refused.Problem, StringComparison.Ordinal);
            return;
        }

        var runbook = Read.Runbook(turned);
        Assert.Equal(whole.Runbook.Severities.Levels.Select(Said), runbook.Severities.Levels.Select(Said));
        Assert.Equal(whole.Runbook.Escalation.Steps.Select(step => (step.Target, step.Trigger, step.After)).Order(), runbook.Escalation.Steps.Select(step => (step.Target, step.Trigger, step.After)).Order());
        Assert.Equal(whole.Runbook.Communication.Cadences.Select(cadence => cadence.Longest).Order(), runbook.Communication.Cadences.Select(cadence => cadence.Longest).Order());
        Assert.Equal(whole.Runbook.Postmortem.DueWithin, runbook.Postmortem.DueWithin);
        Assert.Equal(whole.Runbook.ResolveCriteria.Select(criterion => criterion.Text).Order(), runbook.ResolveCriteria.Select(criterion => criterion.Text).Order());

        static (string, string, TimeSpan?, int) Said(SeverityLevel level) => (level.Label, level.Name, level.Response.Within, level.Thresholds.Length);
    }

    private static IEnumerable<(FactKind, SourceLines)> Weights(RunbookCompilation compilation) => compilation.Facts.Where(fact => Weighty.Contains(fact.Kind)).Select(fact => (fact.Kind, fact.Lines));

    [Theory]
    [InlineData("hafnium", "Severity", "Schweregrade")]
    [InlineData("kaizen", "Severity Levels", "Schweregrade")]
    [InlineData("wp-chat", "Alert Thresholds", "Schwellwerte")]
    [InlineData("hauski", "Eskalation", "Escalation")]
    public void A_heading_in_the_other_language_means_the_same(string name, string from, string to)
    {
        var text = Text(name);
        var translated = Headings(text, line => line.Replace(from, to, StringComparison.Ordinal));
        Assert.NotEqual(text, translated);
        Assert.Equal(
            Read.Compiled(text).Facts.Where(fact => Weighty.Contains(fact.Kind)).Select(fact => (fact.Kind, fact.Lines)),
            Read.Compiled(translated).Facts.Where(fact => Weighty.Contains(fact.Kind)).Select(fact => (fact.Kind, fact.Lines)));
    }

    private static void NothingNew(RunbookCompilation whole, RunbookCompilation part, string how)
    {
        var known = whole.Facts.Concat(Beneath(whole)).Select(fact => (fact.Kind, fact.Lines.First)).ToHashSet();
        Assert.All(part.Facts.Where(fact => Weighty.Contains(fact.Kind) && fact.Certainty == Certainty.Stated), fact => Assert.True(known.Contains((fact.Kind, fact.Lines.First)), $"{how} it reads on {fact.Lines}: {fact.Text}"));
    }

    // What the words alone say under a value that is stated exactly: it stands again where that value finds nothing to be put into.
    private static IEnumerable<CompiledFact> Beneath(RunbookCompilation whole) =>
        whole.Facts.Any(fact => fact.Kind == FactKind.Override) ? Read.Compiled(ExactOverride.Below(Text(Names.First(name => whole.Runbook.Slug.StartsWith(name, StringComparison.Ordinal))))).Facts : [];

    // A heading is told with what stands under it: as the place of the unread text.
    private static bool IsHeading(string line) => Marks().IsMatch(line) || line.StartsWith("**", StringComparison.Ordinal) || line.EndsWith(':');

    /// <param name="heading">Sees each heading; code is not searched for them.</param>
    /// <param name="each">Sees every line.</param>
    private static string Headings(string text, Func<string, string> change, Action<string>? heading = null, Action<string>? each = null)
    {
        var inCode = false;
        return string.Join('\n', text.Split('\n').Select(line =>
        {
            inCode ^= line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            var isHeading = !inCode && Marks().IsMatch(line);
            if (isHeading)
            {
                heading?.Invoke(line);
            }

            each?.Invoke(line);
            return isHeading ? change(line) : line;
        }));
    }

    [GeneratedRegex("^(\\s{0,3}[-*] |\\d\\. )?(?:   )(\\S)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Indent();

    [GeneratedRegex("^#{1,6} ", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();
}
