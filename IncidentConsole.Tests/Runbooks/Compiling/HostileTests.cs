using System.Diagnostics;
using System.Text;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Tests.Runbooks.Compiling;

/// <summary>Text that means harm, or nothing: every one ends in a runbook or in a plain refusal, and soon.</summary>
public sealed class HostileTests
{
    private const int Megabyte = 990_000;

    // Far above what a loaded machine needs (a second or two), far below a hang (minutes).
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private const string Damage = "|#*`-[]()>\t\n\ufffd:0";

    private static readonly string[] Pieces =
    [
        "# ", "## Severity\n", "### SEV-1: Critical", "## Escalation\n", "- **SEV1:** IC + ", "**", "*", "`", "```\n", "```bash\n", "| ", "|---|---|\n", "| Level | Impact |\n", "[ ] ", "[", "](", ")", "(", "> 5 min", "(if >2 hours or data breach)",
        "p99 > ", "800ms", "error rate (5-20%)", "Budget×", "every 15-30 minutes", "\n", "\n\n", "    ", "\t", "- ", "1. ", "---\n", "incident-console", "üö®", "\ufffd", "\u202e", "👩‍🚒", "SEV", "P0/P1", "999999999999", "-1", "%", "<x>", "{{", "}}", ": ", "Contacts", "Post-Mortem (within 48 hours)", "\r\n", "\\",
    ];

    [Theory]
    [InlineData(20260312, "pieces")]
    [InlineData(7, "pieces")]
    [InlineData(4711, "cut")]
    [InlineData(99, "shuffled")]
    [InlineData(1234567, "swapped")]
    public void A_hundred_random_texts_keep_every_promise(int seed, string how)
    {
        var random = new Random(seed);
        for (var number = 0; number < 100; number++)
        {
            var text = Generate(random, how);

            var read = new RunbookCompiler().Compile(text);
            Assert.True(read.Compilation is null != read.Unreadable is null, $"text {number}");
            if (read.Compilation is { } compilation)
            {
                Guards.Holds(text.ReplaceLineEndings("\n"), compilation);
                Assert.Equal(RunbookJson.KeyOf(compilation.Runbook), RunbookJson.KeyOf(new RunbookCompiler().Compile(text).Compilation!.Runbook));
            }
        }
    }

    // Of pieces that recognisers look for, or of a runbook that ships: cut anywhere, its lines in any order, or single characters replaced.
    private static string Generate(Random random, string how)
    {
        var real = RunbookLibrary.Source(RunbookLibrary.Slugs[random.Next(RunbookLibrary.Slugs.Length)]);
        switch (how)
        {
            case "cut":
                var from = random.Next(real.Length);
                return real[from..random.Next(from, real.Length)];
            case "shuffled":
                var lines = real.Split('\n');
                random.Shuffle(lines);
                return string.Join('\n', lines.Take(random.Next(1, lines.Length)));
            case "swapped":
                var signs = real.ToCharArray();
                for (var swaps = random.Next(1, 80); swaps > 0; swaps--)
                {
                    signs[random.Next(signs.Length)] = Damage[random.Next(Damage.Length)];
                }

                return new string(signs);
            default:
                var text = new StringBuilder();
                for (var piece = random.Next(1, 120); piece > 0; piece--)
                {
                    text.Append(Pieces[random.Next(Pieces.Length)]);
                }

                return text.ToString();
        }
    }

    [Theory]
    [InlineData("[a](")]
    [InlineData("**a *b _c ")]
    [InlineData("|")]
    [InlineData("1 min 2 h ")]
    [InlineData("error rate > 5% and (")]
    [InlineData("11111111")]
    public void A_megabyte_of_one_piece_ends(string piece)
    {
        var line = string.Concat(Enumerable.Repeat(piece, 9000 / piece.Length)) + "\n";
        Ends(string.Concat(Enumerable.Repeat(line, Megabyte / line.Length)));
    }

    [Theory]
    [InlineData("# R\n## Escalation\n", "- Page engineer {0} (if >2 hours)\n")]
    [InlineData("# R\n## Contacts\n", "- a{0}: b{0}\n")]
    [InlineData("# R\n## Verify Fix\n", "- [ ] check number {0}\n")]
    [InlineData("# R\n", "## Escalation\n### SEV{0}\n- a\n")]
    public void Thousands_of_facts_end(string head, string line) =>
        Ends(head + string.Concat(Enumerable.Range(0, 19_000 / line.Count(sign => sign == '\n')).Select(number => string.Format(System.Globalization.CultureInfo.InvariantCulture, line, number))));

    [Fact]
    public void Nesting_ends_in_words()
    {
        Assert.Contains("nested", Read.Refused(string.Concat(Enumerable.Range(0, 200).Select(depth => new string(' ', 2 * depth) + "- a\n"))).Problem, StringComparison.Ordinal);
        Assert.Contains("nested", Read.Refused(string.Concat(Enumerable.Repeat("> ", 4000))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_runbook_is_refused_with_what_to_do()
    {
        Assert.Contains("1 MB", Read.Refused(new string('a', RunbookCompiler.LargestText + 1)).Problem, StringComparison.Ordinal);
        Assert.Contains("empty", Read.Refused(" \n ").Problem, StringComparison.Ordinal);
        Assert.Equal(2, Read.Refused("# R\n\0\u0001").Line);
        Assert.Equal(3, Read.Refused("# R\n\n" + new string('x', 20_000)).Line);
        Assert.Contains("lines", Read.Refused(new string('\n', 30_000) + "a").Problem, StringComparison.Ordinal);
        Assert.Contains("5000", Read.Refused("# R\n## Contacts\n" + string.Concat(Enumerable.Range(0, 6000).Select(number => $"- a{number}: b\n"))).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_cut_in_the_middle_of_an_emoji_is_stored_as_it_is_read()
    {
        var runbook = Read.Runbook("# R \ud83d\n## Contacts\n- On-call \ude80: +1\n");
        Assert.Equal(RunbookJson.KeyOf(runbook), RunbookJson.KeyOf(RunbookJson.Read(RunbookJson.Write(runbook))));
        Assert.Contains('\ufffd', runbook.Title);
    }

    private static void Ends(string text)
    {
        var watch = Stopwatch.StartNew();
        var read = new RunbookCompiler().Compile(text);
        Assert.True(read.Compilation is null != read.Unreadable is null);
        Assert.True(watch.Elapsed < Patience, $"It took {watch.Elapsed}.");
    }
}
