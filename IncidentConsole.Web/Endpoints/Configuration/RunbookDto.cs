using System.Text.Json;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Web.Endpoints.Configuration;

/// <summary>A runbook in a list.</summary>
/// <param name="Key">Names this version for ever: SHA-256 of its stored form.</param>
internal sealed record RunbookRow(string Slug, string Title, string Language, string? Scope, string? OwnerTeam, string Key, IReadOnlyList<string> Levels, int Procedures, IReadOnlyList<string> Services)
{
    public static RunbookRow Of(RunbookVersion version, IEnumerable<Service> services) => new(
        version.Runbook.Slug, version.Runbook.Title, version.Runbook.Language, version.Runbook.Scope, version.Runbook.OwnerTeam, version.Key.Value,
        [.. version.Runbook.Severities.Levels.Select(level => level.Title)], version.Runbook.Procedures.Length,
        [.. services.Where(service => service.RunbookSlug == version.Runbook.Slug).Select(service => service.Slug)]);
}

/// <summary>A runbook with the revision it is.</summary>
/// <param name="Runbook">As the store keeps it: what the compiler made.</param>
internal sealed record RunbookDto(string Slug, int Revision, string Key, bool IsCurrent, DateTimeOffset PublishedAt, string PublishedBy, string Reason, int UsedBy, JsonElement Runbook)
{
    public static RunbookDto Of(RunbookPublication published, Runbook runbook) => new(
        published.Slug, published.Revision, published.Key.Value, published.IsCurrent, published.At, published.By.Name, published.Reason, published.UsedBy, Json(runbook));

    public static JsonElement Json(Runbook runbook) => JsonSerializer.SerializeToElement(runbook, RunbookJson.Options);
}

/// <summary>What reading a Markdown runbook gave, each part with its lines (1-based, both included).</summary>
/// <param name="Problem">Why it is no runbook; null where it is one.</param>
internal sealed record RunbookCheckDto(
    bool Compiles, ProblemDto? Problem, JsonElement? Runbook, IReadOnlyList<FactDto> Facts, IReadOnlyList<UnreadDto> Unread, IReadOnlyList<QuestionDto> Questions, IReadOnlyList<MissingPart> Missing)
{
    public static RunbookCheckDto Of(RunbookReading reading) => reading.Compilation is { } compilation
        ? new(
            true, null, RunbookDto.Json(compilation.Runbook),
            [.. compilation.Facts.Select(fact => new FactDto(fact.Kind, fact.Path, fact.Text, fact.Lines.First, fact.Lines.Last, fact.Certainty, fact.Doubt))],
            [.. compilation.Unread.Select(unread => new UnreadDto(unread.Heading, unread.Markdown, unread.Lines.First, unread.Lines.Last, unread.Reason))],
            [.. compilation.Questions.Select(question => new QuestionDto(question.Path, question.Question, [.. question.Choices.Select(choice => new ChoiceDto(choice.Words, choice.Value, choice.Lines.First, choice.Lines.Last))], question.Taken))],
            compilation.Missing)
        : new(false, new ProblemDto(reading.Unreadable!.Problem, reading.Unreadable.Line), null, [], [], [], []);
}

internal sealed record ProblemDto(string Words, int? Line);

internal sealed record FactDto(FactKind Kind, string Path, string Text, int FirstLine, int LastLine, Certainty Certainty, string? Doubt);

internal sealed record UnreadDto(string Heading, string Markdown, int FirstLine, int LastLine, string Reason);

/// <param name="Taken">Place in the choices of what the runbook says until somebody answers.</param>
internal sealed record QuestionDto(string Path, string Question, IReadOnlyList<ChoiceDto> Choices, int Taken);

/// <param name="Value">JSON of the value an override of the path writes.</param>
internal sealed record ChoiceDto(string Words, string Value, int FirstLine, int LastLine);
