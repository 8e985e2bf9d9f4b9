using System.Text.Encodings.Web;
using System.Text.Unicode;
using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>What the figures say of an action, on one line of the runner: shape, word and figures, or when they will say something. No component: it changes three times a run.</summary>
internal static class EffectMarkup
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static MarkupString Of(ActionEffect effect)
    {
        if (effect.Latest is not { } told)
        {
            var first = Looks.Iso(effect.DoneAt + TimeSpan.FromMinutes(ActionEffect.Minutes[0]));
            return new($"<span class=\"st\">{Icon("clock")}Did it help? Measured in <ic-countdown due=\"{first}\"></ic-countdown></span>");
        }

        var figures = EffectWords.Lead(told) is { } lead ? $" · {EffectWords.Figures(lead)}" : "";
        return new($"<span class=\"st effect {Looks.Class(told.Verdict)}\">{Icon(Looks.Icon(told.Verdict))}<span>{Encoder.Encode($"{EffectWords.Of(told.Verdict)}{figures} after {told.Minutes} min")}</span></span>");
    }

    private static string Icon(string name) => $"<svg class=\"i\" aria-hidden=\"true\"><use href=\"/dist/icons.svg#i-{name}\"/></svg>";
}
