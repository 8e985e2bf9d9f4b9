using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Drafts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Tests.Documents;
using IncidentConsole.Web.Documents;

namespace IncidentConsole.Tests.Scenarios;

/// <summary>What the stories of the shipped runbooks ask of a <see cref="Scenario"/>.</summary>
internal static class LibraryStories
{
    /// <summary>A service of this name under this runbook, with one person bound to each target; business days in this zone.</summary>
    public static async Task<Scenario> StartAsync(string runbook, Func<Scenario, (string Target, Actor Person)[]> bound, string zone = "UTC", params DateOnly[] holidays)
    {
        var story = await Scenario.StartAsync();
        var bindings = bound(story).ToImmutableDictionary(pair => pair.Target, pair => ImmutableArray.Create(pair.Person.Id));
        var service = new Service(runbook, runbook, runbook, "Team", bindings) { TimeZone = zone, Holidays = [.. holidays] };
        Assert.True(await story.Get<ICatalogEditor>().SaveServiceAsync(service, null, isNew: true, Actor.System, Scenario.End));
        return story;
    }

    /// <summary>Time from the declaration to a due time, null where nothing of the kind is due.</summary>
    public static TimeSpan? DueIn(this Incident incident, DeadlineKind kind, string? subject = null) =>
        DeadlineSchedule.For(incident).FirstOrDefault(deadline => deadline.Kind == kind && (subject is null || deadline.Subject == subject))?.DueAt - incident.Milestones.Declared;

    /// <summary>How late after the declaration a due time passed; null where it did not.</summary>
    public static TimeSpan? PassedAfter(this Incident incident, DeadlineKind kind) =>
        incident.PassedDeadlines.Where(deadline => deadline.Kind == kind).Select(deadline => deadline.DueAt - incident.Milestones.Declared).FirstOrDefault();

    /// <summary>The update the console proposes, with what a person says where it asks.</summary>
    public static UpdateDraft Draft(this Scenario story, Incident incident, params (string Name, string Value)[] said) => UpdateDraft.For(
        incident, UpdateDraft.OccasionOf(incident), story.Clock.GetUtcNow(), TimeZoneInfo.Utc, said: said.ToDictionary(pair => pair.Name, pair => pair.Value));

    /// <summary>Starts an action as the runbook writes it, its target typed where it asks for that, and confirms it.</summary>
    public static async Task<Incident> RunAsync(this Scenario story, Actor by, RunbookAction action, string? command = null, string reason = "It helps")
    {
        await story.DoAsync(by, new StartAction(null, action.Id, command) { Reason = reason, Confirmation = action.ConfirmedBy((await story.ReadAsync()).Service) });
        return await story.DoAsync(by, new ConfirmAction(action.Id));
    }

    /// <summary>The first action of the runbook whose command holds these words.</summary>
    public static RunbookAction ActionWith(this Incident incident, string command) => incident.Runbook.Procedures.SelectMany(procedure => procedure.Actions)
        .First(action => action.Command?.Text.Contains(command, StringComparison.Ordinal) == true);

    public static async Task<Incident> TickAllAsync(this Scenario story, Actor by, string phase)
    {
        var incident = await story.ReadAsync();
        foreach (var item in incident.Runbook.Checklist.Single(candidate => candidate.Id == phase).Items)
        {
            incident = await story.DoAsync(by, new TickItem(item.Id));
        }

        return incident;
    }

    public static async Task<IEnumerable<string>> HeadlinesAsync(this Scenario story, TimelineKind kind) =>
        (await story.TimelineAsync()).InOrderOfEvents().Where(entry => entry.Kind == kind).Select(entry => entry.Headline);

    public static async Task<PostmortemDocument> PaperAsync(this Scenario story, string zone = "UTC")
    {
        var number = (await story.ReadAsync()).Number;
        return (await story.Get<PostmortemReader>().DocumentAsync(number, Viewer.System, zone, Scenario.End))!;
    }

    /// <summary>The text of the paper as the real renderer draws it; skips the test where poppler is missing.</summary>
    public static async Task<string> PdfTextAsync(this Scenario story, string zone = "UTC")
    {
        using var pool = PdfTools.Pool();
        return await PdfTools.TextAsync(await new TypstDocumentRenderer(pool).RenderAsync(await story.PaperAsync(zone), Scenario.End));
    }
}
