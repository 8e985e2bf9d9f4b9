using System.Globalization;
using System.Text;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Cli;

/// <summary>Plain text as a terminal shows it: columns that line up, figures and times as people read them.</summary>
internal static class IncidentText
{
    /// <summary>Columns two spaces apart, each as wide as its widest cell; the last one runs on. No line ends in spaces.</summary>
    public static string Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, string indent = "")
    {
        var all = rows.Prepend(head).ToList();
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder();
        foreach (var row in all)
        {
            text.Append((indent + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Span(double seconds) => Elapsed.Words(TimeSpan.FromSeconds(seconds));

    /// <summary>"Update due in 4 min", "Update late, due 4 min ago", "Nothing overdue".</summary>
    public static string Due(string words, DateTimeOffset? due, DateTimeOffset now) =>
        due is not { } at ? words : at > now ? $"{words} {Elapsed.Words(at - now)}" : $"{words}, due {Elapsed.Words(now - at)} ago";

    /// <summary>"6.8 %", "412 ms", "3"; a dash for what is not known.</summary>
    public static string Figure(double? value, string unit, int decimals) =>
        value is { } known ? $"{known.ToString($"F{decimals}", CultureInfo.InvariantCulture)} {unit}".TrimEnd() : "-";

    /// <summary>As short as it can be said: 5, 99.5, 0.1.</summary>
    public static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>Every line a little to the right.</summary>
    public static string Indent(string text, string indent) => string.Join('\n', text.Split('\n').Select(line => (indent + line.TrimEnd('\r')).TrimEnd()));

    public static string Count(int number, string one, string? more = null) => number == 1 ? $"1 {one}" : $"{number} {more ?? one + "s"}";
}
