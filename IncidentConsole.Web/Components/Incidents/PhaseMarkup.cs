using System.Text.Encodings.Web;
using System.Text.Unicode;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Web.Components.Shared;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// What a checklist says, as markup that is written once for everybody who looks: as frames of its own it would be the largest part of each circuit.
/// Every text is encoded here; nothing a person wrote is ever taken as markup.
/// </summary>
internal static class PhaseMarkup
{
    public const string Saving = "<span class=\"meta\"><svg class=\"i\" aria-hidden=\"true\"><use href=\"/dist/icons.svg#i-clock\"></use></svg><span class=\"sr\">saving</span></span>";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The begin of a phase's line; its window and the end of the box follow.</summary>
    public static string Summary(string title, string progress, string? icon, string? tone) =>
        $"{Icon.Of("right")}<span class=\"ph-name\">{Encoder.Encode(title)}</span><span class=\"box\">{(icon is null ? "" : $"<span class=\"{tone}\">{Icon.Of(icon)}</span>")}{Encoder.Encode(progress)}";

    public static string Window(string window, string? at, string? lateBy, string? opens) => window switch
    {
        "now" => $"<b class=\"win\">now</b>{(at is null ? "" : $"<span class=\"nowrap\"><ic-countdown due=\"{at}\" format=\"minutes\"></ic-countdown> left</span>")}",
        "late" => $"<b class=\"win t-attn\">late by {lateBy}</b>",
        "opens" => $"<span>opens <ic-time at=\"{at}\"></ic-time></span>",
        "later" => $"<span>{Encoder.Encode(opens!)}</span>",
        _ => "",
    };

    public static string Timebox(string window, string? at) => (window, at) switch
    {
        ("later", _) => "<p class=\"timebox xs muted\">What will come: this list opens once the incident is resolved.</p>",
        ("now" or "late", { } end) => $"<p class=\"timebox xs muted\">{(window == "late" ? "It ended" : "Until")} <ic-time at=\"{end}\" format=\"both\"></ic-time></p>",
        _ => "",
    };

    public static string Label(string text, string state, string? why) =>
        $"<span class=\"lbl\">{Encoder.Encode(text)}{(state == nameof(ChecklistItemState.NotApplicable) ? " (not applicable)" : "")}{(why is null ? "" : $"<small class=\"xs muted\">{Encoder.Encode(why)}</small>")}</span>";

    public static string Done(string? who, string? name, string? at) =>
        who is null ? "<span class=\"meta\"></span>" : $"<span class=\"meta\"><span title=\"{Encoder.Encode(name ?? "")}\">{Encoder.Encode(who)}</span> <ic-time at=\"{at}\"></ic-time></span>";
}
