using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Web.Seeding;

/// <summary>The two incidents of the demo: one that is over, with its postmortem, and one that is running.</summary>
internal static class DemoStories
{
    /// <summary>How long the running one runs when the demo begins.</summary>
    public static readonly TimeSpan Running = TimeSpan.FromMinutes(26);

    /// <summary>When the figures of the resolved one begin to recover.</summary>
    public static readonly TimeSpan ResolvedFixedAfter = TimeSpan.FromMinutes(20);

    private const string AlertId = "demo-high-error-rate";

    /// <summary>The alert that opened the running one, as its sender's words are kept.</summary>
    public static Alert Alert(DemoPeople people) => new()
    {
        Id = AlertId,
        Subject = $"fp:{AlertId}",
        SenderKey = AlertId,
        SenderId = people.Alertmanager.Id,
        SenderName = people.Alertmanager.Name,
        Service = SimulatedSignals.Service,
        Name = "HighErrorRate",
        Severity = 2,
        StartedAt = people.Start,
        LastSeenAt = people.Start + Running,
        Occurrences = 6,
        Facts = new() { Summary = "Permission checks fail", Severity = "high", Labels = new Dictionary<string, string> { ["alertname"] = "HighErrorRate", ["region"] = "eu-central" } },
    };

    public static async Task ResolvedAsync(DemoStage stage, DemoPeople people, CancellationToken end)
    {
        var (maya, jonas, priya) = (people.Maya, people.Jonas, people.Priya);
        await stage.DeclareAsync(
            new DeclareIncident("Login loops after a key change", "inferadb", "SEV-2") { Summary = "Sign-in in eu-central sends people back to the form.", TakeCommand = true, ImpactStartedAt = null },
            maya, end);
        await stage.AtAsync(0.5, jonas, new JoinResponders(), end);
        await stage.AtAsync(1, maya, new AssignRole(IncidentRole.CommunicationsLead, priya.Id), end);
        await stage.AtAsync(1.5, jonas, new Acknowledge(), end);
        foreach (var item in new[] { "acknowledge-alert", "post-in-incidents", "determine-severity", "begin-investigation" })
        {
            await stage.AtAsync(3, maya, new TickItem(item), end);
        }

        await stage.AtAsync(6, priya, Update(PublicStatus.Investigating, "Some people cannot sign in. We are looking into it.", "Sign-in fails for some people", ComponentState.PartialOutage, 20), end);
        await stage.AtAsync(8, jonas, new AddNote(NoteKind.Note, "Two reports from support, both from the same region."), end);
        await stage.AtAsync(13, jonas, new AddNote(NoteKind.Note, "The auth service in eu-central still holds the old signing key. Its refresh job stopped on 12 November."), end);
        await stage.AtAsync(14, maya, new ChangeStatus(IncidentStatus.Identified), end);
        await stage.AtAsync(18, maya, new AddNote(NoteKind.Decision, "Restart the refresh job instead of undoing the key change: the other regions run well on the new key."), end);
        await stage.AtAsync(19, jonas, Run("restart-pods", "kubectl rollout restart deployment/inferadb -n inferadb", "Pick up the new signing key"), end);
        await stage.AtAsync(21, jonas, new ConfirmAction("restart-pods", "All ten pods run with the new key."), end);
        await stage.AtAsync(22, priya, Update(PublicStatus.Identified, "We have found the cause: one region kept an old signing key. We are replacing it.", null, ComponentState.PartialOutage, 20), end);
        await stage.AtAsync(28, maya, new Mitigate(), end);
        await stage.AtAsync(29, priya, Update(PublicStatus.Monitoring, "Sign-in works again. We keep watching.", null, ComponentState.Operational, 30), end);
        await stage.AtAsync(40, maya, new ChangeImpact("About one sign-in in ten in eu-central failed for half an hour.", 10_000), end);
        await stage.AtAsync(57, maya, new Resolve("The region uses the new signing key; failures are at 0.02 % for 30 min."), end);
        await stage.AtAsync(58, priya, Update(PublicStatus.Resolved, "Sign-in works for everyone. We are sorry for the trouble.", null, ComponentState.Operational, null), end);
        await PostmortemAsync(stage, people, end);
    }

    public static async Task RunningAsync(DemoStage stage, DemoPeople people, CancellationToken end)
    {
        var (maya, jonas, priya) = (people.Maya, people.Jonas, people.Priya);
        await stage.DeclareAsync(
            new DeclareIncident("High error rate on permission checks", "inferadb", "SEV-2") { ByAlert = true, Summary = "Permission checks fail for many tenants since release 2.14.0." },
            people.Alertmanager, end);
        await stage.AtAsync(0.1, people.Alertmanager, new JoinAlert(AlertId, "HighErrorRate", 2, people.Start), end);
        await stage.AtAsync(1.1, maya, new Acknowledge(), end);
        await stage.AtAsync(1.3, maya, new TakeCommand(), end);
        await stage.AtAsync(1.6, jonas, new JoinResponders(), end);
        await stage.AtAsync(1.8, jonas, new Acknowledge(), end);
        await stage.AtAsync(2, maya, new AssignRole(IncidentRole.CommunicationsLead, priya.Id), end);
        foreach (var item in new[] { "acknowledge-alert", "post-in-incidents", "determine-severity", "begin-investigation" })
        {
            await stage.AtAsync(4, maya, new TickItem(item), end);
        }

        await stage.AtAsync(5, jonas, new AddNote(NoteKind.Note, "Error rate is at 11.4 %. It began with the rollout of 2.14.0."), end);
        await stage.AtAsync(7, priya, Update(PublicStatus.Investigating, "Some permission checks fail. We are looking into it.", "Some permission checks fail", ComponentState.PartialOutage, 15), end);
        await stage.AtAsync(9, jonas, new StartAction("high-error-rate", "errors-by-type", "kubectl logs -n inferadb -l app=inferadb | grep ERROR | tail -100"), end);
        await stage.AtAsync(10, jonas, new ConfirmAction("errors-by-type", "Nearly all errors come from fetching signing keys."), end);
        foreach (var item in new[] { "check-pods", "review-logs", "check-metrics", "identify-changes", "check-dependencies" })
        {
            await stage.AtAsync(12, jonas, new TickItem(item), end);
        }

        await stage.AtAsync(14, maya, new ChangeStatus(IncidentStatus.Identified), end);
        await stage.AtAsync(15.5, maya, new AddNote(NoteKind.Decision, "Roll back to 2.13.6 instead of patching forward: 2.13.6 ran well until 02:36 and needs no review."), end);
        await stage.AtAsync(16.5, people.Tomasz, new Acknowledge(), end);
        await stage.AtAsync(16.7, priya, new Acknowledge(), end);
        await stage.AtAsync(17, jonas, Run("roll-back-helm", "helm rollback inferadb -n inferadb", "Errors began with 2.14.0"), end);
        await stage.AtAsync(18.5, jonas, new ConfirmAction("roll-back-helm", "Finished in 94 s."), end);
        await stage.AtAsync(20, priya, Update(PublicStatus.Identified, "We found the cause: a release made sign-in key lookups too frequent. We are rolling it back.", null, ComponentState.PartialOutage, 15), end);
        await stage.AtAsync(23, jonas, new AddNote(NoteKind.Note, "Errors fell from 11.4 % to 6.9 %, then stopped falling. Eight of ten pods run 2.13.6, two are stuck in Terminating."), end);
        await stage.PassAsync(people.Start + Running, end);
    }

    private static async Task PostmortemAsync(DemoStage stage, DemoPeople people, CancellationToken end)
    {
        var (maya, jonas) = (people.Maya, people.Jonas);
        var sections = new Dictionary<string, string>
        {
            ["impact"] = "About one sign-in in ten in eu-central failed for half an hour. No data was lost.",
            ["root-cause"] = "The signing key changed at **14:02**. The auth service in eu-central kept the old key because its refresh job had stopped on 12 November.\n\nWhy did nobody see it?\n\n1. The job reports success even when it reads nothing.\n2. The key age has no alert.\n3. The change checklist asks for one region only.",
            ["went-well"] = "- Support told us within six minutes.\n- One person wrote every update, so nothing was said twice.",
            ["went-wrong"] = "- The refresh job was silent for nine days.\n- We looked at the newest release first; it had nothing to do with it.",
        };
        foreach (var (section, text) in sections)
        {
            await stage.AtAsync(24 * 60, maya, new SaveSection(section, 0, text), end);
        }

        await stage.AtAsync(24 * 60 + 10, maya, Item("age-alert", "Alert when a signing key is older than 24 h", ActionItemKind.Detect, jonas, 6), end);
        await stage.AtAsync(24 * 60 + 11, maya, Item("empty-read", "Fail the refresh job when it reads no key", ActionItemKind.Prevent, people.Tomasz, 13), end);
        await stage.AtAsync(24 * 60 + 12, maya, Item("every-region", "Check every region after a key change", ActionItemKind.Runbook, maya, 20), end);
        await stage.AtAsync(24 * 60 + 30, maya, new PublishPostmortem(), end);

        AddActionItem Item(string id, string what, ActionItemKind kind, Actor owner, int days) =>
            new(id, what, kind, owner.Id, DateOnly.FromDateTime(people.Start.UtcDateTime).AddDays(days));
    }

    private static StartAction Run(string action, string command, string reason) =>
        new("quick-wins", action, command) { Reason = reason, Confirmation = RunbookLibrary.InferaDb.Runbook.FindAction(action)?.Target };

    private static PostUpdate Update(PublicStatus status, string text, string? title, ComponentState state, int? next) =>
        new(status, text, title, [new ComponentChange("permission-checks", state)], next);
}

/// <summary>Who plays, and when the story begins.</summary>
internal sealed record DemoPeople(DateTimeOffset Start, Actor Maya, Actor Jonas, Actor Priya, Actor Tomasz, Actor Aisha, Actor Alertmanager);
