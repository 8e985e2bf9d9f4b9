using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Thresholds;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling;

/// <summary>
/// What was understood so far. A recogniser puts values into <see cref="Runbook"/>, says for each where it stands (<see cref="Fact"/>),
/// and thereby claims its lines: what nobody claimed ends as unread text in its place.
/// </summary>
internal sealed class Reading(SourceTree source)
{
    /// <summary>Facts, questions and left parts together; the five teams' runbooks have about 300 each.</summary>
    public const int Most = 5000;

    private readonly bool[] _claimed = new bool[source.LineCount + 1];
    private readonly List<CompiledFact> _facts = [];
    private readonly List<CompilationQuestion> _questions = [];
    private readonly List<MissingPart> _missing = [];
    private readonly List<UnreadText> _left = [];
    private readonly List<MixedLimit> _mixed = [];

    public SourceTree Source => source;

    public ImmutableArray<Section> Sections => source.Sections;

    /// <summary>Replaced with <c>with</c> as values are found. Without levels until the severity recognisers ran.</summary>
    public Runbook Runbook { get; set; } = new() { Slug = "", Title = "", Severities = new SeverityScheme([]) };

    public IReadOnlyList<CompiledFact> Facts => _facts;

    public IReadOnlyList<CompilationQuestion> Questions => _questions;

    public IReadOnlyList<MissingPart> Missing => _missing;

    public bool IsGerman => Runbook.Language == "de";

    /// <summary>Records what was understood and claims its lines.</summary>
    /// <param name="path">As <see cref="CompiledFact.Path"/>.</param>
    /// <param name="doubt">Why it is not stated in so many words; null = <see cref="Certainty.Stated"/>.</param>
    /// <param name="isUnsure">One of several readings: a person should look.</param>
    public void Fact(FactKind kind, string path, string text, SourceLines lines, string? doubt = null, bool isUnsure = false)
    {
        Note(kind, path, text, lines, doubt, isUnsure);
        Claim(lines);
    }

    /// <summary>As <see cref="Fact"/>, but the lines stay open for others: they say more than this.</summary>
    public void Note(FactKind kind, string path, string text, SourceLines lines, string? doubt = null, bool isUnsure = false)
    {
        Bound();
        var certainty = (doubt, isUnsure) switch
        {
            (null, _) => Certainty.Stated,
            (_, true) => Certainty.Unsure,
            _ => Certainty.Inferred,
        };
        _facts.Add(new CompiledFact(kind, path, text, lines, certainty) { Doubt = doubt });
    }

    /// <summary>These lines became a fact, or only introduce one ("Examples:").</summary>
    public void Claim(SourceLines lines)
    {
        for (var line = Math.Max(lines.First, 1); line <= lines.Last && line < _claimed.Length; line++)
        {
            _claimed[line] = true;
        }
    }

    public bool IsClaimed(int line) => _claimed[line];

    public bool IsClaimed(SourceLines lines) => Enumerable.Range(lines.First, lines.Last - lines.First + 1).All(IsClaimed);

    public bool IsAnyClaimed(SourceLines lines) => Enumerable.Range(lines.First, lines.Last - lines.First + 1).Any(IsClaimed);

    /// <summary>Part of a line that became no fact, while the rest of the line did: a column, a half sentence.</summary>
    public void Leave(string markdown, SourceLines lines, string reason)
    {
        Bound();
        _left.Add(new UnreadText(Sections.LastOrDefault(section => section.Line <= lines.First)?.Path ?? "", markdown, lines, reason));
    }

    public IReadOnlyList<UnreadText> Left => _left;

    public void Ask(CompilationQuestion question)
    {
        Bound();
        _questions.Add(question);
    }

    /// <summary>Limits whose words fit two readings; asked about at the end.</summary>
    public void Mix(MixedLimit mixed)
    {
        Bound();
        _mixed.Add(mixed);
        Claim(mixed.Lines);
    }

    public IReadOnlyList<MixedLimit> Mixed => _mixed;

    /// <summary>What limits may be multiples of, read before the limits.</summary>
    public List<Budget> Budgets { get; } = [];

    public void Miss(string part, string instead) => _missing.Add(new MissingPart(part, instead));

    /// <summary>True where the words, or a heading above them, name a level this runbook does not have: nothing under it is for any other.</summary>
    public bool IsForUnknownLevel(Section section, string words = "") =>
        LevelMentions.NamesUnknown(words, Runbook.Severities) || section.Above().Prepend(section).Any(above => above.Level > 0 && LevelMentions.NamesUnknown(above.Heading, Runbook.Severities));

    /// <summary>An id from words, not yet taken within <paramref name="taken"/>: "sev-1-page-manager".</summary>
    public static string Id(string words, IEnumerable<string> taken)
    {
        var id = Ids.Of(words);
        var all = taken as IReadOnlyCollection<string> ?? [.. taken];
        if (!all.Contains(id))
        {
            return id;
        }

        var known = all.ToHashSet(StringComparer.Ordinal);
        var free = id;
        for (var number = 2; known.Contains(free); number++)
        {
            free = $"{id}-{number}";
        }

        return free;
    }

    // A text that names thousands of things is no runbook, and reading on would only cost time.
    private void Bound()
    {
        if (_facts.Count + _questions.Count + _left.Count + _mixed.Count >= Most)
        {
            throw new RunbookTooLargeException();
        }
    }
}

/// <summary>More was read than any runbook holds; caught by the compiler, which says so in words.</summary>
internal sealed class RunbookTooLargeException() : Exception($"More than {Reading.Most} facts.");
