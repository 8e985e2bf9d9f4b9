using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Kernel;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// Moves the view and, once the hand rests, writes the moment into the address, without a new entry in the history for each step. The script
/// sends a further moment only when the last one was drawn, so a slow line skips moments and never queues them.
/// </summary>
public sealed partial class TravelBar
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    /// <summary>How long after the incident was over the slider ends; later moments are reached by their address and entry by entry.</summary>
    private static readonly TimeSpan AfterTheEnd = TimeSpan.FromMinutes(15);

    /// <summary>Of the slider's width, on a phone.</summary>
    private const double LetterWidth = 0.035;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly CancellationTokenSource ended = new();
    private CancellationTokenSource? resting;
    private string marks = "";
    private int moves;
    private int later;

    [Inject]
    private TimeTravel Travel { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    protected override object? Slice => (View.Past?.At, View.Latest.Version);

    private IncidentReplay Moments => View.Past!.Replay.Moments;

    /// <summary>The slider begins where the incident did, as is known now, though nobody had declared it yet.</summary>
    private DateTimeOffset From => View.Past!.Begin < Moments.Start ? View.Past.Begin : Moments.Stops[0];

    private DateTimeOffset To { get; set; }

    private DateTimeOffset Detected => View.Incident.Milestones.Detected ?? From;

    private DateTimeOffset? Before => Moments.StopBefore(View.Past!.At) ?? (View.Past.At > From ? From : null);

    private DateTimeOffset? After => Moments.StopAfter(View.Past!.At);

    /// <summary>An incident of another day, or over midnight, says the day.</summary>
    private bool ShowsDay => From.UtcDateTime.Date != Clock.GetUtcNow().UtcDateTime.Date;

    public override void Dispose()
    {
        base.Dispose();
        ended.Cancel();
        resting?.Cancel();
    }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        OnSliceChanged();
    }

    protected override void OnSliceChanged()
    {
        if (View.Past is not { } past)
        {
            return;
        }

        var present = Clock.GetUtcNow();
        var over = View.Latest.IsOpen ? null : Moments.Marks.LastOrDefault(mark => mark.Letter is "X" or "N");
        To = over is { } end && end.At + AfterTheEnd < present ? end.At + AfterTheEnd : present;
        To = past.At > To ? past.At : To;
        marks = Marks();
        later = View.Latest.Version - (past.IsAhead ? 0 : View.Incident.Version);
        if (Moments.Version < View.Latest.Version)
        {
            _ = InvokeAsync(() => Travel.LookAsync(View, past.At, ended.Token));   // the way got longer, or a text was deleted
        }
    }

    private Task MovedAsync(ChangeEventArgs moved) =>
        int.TryParse((string?)moved.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? GoAsync(seconds >= Seconds(To) ? To : From.AddSeconds(seconds)) : Task.CompletedTask;

    private async Task GoAsync(DateTimeOffset? to)
    {
        if (to is { } at && View.Past is not null && await Travel.LookAsync(View, at < From ? From : at > To && Moments.StopAfter(To) is null ? To : at, ended.Token))
        {
            _ = WriteAsync();
        }

        moves++;
    }

    private async Task WriteAsync()
    {
        var mine = new CancellationTokenSource();
        if (resting is not null)
        {
            await resting.CancelAsync();
        }

        resting = mine;
        try
        {
            await Task.Delay(Rest, Clock, mine.Token);
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            return;   // it goes on
        }

        if (View.Past is { } past)
        {
            var said = AskedMoment.Write(past.At);
            View.Writes(said);
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("at", said), replace: true);
        }
    }

    private int Seconds(DateTimeOffset at) => (int)Math.Ceiling((at - From).TotalSeconds);

    private string Moment(DateTimeOffset at) => at.UtcDateTime.ToString(ShowsDay ? "yyyy-MM-dd HH:mm:ss 'UTC'" : "HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private string In(DateTimeOffset at) => at >= Detected ? $"{Elapsed.Words(at - Detected)} in" : $"{Elapsed.Words(Detected - at)} before it was detected";

    /// <summary>What is known of the beginning, before anything was recorded.</summary>
    private IEnumerable<ReplayMark> Lead
    {
        get
        {
            var milestones = View.Latest.Milestones;
            if (milestones.ImpactStarted is { } impact && impact >= From && impact < Moments.Start)
            {
                yield return new(impact, "I", "Impact began");
            }

            if (milestones.Detected is { } detected && detected >= From && detected < Moments.Start)
            {
                yield return new(detected, "F", View.Latest.ByDetection ? "Limit first crossed" : View.Latest.ByAlert ? "First alert fired" : "Detected");
            }
        }
    }

    private string Spoken(DateTimeOffset at) => $"{Moment(at)}, {In(at)}{string.Concat(Lead.Where(mark => mark.At == at).Concat(Moments.MarksAt(at)).Select(mark => $", {mark.Label}"))}";

    /// <summary>Each as a tick with its letter; where two would lie on each other only the first says its letter.</summary>
    private string Marks()
    {
        var html = new StringBuilder();
        var (length, lettered) = (Math.Max(1, (To - From).TotalSeconds), -1.0);
        foreach (var mark in Lead.Concat(Moments.Marks).Where(mark => mark.At <= To))
        {
            var place = (mark.At - From).TotalSeconds / length;
            var fits = place - lettered >= LetterWidth;
            lettered = fits ? place : lettered;
            html.Append(CultureInfo.InvariantCulture, $"<i data-mark=\"{mark.Letter}\" style=\"--at:{place:0.####}\" title=\"{Encoder.Encode(mark.Label)}\">{(fits ? mark.Letter : "")}</i>");
        }

        return html.ToString();
    }

    private static long Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds();
}
