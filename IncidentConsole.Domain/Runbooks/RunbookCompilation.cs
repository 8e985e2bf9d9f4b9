using System.Collections.Immutable;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>
/// What reading a Markdown runbook gave: the runbook, and beside it where each of its facts stands in the source, what was not understood,
/// what contradicts itself and what is missing. Nothing is guessed in silence: whatever is not sure says so here.
/// </summary>
/// <param name="Runbook">Complete enough to run an incident under, even where much is missing.</param>
public sealed record RunbookCompilation(Runbook Runbook)
{
    /// <summary>In the order of the source.</summary>
    public ImmutableArray<CompiledFact> Facts { get; init; } = [];

    /// <summary>Text that became no fact; it is kept as reference text of the runbook.</summary>
    public ImmutableArray<UnreadText> Unread { get; init; } = [];

    /// <summary>Two statements about one thing: which one holds is for people to say.</summary>
    public ImmutableArray<CompilationQuestion> Questions { get; init; } = [];

    /// <summary>What a runbook should say and this one does not, and what runs instead.</summary>
    public ImmutableArray<MissingPart> Missing { get; init; } = [];
}

/// <summary>The text is no runbook at all; nothing was kept of it.</summary>
/// <param name="Problem">In plain words, with what to do.</param>
/// <param name="Line">1-based; null where it is about the whole text.</param>
public sealed record RunbookUnreadable(string Problem, int? Line);

/// <summary>1-based, both included.</summary>
public readonly record struct SourceLines(int First, int Last)
{
    public override string ToString() => First == Last ? $"line {First}" : $"lines {First}-{Last}";
}

public enum FactKind
{
    Title,
    Language,
    OwnerTeam,
    Scope,
    Severity,
    ResponseTime,
    Example,
    Threshold,
    DecisionQuestion,
    Escalation,
    Contact,
    ModuleOwner,
    Channel,
    Cadence,
    ChecklistPhase,
    ChecklistItem,
    QuickReference,
    Procedure,
    Symptom,
    Cause,
    Action,
    Command,
    Verification,
    ResolveCriterion,
    Template,
    PostmortemSection,
    PostmortemDue,
    KeyMetric,
    Budget,
    IncidentMetric,
    Link,
    Override,
}

/// <summary>How sure a fact is.</summary>
public enum Certainty
{
    /// <summary>The source says it in so many words, in a place made for it.</summary>
    Stated,

    /// <summary>Read from prose or from its place; likely right.</summary>
    Inferred,

    /// <summary>One of several readings; a person should look.</summary>
    Unsure,
}

/// <summary>One thing that was understood.</summary>
/// <param name="Path">Where it stands in the runbook's stored form, by ids or 0-based places: <c>severities/levels/0/response</c>.</param>
/// <param name="Text">What was understood, in words: "SEV-2 answers within 15 min".</param>
public sealed record CompiledFact(FactKind Kind, string Path, string Text, SourceLines Lines, Certainty Certainty = Certainty.Stated)
{
    /// <summary>Why it is not <see cref="Certainty.Stated"/>; null where it is.</summary>
    public string? Doubt { get; init; }
}

/// <param name="Heading">The headings above it, outermost first, joined by " › ".</param>
/// <param name="Markdown">As it stands in the source.</param>
/// <param name="Reason">Why it became no fact.</param>
public sealed record UnreadText(string Heading, string Markdown, SourceLines Lines, string Reason);

/// <summary>The source says two things about one value.</summary>
/// <param name="Path">As in <see cref="CompiledFact.Path"/>; an override of this path answers the question.</param>
/// <param name="Question">For people: "Is the latency limit of Low 800 ms or 1000 ms?"</param>
public sealed record CompilationQuestion(string Path, string Question, ImmutableArray<CompilationChoice> Choices)
{
    /// <summary>The words asked about, where there is no value yet that an answer could change: an answer is kept with them. Null else.</summary>
    public string? About { get; init; }

    /// <summary>Place in <see cref="Choices"/> of what the runbook says until somebody answers.</summary>
    public int Taken { get; init; }
}

/// <param name="Value">As the override writes it: JSON of the value.</param>
public sealed record CompilationChoice(string Words, string Value, SourceLines Lines);

/// <param name="Part">"Severity levels", "Escalation".</param>
/// <param name="Instead">What happens without it: "the four levels of the standard runbook are used".</param>
public sealed record MissingPart(string Part, string Instead);
