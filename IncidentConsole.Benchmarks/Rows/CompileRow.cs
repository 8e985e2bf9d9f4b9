using System.Diagnostics;
using System.Runtime.CompilerServices;
using IncidentConsole.Benchmarks.Harness;
using IncidentConsole.Web.Runbooks.Compiling;

namespace IncidentConsole.Benchmarks.Rows;

/// <summary>A team's Markdown to a runbook: each that ships, a thousand lines, and a megabyte that is mostly prose.</summary>
internal sealed class CompileRow() : Row(16, "compile")
{
    private const int Rounds = 15;
    private const int Lines = 1_000;
    private const int Megabyte = 1_000_000;

    public override async IAsyncEnumerable<Figure> MeasureAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = Directory.GetFiles(Path.Combine(Sources.Root, "IncidentConsole.Web", "Runbooks", "Library"), "*.md").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            throw new NotRunException("the runbooks that ship are not beside the sources");
        }

        var all = new List<string>();
        foreach (var file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            all.Add(text);
            var took = Repeat(text).Median;
            yield return new Figure($"compile {Path.GetFileNameWithoutExtension(file)}", Say.Ms(took), $"{text.Count(sign => sign == '\n')} lines", "<= 50 ms", took <= 50);
        }

        var thousand = string.Join('\n', string.Join('\n', all).Split('\n').Take(Lines));
        var of1000 = Repeat(thousand).Median;
        yield return new Figure($"compile {Lines:N0} lines", Say.Ms(of1000), "several runbooks in one file", "< 50 ms", of1000 < 50);

        var prose = string.Concat(Enumerable.Repeat("The service keeps its state in the store and answers from memory while it can.\n", 11_500));
        var large = (all[0] + "\n\n# Notes\n\n" + prose)[..Math.Min(Megabyte, all[0].Length + prose.Length)];
        var ofMegabyte = Repeat(large, rounds: 5).Median;
        yield return new Figure("compile 1 MB", Say.Ms(ofMegabyte), "a runbook and 11,500 lines of prose", "<= 1 s", ofMegabyte <= 1000);
    }

    private static Samples Repeat(string text, int rounds = Rounds)
    {
        var compiler = new RunbookCompiler();
        var samples = new Samples();
        for (var round = 0; round < rounds + 3; round++)
        {
            var began = Stopwatch.GetTimestamp();
            if (compiler.Compile(text).Compilation is null)
            {
                throw new InvalidOperationException("A runbook that ships does not compile.");
            }

            // The first rounds compile the patterns and the code itself.
            if (round >= 3)
            {
                samples.Add(Stopwatch.GetElapsedTime(began));
            }
        }

        return samples;
    }
}
