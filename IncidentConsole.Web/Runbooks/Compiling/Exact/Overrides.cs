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
            exact = Exactness.Apply(compilation.Runbook, blocks, Open(compilation));
        }
        catch (ExactnessException exception)
        {
            return RunbookReading.Of(new RunbookUnreadable(exception.Message, exception.Line));
        }

        // Facts and questions name a place in a list by number or by key; both are compared by key.
        var paths = new ExactPaths(exact.Runbook);
        var stated = exact.Facts.Select(fact => paths.ByKey(fact.Path)).ToHashSet(StringComparer.Ordinal);
        bool IsStated(string path) => ExactPaths.WithParents(paths.ByKey(path)).Any(stated.Contains);
        string? Moved(string path) => exact.Moves.Aggregate((string?)path, (now, move) => now is null ? null : move.Moved(now));
        var facts = compilation.Facts.Select(fact => (Fact: fact, Path: Moved(fact.Path))).Where(moved => moved.Path is not null).Select(moved => moved.Fact with { Path = moved.Path! });
        var questions = compilation.Questions.Select(question => (Question: question, Path: question.About is null ? Moved(question.Path) : question.Path)).Where(moved => moved.Path is not null).Select(moved => moved.Question with { Path = moved.Path! });
        return RunbookReading.Of(compilation with
        {
            Runbook = exact.Runbook,
            Facts = [.. facts.Where(fact => !IsStated(fact.Path)).Concat(exact.Facts).Concat(exact.Refused).OrderBy(fact => fact.Lines.First)],
            Unread = [.. exact.Foreign.Concat(compilation.Unread).OrderBy(text => text.Lines.First)],
            Questions = [.. questions.Where(question => question.About is { } about ? !exact.Answered.Contains(about) && !ExactPaths.WithParents(paths.ByKey(question.Path)).Skip(1).Any(stated.Contains) : !IsStated(question.Path))],
            Missing = [.. compilation.Missing.Where(missing => !exact.Facts.Any(fact => IsPart(missing.Part, fact.Path)))],
        });
    }

    /// <param name="compile">The compiler itself.</param>
    /// <exception cref="ArgumentException">The source does not compile, or the path or the value does not fit a runbook; the message says which.</exception>
    public static string Write(string markdown, string path, string value, Func<string, RunbookReading> compile)
    {
        var current = compile(markdown);
        if (current.Compilation is not { } compilation)
        {
            throw new ArgumentException(current.Unreadable!.Problem, nameof(markdown));
        }

        var below = compile(ExactOverride.Below(markdown)).Compilation ?? throw new ArgumentException("Without its last incident-console block the text does not compile: change the value in that block.", nameof(markdown));
        try
        {
            return ExactOverride.Set(markdown, below.Runbook, path, value, Open(below), compilation.Questions.FirstOrDefault(question => question.Path == path)?.About);
        }
        catch (ExactnessException exception)
        {
            throw new ArgumentException(exception.Message, nameof(path), exception);
        }
    }

    private static HashSet<string> Open(RunbookCompilation compilation) => compilation.Questions.Select(question => question.About).OfType<string>().ToHashSet(StringComparer.Ordinal);

    // "Severity levels" is there once a level is stated: the first word of a part begins the name of its values.
    private static bool IsPart(string part, string path)
    {
        var name = path.Split('/')[0];
        var word = part.Split(' ')[0];
        return word.Length > 3 && name.StartsWith(word[..^1], StringComparison.OrdinalIgnoreCase);
    }
}
