using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Web.StatusPage;

/// <summary>
/// A component's days as bars. Good days are one rectangle under a pattern, so that 12 components of 90 days stay small;
/// each other day is drawn over it with its own colour, a shape below (both drawn once a page) and its date in words.
/// </summary>
internal static class DayBars
{
    private const int Step = 10;
    private const int Width = 7;

    private static readonly ComponentState[] Bad = [.. Enum.GetValues<ComponentState>().Where(state => state != ComponentState.Operational)];

    /// <summary>What every strip uses, written once a page: the pattern of good days and a bar for each bad state.</summary>
    public static Html Shapes()
    {
        var html = new Html().Add($"<svg class=\"defs\" aria-hidden=\"true\" width=\"0\" height=\"0\"><pattern id=\"d\" width=\"{Step}\" height=\"40\" patternUnits=\"userSpaceOnUse\"><rect width=\"{Width}\" height=\"30\" rx=\"1.5\"/></pattern>");
        foreach (var state in Bad)
        {
            var style = PublicText.Of(state).Style;
            html.Add($"<g id=\"{style}\" class=\"{style}\"><rect width=\"{Width}\" height=\"30\" rx=\"1.5\"/>").Add(Shape(state)).Add($"</g>");
        }

        return html.Add($"</svg>");
    }

    public static Html Of(PublicComponent component)
    {
        var width = (component.Days.Count * Step) - (Step - Width);
        var html = new Html().Add($"<svg class=\"days\" viewBox=\"0 0 {width} 40\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{PublicText.Sentence(component)}\"><rect width=\"{width}\" height=\"40\" fill=\"url(#d)\"/>");
        for (var at = 0; at < component.Days.Count; at++)
        {
            var (day, state) = (component.Days[at].Day, component.Days[at].Worst);
            if (state != ComponentState.Operational)
            {
                html.Add($"<use href=\"#{PublicText.Of(state).Style}\" x=\"{at * Step}\"><title>{PublicText.Day(day)}: {PublicText.Lower(state)}</title></use>");
            }
        }

        return html.Add($"</svg>");
    }

    private static Html Shape(ComponentState state) => state switch
    {
        ComponentState.DegradedPerformance => new Html().Add($"<rect y=\"32.5\" width=\"{Width}\" height=\"2.5\"/>"),
        ComponentState.PartialOutage => new Html().Add($"<path d=\"M3.5 32l4.5 7h-9z\"/>"),
        ComponentState.MajorOutage => new Html().Add($"<rect y=\"32\" width=\"{Width}\" height=\"8\"/>"),
        ComponentState.UnderMaintenance => new Html().Add($"<circle cx=\"3.5\" cy=\"36\" r=\"3\"/>"),
        ComponentState.Operational => new Html(),
    };
}
