using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Web.StatusPage;

/// <summary>
/// A component's days as bars. Good days are one rectangle under a pattern, so that 12 components of 90 days stay small;
/// each other day is drawn over it with its own colour, a shape below and its date in words.
/// </summary>
internal static class DayBars
{
    private const int Step = 10;
    private const int Width = 7;

    /// <summary>The pattern every strip uses; written once a page.</summary>
    public static Html Pattern() => new Html().Add($"<svg class=\"defs\" aria-hidden=\"true\" width=\"0\" height=\"0\"><pattern id=\"d\" width=\"{Step}\" height=\"40\" patternUnits=\"userSpaceOnUse\"><rect width=\"{Width}\" height=\"30\" rx=\"1.5\"/></pattern></svg>");

    public static Html Of(PublicComponent component)
    {
        var width = (component.Days.Count * Step) - (Step - Width);
        var html = new Html().Add($"<svg class=\"days\" viewBox=\"0 0 {width} 40\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{PublicText.Sentence(component)}\"><rect width=\"{width}\" height=\"40\" fill=\"url(#d)\"/>");
        for (var at = 0; at < component.Days.Count; at++)
        {
            var (day, state) = (component.Days[at].Day, component.Days[at].Worst);
            if (state == ComponentState.Operational)
            {
                continue;
            }

            var x = at * Step;
            html.Add($"<g class=\"{PublicText.Of(state).Style}\"><title>{PublicText.Day(day)}: {PublicText.Lower(state)}</title><rect x=\"{x}\" width=\"{Width}\" height=\"30\" rx=\"1.5\"/>");
            html.Add(Shape(state, x)).Add($"</g>");
        }

        return html.Add($"</svg>");
    }

    private static Html Shape(ComponentState state, int x) => state switch
    {
        ComponentState.DegradedPerformance => new Html().Add($"<rect x=\"{x}\" y=\"32.5\" width=\"{Width}\" height=\"2.5\"/>"),
        ComponentState.PartialOutage => new Html().Add($"<path d=\"M{x + 3.5} 32l4.5 7h-9z\"/>"),
        ComponentState.MajorOutage => new Html().Add($"<rect x=\"{x}\" y=\"32\" width=\"{Width}\" height=\"8\"/>"),
        ComponentState.UnderMaintenance => new Html().Add($"<circle cx=\"{x + 3.5}\" cy=\"36\" r=\"3\"/>"),
        ComponentState.Operational => new Html(),
    };
}
