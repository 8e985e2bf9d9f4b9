using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// A runbook's command with its placeholders filled. What a person types is quoted for the shell, so that a pasted name can never
/// become a second command; nothing is quoted that is plainly safe, so that the line stays readable.
/// </summary>
internal static partial class ShellCommand
{
    /// <summary>Text parts in order; <c>Placeholder</c> names those that a person fills.</summary>
    internal sealed record Part(string Text, string? Placeholder);

    public static IReadOnlyList<Part> Parts(RunbookCommand command, IReadOnlyDictionary<string, string> values)
    {
        List<Part> parts = [];
        var rest = command.Text;
        while (rest.Length > 0)
        {
            var next = command.Placeholders
                .Select(name => (Name: name, At: rest.IndexOf(Token(name), StringComparison.Ordinal)))
                .Where(found => found.At >= 0)
                .OrderBy(found => found.At).ThenByDescending(found => found.Name.Length)
                .FirstOrDefault();
            if (next.Name is null)
            {
                parts.Add(new(rest, null));
                break;
            }

            if (next.At > 0)
            {
                parts.Add(new(rest[..next.At], null));
            }

            var typed = values.GetValueOrDefault(next.Name)?.Trim();
            parts.Add(new(string.IsNullOrEmpty(typed) ? Token(next.Name) : Quote(typed, command.Language), next.Name));
            rest = rest[(next.At + Token(next.Name).Length)..];
        }

        return parts;
    }

    public static string Fill(RunbookCommand command, IReadOnlyDictionary<string, string> values) =>
        string.Concat(Parts(command, values).Select(part => part.Text));

    /// <summary>As it stands in the command: <c>&lt;pod-name&gt;</c>.</summary>
    private static string Token(string name) => name.StartsWith('<') ? name : $"<{name}>";

    private static string Quote(string value, string language) => language.Equals("sql", StringComparison.OrdinalIgnoreCase)
        ? value.Replace("'", "''", StringComparison.Ordinal)
        : Safe().IsMatch(value) ? value : $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9_@%+=:,./][A-Za-z0-9_@%+=:,./-]*\z")]
    private static partial Regex Safe();
}
