using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>The small chart that an entry keeps of what the metrics showed: the line with its gaps, and the limit it crossed.</summary>
internal static class EvidenceMarkup
{
    private const double Height = 24;

    public static void Append(StringBuilder html, EvidenceChart chart, HtmlEncoder encoder)
    {
        var known = chart.Points.OfType<double>().Append(chart.Limit).ToList();
        var (low, high) = (Math.Min(0, known.Min()), known.Max());
        var span = high > low ? high - low : 1;
        string Y(double value) => (Height - ((value - low) / span * Height)).ToString("0.#", CultureInfo.InvariantCulture);
        var unit = chart.Unit.Length > 0 ? $" {chart.Unit}" : "";
        var last = chart.Points.OfType<double>().Select(value => (double?)value).LastOrDefault();
        var says = string.Create(CultureInfo.InvariantCulture, $"{chart.Title}: {last:0.##}{unit}, limit {chart.Limit:0.##}{unit}");
        html.Append("<svg class=\"snap\" viewBox=\"0 0 ").Append(chart.Points.Length - 1).Append(" 24\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"").Append(encoder.Encode(says)).Append("\"><path class=\"limit\" d=\"M0 ")
            .Append(Y(chart.Limit)).Append('H').Append(chart.Points.Length - 1).Append("\"/><path d=\"");
        var draws = false;
        for (var at = 0; at < chart.Points.Length; at++)
        {
            if (chart.Points[at] is { } value)
            {
                html.Append(draws ? 'L' : 'M').Append(at).Append(' ').Append(Y(value));
            }

            draws = chart.Points[at] is not null;
        }

        html.Append("\"/></svg>");
    }
}
