using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IncidentConsole.Domain.Application.Repeats;
using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>Earlier incidents that looked the same, as one piece of markup: what worked then, and what of it is still open. Every text is encoded here.</summary>
internal static class SeenBeforeMarkup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The closest in full, the others on demand.</summary>
    public static MarkupString Of(IReadOnlyList<SimilarIncident> found)
    {
        var html = new StringBuilder(1_024).Append("<div class=\"stack s2 grow\">");
        Append(html, found[0], "<strong>Seen before:</strong> ");
        if (found.Count > 1)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details class=\"why xs\"><summary>{found.Count - 1} more like it</summary>");
            foreach (var one in found.Skip(1))
            {
                Append(html, one, "");
            }

            html.Append("</details>");
        }

        return new(html.Append("</div>").ToString());
    }

    /// <summary>Only what is still open, for the paper that is being written.</summary>
    public static MarkupString Open(IEnumerable<SimilarIncident> found)
    {
        var html = new StringBuilder(512);
        foreach (var one in found)
        {
            html.Append("<div>");
            Link(html, one).Append(" (").Append(Encoder.Encode(one.Why)).Append(") has open action items:");
            Items(html, one).Append("</div>");
        }

        return new(html.ToString());
    }

    private static void Append(StringBuilder html, SimilarIncident one, string begin)
    {
        html.Append("<div><p>").Append(begin);
        Link(html, one).Append(", <ic-time at=\"").Append(Looks.Iso(one.DeclaredAt)).Append("\" format=\"date\"></ic-time>: ").Append(Encoder.Encode(one.Why)).Append(".</p>");
        if (!one.Worked.IsEmpty)
        {
            html.Append("<p>Worked then: ").Append(Encoder.Encode(string.Join("; ", one.Worked.Select(worked => worked.Words)))).Append(".</p>");
        }

        if (!one.OpenItems.IsEmpty)
        {
            html.Append(CultureInfo.InvariantCulture, $"<details class=\"why xs\"><summary>Still open from it: {one.OpenItems.Length} {(one.OpenItems.Length == 1 ? "action item" : "action items")}</summary>");
            Items(html, one).Append("</details>");
        }

        html.Append("</div>");
    }

    private static StringBuilder Link(StringBuilder html, SimilarIncident one) => html
        .Append(CultureInfo.InvariantCulture, $"<a href=\"/incidents/{one.Number}\" title=\"{Encoder.Encode(one.Title)}\">{one.Label}</a>");

    private static StringBuilder Items(StringBuilder html, SimilarIncident one)
    {
        html.Append("<ul>");
        foreach (var item in one.OpenItems)
        {
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"/incidents/{one.Number}/postmortem\">").Append(Encoder.Encode(item.What.Shown)).Append("</a>, ").Append(Encoder.Encode(Who(item))).Append("</li>");
        }

        return html.Append("</ul>");
    }

    private static string Who(ActionItem item) =>
        $"{item.OwnerName ?? "nobody owns it"}{(item.DueOn is { } due ? $", due {due.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}" : ", no due date")}";
}
