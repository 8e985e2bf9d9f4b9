using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.StatusPages;

namespace IncidentConsole.Web.StatusPage;

/// <summary>
/// Snapshot → HTML, a pure function: the same snapshot gives the same bytes. Readable without script and without style sheet;
/// the script only turns times into the reader's zone and swaps <c>main</c> when the page has changed.
/// </summary>
/// <param name="zone">Where a day of the page begins and ends.</param>
internal sealed class StatusPageWriter(string name, TimeZoneInfo zone)
{
    private const int DaysBefore = 5;

    public string Page(PublicSnapshot snapshot)
    {
        var main = new Html().Add(Banner(snapshot));
        foreach (var incident in snapshot.Open)
        {
            main.Add(Open(incident, snapshot.Late.Contains(incident.Number)));
        }

        if (snapshot.Components.Count > 0)
        {
            main.Add(Components(snapshot));
        }

        return Document(name, main.Add(Before(snapshot)), snapshot);
    }

    /// <summary>Every resolved incident of the shown days with all its updates.</summary>
    public string History(PublicSnapshot snapshot)
    {
        var main = new Html().Add($"<h1>Past incidents</h1><p class=\"second\">The last {PublicSnapshot.Days} days, newest first. <a href=\"/status\">Back to now</a></p>");
        foreach (var incident in snapshot.Past)
        {
            main.Add($"<section class=\"panel\"><header><h2 lang=\"{incident.Language}\">{incident.Title}</h2><span class=\"end xs second\">{PublicText.DayAndYear(DayOf(incident.StartedAt))}, resolved after {PublicText.Duration(incident.ResolvedAt!.Value - incident.StartedAt)}</span></header>").Add(Unproved(incident)).Add(Updates(incident)).Add($"</section>");
        }

        return Document($"Past incidents · {name}", snapshot.Past.Count == 0 ? main.Add($"<p class=\"panel pad\">Nothing to report.</p>") : main, snapshot);
    }

    // The version is put in by the cache, which knows it only once everything else is written.
    private string Document(string title, Html main, PublicSnapshot snapshot)
    {
        var last = snapshot.Open.Concat(snapshot.Past).SelectMany(incident => incident.Updates).Select(update => (DateTimeOffset?)update.At).Max();
        var html = new Html().Add($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}</title><link rel=\"icon\" href=\"/dist/favicon.svg\"><link rel=\"stylesheet\" href=\"/dist/status.css\"><script type=\"module\" src=\"/dist/status.js\"></script></head><body><a class=\"skip\" href=\"#main\">Skip to content</a><div class=\"public\"><header class=\"row between\"><a class=\"row brand\" href=\"/status\">").Add(Icon("brand")).Add($"{name}</a><button type=\"button\" class=\"btn quiet\" data-theme-toggle hidden>").Add(Icon("moon")).Add($"Theme</button></header>");
        html.Add(DayBars.Shapes()).Add($"<main id=\"main\" data-version=\"{StatusBytes.VersionMark}\">").Add(main).Add($"</main><footer class=\"row between wrap xs muted\"><span>");
        return (last is { } at ? html.Add($"Last update ").Add(Time(at)).Add($".") : html.Add($"No update yet."))
            .Add($" <span id=\"zone\">Times are UTC.</span></span><span id=\"live\" role=\"status\">Load the page again for news.</span></footer></div></body></html>").ToString();
    }

    private static Html Banner(PublicSnapshot snapshot)
    {
        var (_, icon, style) = PublicText.Of(snapshot.Worst);
        return new Html().Add($"<div class=\"public-banner {style}\">").Add(Icon(icon)).Add($"<div><h1>{PublicText.Headline(snapshot)}</h1><p class=\"second\">{PublicText.Detail(snapshot)}</p></div></div>");
    }

    private static Html Open(PublicIncident incident, bool isLate)
    {
        var language = incident.Language;
        var html = new Html().Add($"<section class=\"panel open\" lang=\"{language}\"><header><h2>{incident.Title}</h2><span class=\"end xs second\">{PublicWords.Since(language)} ").Add(Time(incident.StartedAt, "since", language)).Add($"</span></header>");
        if (incident.NextUpdateAt is { } next)
        {
            html.Add($"<p class=\"promise\"><strong>{(isLate ? PublicWords.UpdateLate(language) : PublicWords.NextUpdateBy(language))} ").Add(Time(next, "next", language)).Add($"</strong></p>");
        }

        return html.Add(Updates(incident)).Add($"</section>");
    }

    /// <summary>Who was told that it is over may know that somebody overruled the proof, and why.</summary>
    private static Html Unproved(PublicIncident incident) => incident.ResolvedUnproved is not { } why ? new Html()
        : new Html().Add($"<p class=\"second xs unproved\" lang=\"{incident.Language}\">").Add(Icon("warnc")).Add($" {PublicWords.ResolvedUnproved(incident.Language)} {why}</p>");

    private static Html Updates(PublicIncident incident)
    {
        var html = new Html();
        foreach (var update in incident.Updates.Reverse())
        {
            html.Add($"<div class=\"upd\" lang=\"{incident.Language}\">").Add(Time(update.At, "", incident.Language)).Add($"<div><strong>{PublicWords.Of(update.Status, incident.Language)}</strong><p>{update.Text}</p></div></div>");
        }

        return html;
    }

    private static Html Components(PublicSnapshot snapshot)
    {
        var html = new Html().Add($"<section aria-labelledby=\"parts\" class=\"stack\"><div class=\"row between wrap\"><h2 id=\"parts\">Parts of the service</h2><span class=\"row wrap xs legend\">");
        foreach (var state in Enum.GetValues<ComponentState>())
        {
            html.Add(State(state, strong: false));
        }

        html.Add($"</span></div><ul class=\"panel\">");
        foreach (var component in snapshot.Components)
        {
            html.Add($"<li class=\"comp\"><div class=\"top\"><strong>{component.Name}</strong><span class=\"grow\"></span>").Add(State(component.State, strong: true)).Add($"</div><div class=\"strip\">").Add(DayBars.Of(component));
            html.Add($"</div><p class=\"axis\"><span class=\"only-wide\">90 days ago</span><span class=\"only-phone\">30 days ago</span><span>{PublicText.Percent(component.Up)} up</span><span>today</span></p></li>");
        }

        return html.Add($"</ul></section>");
    }

    private Html Before(PublicSnapshot snapshot)
    {
        var html = new Html().Add($"<section aria-labelledby=\"before\" class=\"stack\"><h2 id=\"before\">Recent days</h2><div class=\"panel\">");
        for (var back = 0; back <= DaysBefore; back++)
        {
            var day = snapshot.Today.AddDays(-back);
            var past = snapshot.Past.Where(incident => DayOf(incident.ResolvedAt!.Value) == day).ToList();
            if (back == 0 && past.Count == 0)
            {
                continue;   // today is what stands above
            }

            html.Add($"<div class=\"upd\"><span class=\"day\">{PublicText.Day(day)}</span><div>");
            foreach (var incident in past)
            {
                html.Add($"<strong lang=\"{incident.Language}\">{incident.Title}</strong><p class=\"second\" lang=\"{incident.Language}\">{PublicWords.ResolvedAfter(incident.Language)} {PublicText.Duration(incident.ResolvedAt!.Value - incident.StartedAt, incident.Language)}. {incident.Updates[^1].Text}</p>").Add(Unproved(incident));
            }

            html.Add(past.Count == 0 ? new Html().Add($"<p class=\"muted\">Nothing to report.</p>") : new Html()).Add($"</div></div>");
        }

        return html.Add($"</div><p><a href=\"/status/history\">All history</a></p></section>");
    }

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static Html State(ComponentState state, bool strong)
    {
        var (word, icon, style) = PublicText.Of(state);
        var html = new Html().Add($"<span class=\"st {style}\">").Add(Icon(icon));
        return (strong ? html.Add($"<strong>{word}</strong>") : html.Add($"{word}")).Add($"</span>");
    }

    private static Html Time(DateTimeOffset at, string kind = "", string language = "en") =>
        kind.Length == 0
            ? new Html().Add($"<time datetime=\"{PublicText.Iso(at)}\">{PublicText.Time(at, language)}</time>")
            : new Html().Add($"<time class=\"{kind}\" datetime=\"{PublicText.Iso(at)}\">{PublicText.Time(at, language)}</time>");

    private static Html Icon(string icon) => new Html().Add($"<svg class=\"i\" aria-hidden=\"true\"><use href=\"/dist/icons.svg#i-{icon}\"/></svg>");
}
