using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Web.Runbooks.Compiling.Source;

namespace IncidentConsole.Web.Runbooks.Compiling.Templates;

/// <summary>A text of a runbook with its gaps ("[root cause]", "&lt;service&gt;", "SEV-X") as the console's placeholders.</summary>
/// <param name="Asked">Gaps nothing in the incident fills: a person is asked for each.</param>
internal sealed partial record TemplateText(string Body, string? Subject, ImmutableArray<string> Asked)
{
    /// <summary>Null where the block holds commands and no text.</summary>
    public static TemplateText? Of(Fence fence, TemplateKind kind)
    {
        var lines = Unpack(fence);
        if (lines.Count == 0)
        {
            return null;
        }

        var asked = new List<string>();
        string? subject = null;
        var first = lines.FindIndex(line => line.Length > 0);
        if (first >= 0 && SubjectLine().Match(lines[first]) is { Success: true } match)
        {
            subject = Fill(match.Groups["subject"].Value, kind, asked);
            lines = [.. lines.Skip(first + 1).SkipWhile(line => line.Length == 0)];
        }

        var body = string.Join('\n', lines.Select(line => Fill(line, kind, asked))).Trim('\n');
        return body.Length == 0 ? null : new TemplateText(body, subject, [.. asked.Distinct()]);
    }

    // What is posted by a shell ("echo "Severity: SEV-X"") is the text between its quotes; other commands are no text.
    private static List<string> Unpack(Fence fence)
    {
        var said = fence.Content.Select(line => Echo().Match(line.Text)).Where(match => match.Success).Select(match => match.Groups["text"].Value).ToList();
        return said.Count > 0 ? said
            : fence.Language is "bash" or "sh" or "shell" or "sql" or "powershell" ? []
            : [.. fence.Content.Select(line => line.Text.Replace("**", "", StringComparison.Ordinal).TrimEnd())];
    }

    private static string Fill(string line, TemplateKind kind, List<string> asked)
    {
        var label = line.IndexOf(':', StringComparison.Ordinal) is > 0 and < 40 and var colon ? line[..colon] : "";
        if (label.Length > 0 && Gaps.OfValue(label, line[(label.Length + 1)..].Trim(), kind) is { } whole)
        {
            return $"{label}: {Braced(whole)}";
        }

        return Gap().Replace(line, gap =>
        {
            var name = Gaps.Name(label, gap.Groups["words"].Value, kind);
            if (Placeholders.Find(name) is null)
            {
                asked.Add(name);
            }

            return Braced(name);
        });
    }

    private static string Braced(string name) => $"{{{{{name}}}}}";

    [GeneratedRegex(@"^\s{0,20}echo\s{1,10}(?:""(?<text>[^""]{0,500})""|'(?<text>[^']{0,500})')", RegexOptions.CultureInvariant)]
    private static partial Regex Echo();

    [GeneratedRegex(@"^(?:Subject|Betreff)\s{0,3}:\s{0,3}(?<subject>.{1,300})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SubjectLine();

    // A tick box and the words of a link are no gaps.
    [GeneratedRegex(@"\[(?![ xX]\])(?<words>[^\[\]{}\n]{1,120})\](?!\()|<(?<words>[A-Za-z][^<>{}\n]{0,80})>", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
