using System.Globalization;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Components.Runbooks;
using IncidentConsole.Web.Hosting.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Components.Pages;

/// <summary>
/// Source and result side by side: the text is compiled on the server a moment after the last key, answers and corrections are written
/// into it as exact values, and nothing happens to any service before it is published with a reason.
/// </summary>
public sealed partial class RunbookImportPage : IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private RunbookSource? source;
    private RunbookText? begun;
    private RunbookReading? reading;
    private RunbookVersion? current;
    private readonly Dictionary<string, int> begunOn = new(StringComparer.Ordinal);
    private IReadOnlyList<Service> services = [];
    private string text = "";
    private string slug = "";
    private string marks = "";
    private string? refused;
    private int onRevision;
    private int latest;
    private int asked;
    private bool isMissing;
    private bool isRead;

    /// <summary>The runbook that is edited; null imports.</summary>
    [Parameter]
    public string? Slug { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private IRunbookCompiler Compiler { get; set; } = default!;

    [Inject]
    private RunbookDesk Desk { get; set; } = default!;

    [Inject]
    private ICatalog Catalog { get; set; } = default!;

    [Inject]
    private IRunbookHistory History { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    private string Head => Slug is null ? "Import a runbook" : $"Edit {current?.Runbook.Title ?? Slug}";

    private string DraftKey => Slug is null ? "runbook:import" : $"runbook:{Slug}";

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        services = await Catalog.ServicesAsync(ended.Token);
        if (Slug is not null)
        {
            begun = await Desk.SourceAsync(Slug, ended.Token);
            isMissing = begun is null;
            text = begun?.Markdown ?? "";
            await ReadAgainAsync();
        }

        isRead = true;
    }

    private async Task TypedAsync(string typed)
    {
        if (typed != text)
        {
            text = typed;
            refused = null;
            await ReadAgainAsync();
        }
    }

    private async Task ReadAgainAsync()
    {
        var turn = ++asked;
        var (now, name) = (text, Slug ?? (Domain.Kernel.Slug.IsValid(slug.Trim()) ? slug.Trim() : null));
        var read = await Task.Run(() => Compiler.Compile(now, name), ended.Token);
        var known = read.Compilation is { Runbook.Slug: var of } ? await Catalog.CurrentRunbookAsync(of, ended.Token) : null;
        var revision = known is null ? 0 : (await History.CurrentAsync(known.Runbook.Slug, ended.Token))?.Revision ?? 0;
        var on = read.Compilation is { Runbook.Slug: var written } && source is not null ? await BegunOnAsync(written, begun is { OnRevision: { } opened } && written == Slug ? opened : revision) : revision;
        if (turn != asked)
        {
            return;   // something newer was typed meanwhile
        }

        (reading, current, onRevision, latest, marks) = (read, known ?? (Slug is null ? null : current), on, revision, MarksOf(read));
    }

    // The revision a draft was begun on stays with it, on this page and on the device: what somebody publishes meanwhile is never overwritten unseen.
    private async Task<int> BegunOnAsync(string runbook, int revision, bool anew = false)
    {
        if (anew || !begunOn.ContainsKey(runbook))
        {
            begunOn[runbook] = revision;
        }

        var kept = await Js.InvokeAsync<string?>("drafts.on", ended.Token, DraftKey, string.Create(CultureInfo.InvariantCulture, $"{runbook}:{begunOn[runbook]}"), anew);
        if (kept?.Split(':') is [var of, var number] && of == runbook && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first < begunOn[runbook])
        {
            begunOn[runbook] = first;
        }

        return begunOn[runbook];
    }

    private async Task CorrectAsync((string Path, string Value) correction)
    {
        text = await source!.TextAsync();
        try
        {
            var corrected = Compiler.WithOverride(text, correction.Path, correction.Value);
            if (Compiler.Compile(corrected, Slug).Unreadable is { } no)
            {
                refused = $"That value does not fit: {no.Problem}";
                return;
            }

            (text, refused) = (corrected, null);
        }
        catch (ArgumentException exception)
        {
            refused = $"That value does not fit: {exception.Message}";
            return;
        }

        await source.PutAsync(text);
        await ReadAgainAsync();
    }

    private async Task StartAgainAsync()
    {
        text = begun?.Markdown ?? "";
        await source!.PutAsync(text);
        await Js.InvokeVoidAsync("drafts.clear", DraftKey);
        begunOn.Clear();
        await ReadAgainAsync();
    }

    private async Task<string?> PublishAsync(string reason, IReadOnlyCollection<string> attach)
    {
        var asker = (await Authentication.CurrentUserAsync()).Asker;
        var name = reading?.Compilation?.Runbook.Slug;
        var settled = await Desk.PublishAsync(new RunbookText(name, await source!.TextAsync(), onRevision), reason, asker, ended.Token);
        if (settled.Value is not { } made)
        {
            if (settled.Refusal!.Kind == RefusalKind.Stale && name is not null && await History.CurrentAsync(name, ended.Token) is { } newest)
            {
                // What was published meanwhile is said and shown as the difference; publishing again is then meant.
                if (begun is not null && name == Slug)
                {
                    begun = begun with { OnRevision = newest.Revision };
                }

                await BegunOnAsync(name, newest.Revision, anew: true);
                await ReadAgainAsync();
            }

            return settled.Refusal.Message;
        }

        await Js.InvokeVoidAsync("drafts.clear", DraftKey);
        await Js.InvokeVoidAsync("drafts.clear", $"{DraftKey}:reason");
        if (await Desk.AttachAsync(made.Runbook.Slug, attach, asker, ended.Token) is { } refusal)
        {
            return $"Revision {made.Publication.Revision} is published, but: {refusal.Message}";
        }

        Navigation.NavigateTo($"/runbooks/{made.Runbook.Slug}?show=revisions");
        return null;
    }

    private static string MarksOf(RunbookReading reading)
    {
        if (reading.Compilation is not { } read)
        {
            return reading.Unreadable?.Line is { } line ? $"{line}-{line}:bad" : "";
        }

        var asked = read.Questions.SelectMany(question => question.Choices).Select(choice => $"{choice.Lines.First}-{choice.Lines.Last}:asked");
        var unsure = read.Facts.Where(fact => fact.Certainty == Certainty.Unsure).Select(fact => $"{fact.Lines.First}-{fact.Lines.Last}:unsure");
        return string.Join(' ', asked.Concat(unsure).Concat(read.Unread.Select(unread => $"{unread.Lines.First}-{unread.Lines.Last}:unread")));
    }
}
