using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Alerts;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Tests.Endpoints.Alerts;

/// <summary>An alert that fires on when people said that it is over: it opens nothing by itself, and it is in sight until somebody does something about it.</summary>
public sealed class UnattendedAlertTests : SenderTests
{
    private const int Many = 100;

    [Fact]
    public async Task It_is_shown_with_its_incident_whatever_the_sender_repeats_until_it_ends_and_then_it_is_a_new_matter()
    {
        var (integration, key) = await AddAsync(IntegrationKind.Plain);
        await TellAsync(key, "firing");
        Assert.Empty(await SeenAsync(Viewer.System));
        var first = await IncidentAsync();
        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        await TellAsync(key, "firing");
        Assert.Equal("Counted: Disk still fires, told 2 times.", await LastOutcomeAsync(integration));
        var seen = Assert.Single(await SeenAsync(Viewer.System));
        Assert.Equal((first.Number, IncidentStatus.Resolved, "Disk"), (seen.Number!.Value, seen.Status!.Value, seen.Alert.Name));

        await TellAsync(key, "resolved");
        Assert.Empty(await SeenAsync(Viewer.System));
        await TellAsync(key, "firing");
        Assert.Empty(await SeenAsync(Viewer.System));
        Assert.Equal(2, (await IncidentsAsync()).Count);
    }

    [Fact]
    public async Task Reopened_silenced_or_declared_anew_it_is_attended_to()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        await TellAsync(key, "firing");
        var first = await IncidentAsync();
        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        await DoAsync(first.Id, new Reopen { Reason = "it fires" });
        Assert.Empty(await SeenAsync(Viewer.System));

        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        await DoAsync(first.Id, new Close { Reason = "nothing to write" });
        var maya = await PersonAsync();
        var alert = Assert.Single(await SeenAsync(Viewer.System)).Alert;
        var silence = await SilenceAsync(SilenceScope.Named("index", "Disk"), maya);
        Assert.Equal(silence.Id, Assert.Single(await SeenAsync(Viewer.System)).Silence?.Id);

        var anew = (await App.Get<AlertDesk>().MoveAsync(alert.Id, null, "it fires on", maya, Cancel)).Value!;
        Assert.Empty(await SeenAsync(Viewer.System));
        await TellAsync(key, "resolved");
        Assert.NotNull(Assert.Single((await ReadAsync(anew.Id)).Alerts.Values).EndedAt);
        Assert.Empty((await ReadAsync(first.Id)).Alerts);
    }

    [Fact]
    public async Task Of_a_restricted_incident_only_who_sees_that_sees_it()
    {
        var (_, key) = await AddAsync(IntegrationKind.Plain);
        await DoAsync(new IncidentId(Guid.CreateVersion7().ToString("D")), new DeclareIncident("Data of a customer", "index", null) { Visibility = Visibility.Restricted });
        await TellAsync(key, "firing");
        var first = await IncidentAsync();
        await DoAsync(first.Id, new Resolve("Restarted") { Override = "it looks well" });
        Assert.Single(await SeenAsync(Viewer.System));
        Assert.Empty(await SeenAsync(new Viewer("somebody", AccessRole.Responder)));
    }

    private async Task<IReadOnlyList<UnattendedAlert>> SeenAsync(Viewer viewer) => (await App.Get<UnattendedAlerts>().ReadAsync(viewer, Many, Cancel)).Alerts;

    private Task TellAsync(string key, string status) => PlainAsync(key, new { title = "Disk", status });
}
