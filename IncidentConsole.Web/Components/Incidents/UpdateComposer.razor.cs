using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace IncidentConsole.Web.Components.Incidents;

/// <summary>
/// Writes one update. The console proposes, a person publishes: nothing leaves by itself, and a value nobody gave blocks it by name.
/// A mitigation or resolution opens this form pre-filled.
/// </summary>
public sealed partial class UpdateComposer
{
    private const string WithdrawSlot = "withdraw";

    private IReadOnlyList<Component> components = [];
    private ImmutableDictionary<string, string> said = ImmutableDictionary<string, string>.Empty;
    private ImmutableArray<Placeholder> missing = [];
    private UpdateDraft draft = default!;
    private UpdateForm form = new();
    private UpdateMail? mail;
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private PublicUpdate? waiting;
    private int number;

    /// <summary>monitoring or resolved opens the update for that turn; null = what the state suggests.</summary>
    [Parameter]
    public string? For { get; set; }

    [Inject]
    private ICatalog Catalog { get; set; } = default!;

    [Inject]
    private IOptions<ConsoleOptions> Options { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    protected override object? Slice => (View.Incident.Updates, View.Incident.UpdateOwedSince, View.MayPublish, View.IsPending(Slots.Update), View.Incident.IsOpen, View.Incident.Severity, View.Incident.Impact, View.Incident.Summary, View.Incident.Commander);

    private bool NeedsTurn => View.Incident.NextUpdateAt is not { } due || due > View.Now;

    private bool SendsMail => !View.Incident.IsDrill && View.Incident.Runbook.Communication.EmailsStakeholdersAt(View.Incident.Severity);

    private string? LeftOut => mail is { LeftOut.Length: > 0 } ? string.Join(", ", mail.LeftOut.Select(value => value.Asks.ToLowerInvariant())) : null;

    private DateTimeOffset? NextAt => form.Status == PublicStatus.Resolved || !View.Incident.IsOpen || form.Minutes is not { } minutes ? null : View.Now.AddMinutes(minutes);

    protected override async Task OnInitializedAsync()
    {
        zone = TimeZoneInfo.FindSystemTimeZoneById(Options.Value.TimeZone);
        Begin(OccasionOf(For));
        components = await Catalog.ComponentsAsync(CancellationToken.None);
    }

    protected override void OnSliceChanged()
    {
        Changed();
        waiting = View.Incident.Updates.FindLast(update => update.State == UpdateState.Posted);
        number = View.Incident.Updates.Count + 1;
    }

    private UpdateOccasion OccasionOf(string? turn) => turn switch
    {
        "monitoring" => UpdateOccasion.Mitigated,
        "resolved" => UpdateOccasion.Resolved,
        _ => UpdateDraft.OccasionOf(View.Incident),
    };

    private void Begin(UpdateOccasion occasion)
    {
        draft = UpdateDraft.For(View.Incident, occasion, View.Now, zone, said: said);
        form = UpdateForm.From(draft);
        OnSliceChanged();
    }

    /// <summary>What only a person can say blocks, in the update and in the mail that goes with it.</summary>
    private void Changed()
    {
        mail = SendsMail ? UpdateMail.For(View.Incident, form.Status, form.Text, NextAt, View.Now, zone, said) : null;
        missing = [.. UpdateDraft.MissingIn($"{form.Title} {form.Text}").Concat(mail?.Missing ?? []).DistinctBy(value => value.Name)];
    }

    private void SetStatus(string status)
    {
        form.Status = Enum.Parse<PublicStatus>(status);
        Changed();
    }

    private void SetMinutes(string minutes)
    {
        form.Minutes = int.Parse(minutes, CultureInfo.InvariantCulture);
        Changed();
    }

    private void SetComponent((string Slug, string State) change) =>
        form.Set(change.Slug, Enum.TryParse<ComponentState>(change.State, out var state) ? state : null);

    private async Task UseTemplate(ChangeEventArgs args)
    {
        var kind = Enum.Parse<TemplateKind>((string)args.Value!);
        draft = UpdateDraft.For(View.Incident, draft.Occasion, View.Now, zone, kind, form.Minutes, said);
        form.Template = kind;
        form.Status = draft.Status;
        form.Text = draft.Text;
        form.Minutes ??= draft.NextUpdateInMinutes;
        await Js.InvokeVoidAsync("drafts.clear", Key("text"));
        Changed();
    }

    private void Fill((string Name, string Value) value)
    {
        said = said.SetItem(value.Name, value.Value);
        var values = new Dictionary<string, string> { [value.Name] = value.Value };
        form.Text = TemplateFill.Fill(form.Text, values).Text;
        form.Title = TemplateFill.Fill(form.Title, values).Text;
        Changed();
    }

    private string Key(string field) => $"{View.Incident.Label}:update-{number}:{field}";

    private async Task PublishAsync()
    {
        var (title, text) = (Key("title"), Key("text"));
        Changed();   // the promise counts from now
        var intent = new PostUpdate(form.Status, form.Text, form.Title, form.Components, form.Minutes)
        {
            Mail = mail is { } written ? new UpdateMailText(written.Subject, written.Body) : null,
        };
        await View.SendAsync(Slots.Update, intent, new Announcement($"Update {number} goes out in 10 s", version => new UndoEntry(version)), await DraftIds.OfAsync(Js, text, form.Text), async () =>
        {
            await Js.InvokeVoidAsync("drafts.clear", title);
            await Js.InvokeVoidAsync("drafts.clear", text);
            said = ImmutableDictionary<string, string>.Empty;
            Begin(UpdateDraft.OccasionOf(View.Incident));
            StateHasChanged();
        });
    }

    private Task WithdrawAsync() => waiting is { } posted
        ? View.SendAsync(WithdrawSlot, new WithdrawUpdate(posted.Number), new Announcement($"Update {posted.Number} taken back"))
        : Task.CompletedTask;
}
