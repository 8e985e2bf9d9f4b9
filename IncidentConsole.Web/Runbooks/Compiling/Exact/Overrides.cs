using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>Values stated exactly in front matter or in a fenced <c>incident-console</c> block; they win over what was recognised.</summary>
internal static class Overrides
{
    public static RunbookReading Apply(RunbookCompilation compilation, ImmutableArray<ExactBlock> blocks)
    {
        if (blocks.IsEmpty)
        {
            return RunbookReading.Of(compilation);
        }

        ExactRunbook exact;
        try
        {
            exact = Exactness.Apply(compilation.Runbook, blocks);
        }
        catch (ExactnessException exception)
        {
            return RunbookReading.Of(new RunbookUnreadable(exception.Message, exception.Line));
        }

        // Facts and questions name a place in a list by number or by key; both are compared by key.
        var paths = new ExactPaths(compilation.Runbook);
        var stated = exact.Facts.Select(fact => paths.ByKey(fact.Path)).ToHashSet(StringComparer.Ordinal);
        bool IsStated(string path) => ExactPaths.WithParents(paths.ByKey(path)).Any(stated.Contains);
        return RunbookReading.Of(compilation with
        {
            Runbook = exact.Runbook,
            Facts = [.. compilation.Facts.Where(fact => !IsStated(fact.Path)).Concat(exact.Facts).OrderBy(fact => fact.Lines.First)],
            Unread = [.. exact.Foreign.Concat(compilation.Unread).OrderBy(text => text.Lines.First)],
            Questions = [.. compilation.Questions.Where(question => !IsStated(question.Path))],
            Missing = [.. compilation.Missing.Where(missing => !exact.Facts.Any(fact => IsPart(missing.Part, fact.Path)))],
        });
    }

    /// <exception cref="ArgumentException">The source does not compile, or the path or the value does not fit a runbook; the message says which.</exception>
    public static string Write(string markdown, string path, string value, RunbookReading current)
    {
        if (current.Compilation is not { } compilation)
        {
            throw new ArgumentException(current.Unreadable!.Problem, nameof(markdown));
        }

        try
        {
            return ExactOverride.Set(markdown, compilation.Runbook, path, value);
        }
        catch (ExactnessException exception)
        {
            throw new ArgumentException(exception.Message, nameof(path), exception);
        }
    }

    // "Severity levels" is there once a level is stated: the first word of a part begins the name of its values.
    private static bool IsPart(string part, string path)
    {
        var name = path.Split('/')[0];
        var word = part.Split(' ')[0];
        return word.Length > 3 && name.StartsWith(word[..^1], StringComparison.OrdinalIgnoreCase);
    }
}
