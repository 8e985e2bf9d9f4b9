using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// An entry as one piece of markup: a new entry goes to everybody who looks, and as single frames it would cost twice as much.
/// Every text is encoded here; nothing a person wrote is ever taken as markup.
/// </summary>
internal static class EntryMarkup
{
    private static readonly ConditionalWeakTable<TimelineEntry, string> Known = [];
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The same string for everybody who looks at the same entry, unless it speaks of times: those lead to moments of this page.</summary>
    /// <param name="moment">The address of the moment a clock time of the entry means; null leaves it text.</param>
    public static string Of(TimelineEntry entry, Func<TimelineEntry, string, string?> moment) => Speaks(entry) ? Write(entry, moment) : Known.GetValue(entry, static known => Write(known, null));

    /// <summary>Whether the entry names a clock time.</summary>
    public static bool Speaks(TimelineEntry entry) => entry.Text is { } text && SpokenTimes.In(text).Any();

    private static string Write(TimelineEntry entry, Func<TimelineEntry, string, string?>? moment)
    {
        var (icon, kind) = TimelineLooks.Of(entry);
        var verdict = ActionEffect.Telling(entry.Effects)?.Verdict;
        var html = new StringBuilder(512)
            .Append("<ic-time at=\"").Append(Looks.Iso(entry.OccurredAt)).Append("\" format=\"clock\"></ic-time>")
            .Append("<span class=\"dot\"><svg class=\"i\" aria-hidden=\"true\"><use href=\"/dist/icons.svg#i-").Append(verdict is { } told ? Looks.Icon(told) : icon).Append("\"/></svg></span>")
            .Append("<div><p class=\"head\"><span class=\"kind").Append(verdict is { } coloured ? $" t-{Looks.Class(coloured)}" : "").Append("\">").Append(Encoder.Encode(entry.Headline)).Append("</span> <b>").Append(Encoder.Encode(entry.Actor.Name)).Append("</b>");
        if (entry.Moment is { } spokenOf)
        {
            html.Append("<ic-time at=\"").Append(Looks.Iso(spokenOf)).Append("\"></ic-time>");
        }

        if (TimelineLooks.Marks(entry) is { Length: > 0 } marks)
        {
            html.Append("<span class=\"muted\">").Append(Encoder.Encode(marks)).Append("</span>");
        }

        html.Append("</p>");
        if (entry.Text is { } text)
        {
            html.Append("<div class=\"").Append(kind == "update" ? "quote" : "body").Append("\">");
            AppendText(html, text, moment is null ? null : clock => moment(entry, clock));
            html.Append("</div>");
        }

        if (entry.Reason is { } reason)
        {
            html.Append("<p class=\"xs second\">Why: ").Append(Encoder.Encode(reason)).Append("</p>");
        }

        foreach (var chart in entry.Charts)
        {
            EvidenceMarkup.Append(html, chart, Encoder);
        }

        return html.Append("</div>").ToString();
    }

    private static void AppendText(StringBuilder html, string text, Func<string, string?>? moment)
    {
        var at = 0;
        foreach (var time in moment is null ? [] : SpokenTimes.In(text))
        {
            if (moment!(time.Groups["said"].Value) is { } url)
            {
                html.Append(Encoder.Encode(text[at..time.Index])).Append("<a href=\"").Append(Encoder.Encode(url)).Append("\" title=\"Look back to this moment\">").Append(Encoder.Encode(time.Value)).Append("</a>");
                at = time.Index + time.Length;
            }
        }

        html.Append(Encoder.Encode(text[at..]));
    }
}
