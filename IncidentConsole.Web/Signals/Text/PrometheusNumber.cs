using System.Globalization;

namespace IncidentConsole.Web.Signals.Text;

/// <summary>Numbers as Prometheus writes them, in its JSON strings and its text formats: decimal, exponent, NaN, +Inf, -Inf.</summary>
public static class PrometheusNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        var sign = text is ['+' or '-', ..] ? 1 : 0;
        var word = text[sign..];
        if (word.Equals("inf", StringComparison.OrdinalIgnoreCase) || word.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        // .NET would take its own words ("Infinity", "∞") here: only digits may pass.
        value = 0;
        return word is [(>= '0' and <= '9') or '.', ..] && double.TryParse(text, Style, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A figure for people: no value for what is no number, because a chart and a threshold can do nothing with it.</summary>
    public static double? Figure(double value) => double.IsFinite(value) ? value : null;
}
