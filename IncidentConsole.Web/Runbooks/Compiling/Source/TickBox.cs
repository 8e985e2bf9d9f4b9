using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Source;

/// <summary>"[ ] Do it", "- [x] Done", "☐ Do it": the box and the words after it.</summary>
internal static partial class TickBox
{
    /// <summary>The words without the box; the tick is null where there is none.</summary>
    public static (string Text, bool? Tick) Read(string text)
    {
        var match = Box().Match(text);
        return match.Success ? (match.Groups["words"].Value.Trim(), match.Groups["open"].Length == 0) : (text, null);
    }

    [GeneratedRegex(@"^\s{0,40}(?:[-*+•]\s{1,8})?(?:(?<open>\[\s{0,3}\]|☐)|\[[xX✓✔]\]|☑|☒)\s{1,8}(?<words>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Box();
}
