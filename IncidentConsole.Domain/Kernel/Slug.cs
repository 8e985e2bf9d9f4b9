namespace IncidentConsole.Domain.Kernel;

/// <summary>A short name for addresses and programs: lower-case letters, digits and hyphens, 1 to 64, no hyphen at either end.</summary>
public static class Slug
{
    public const string Rule = "lower-case letters, digits and hyphens, at most 64";

    public static bool IsValid(string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && text[0] != '-' && text[^1] != '-';
}
