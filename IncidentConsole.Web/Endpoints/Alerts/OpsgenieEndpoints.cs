using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Integrations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Web.Signals.Senders;

namespace IncidentConsole.Web.Endpoints.Alerts;

/// <summary><c>/v2/alerts…</c> as Opsgenie's alert API answers it, so that any of its clients works once its base address is this console's. A word that somebody took an alert there acknowledges nothing here.</summary>
internal static class OpsgenieEndpoints
{
    /// <summary>Bytes.</summary>
    private const int LargestBody = 1024 * 1024;
    private const int LargestPage = 100;

    public static void MapOpsgenie(this IEndpointRouteBuilder app)
    {
        var group = app.MapOpsgenieGroup("/v2/alerts");
        group.MapPost("", (Delegate)CreateAsync).WithSample(IntegrationKind.Opsgenie).WithName("opsgenieCreate").WithSummary("Creates an alert, Opsgenie's way").Produces<OpsgenieAnswer.AcceptedDto>(202).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(422).Produces<OpsgenieAnswer.ErrorDto>(429);
        group.MapGet("", ListAsync).WithName("opsgenieList").WithSummary("Lists this integration's alerts, Opsgenie's way").Produces(200).Produces<OpsgenieAnswer.ErrorDto>(401);
        group.MapGet("/count", CountAsync).WithName("opsgenieCount").WithSummary("Counts this integration's alerts, Opsgenie's way").Produces(200).Produces<OpsgenieAnswer.ErrorDto>(401);
        group.MapGet("/requests/{requestId}", RequestAsync).WithName("opsgenieRequest").WithSummary("What became of a request, Opsgenie's way").Produces(200).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(404);
        group.MapGet("/{identifier}", GetAsync).WithName("opsgenieGet").WithSummary("One alert, Opsgenie's way").Produces(200).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(404);
        group.MapGet("/{identifier}/notes", NotesAsync).WithName("opsgenieNotes").WithSummary("Notes of an alert, Opsgenie's way").Produces(200).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(404);
        group.MapPost("/{identifier}/{verb:regex(^(acknowledge|unacknowledge|close|snooze|escalate|assign|responders|notes|tags|details)$)}", (Delegate)AboutAsync).WithName("opsgenieAct").WithSummary("A word about an alert, Opsgenie's way").Produces<OpsgenieAnswer.AcceptedDto>(202).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(422);
        group.MapDelete("/{identifier}", (string identifier, HttpContext http, SenderDoor door, AlertReceiver receiver, IAlertStore alerts) => AboutAsync(identifier, "delete", http, door, receiver, alerts)).WithName("opsgenieDelete").WithSummary("Ends an alert, Opsgenie's way; its trace is kept").Produces<OpsgenieAnswer.AcceptedDto>(202).Produces<OpsgenieAnswer.ErrorDto>(401);
        group.MapDelete("/{identifier}/{what:regex(^(tags|details)$)}", TakeAwayAsync).WithName("opsgenieTakeAway").WithSummary("Takes tags or details off an alert, Opsgenie's way").Produces<OpsgenieAnswer.AcceptedDto>(202).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(422);
        group.MapGet("/{identifier}/logs", LogsAsync).WithName("opsgenieLogs").WithSummary("What became of an alert, Opsgenie's way").Produces(200).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(404);
        group.MapPut("/{identifier}/{verb:regex(^(message|description|priority)$)}", (Delegate)AboutAsync).WithName("opsgenieChange").WithSummary("Changes an alert, Opsgenie's way").Produces<OpsgenieAnswer.AcceptedDto>(202).Produces<OpsgenieAnswer.ErrorDto>(401).Produces<OpsgenieAnswer.ErrorDto>(422);
    }

    private static Task<IResult> CreateAsync(HttpContext http, SenderDoor door, AlertReceiver receiver) => OpsgenieAnswer.WithSenderAsync(http, door, async (sender, key) =>
    {
        var body = await SenderBody.ReadAsync(http, sender, IntegrationKind.Opsgenie, LargestBody);
        var delivery = OpsgenieAlert.Create(body, Guid.CreateVersion7(receiver.Now).ToString("D"), receiver.Now, out var problem);
        return await KeepAsync(http, sender, receiver, body, delivery, problem, key);
    });

    private static Task<IResult> AboutAsync(string identifier, string verb, HttpContext http, SenderDoor door, AlertReceiver receiver, IAlertStore alerts) => OpsgenieAnswer.WithSenderAsync(http, door, async (sender, key) =>
    {
        return await KeepWordAsync(identifier, verb, await SenderBody.ReadAsync(http, sender, IntegrationKind.Opsgenie, LargestBody), http, sender, receiver, alerts, key);
    });

    /// <summary>What is taken away stands in the address.</summary>
    private static Task<IResult> TakeAwayAsync(string identifier, string what, HttpContext http, SenderDoor door, AlertReceiver receiver, IAlertStore alerts, string? tags = null, string? keys = null, string? user = null, string? note = null) =>
        OpsgenieAnswer.WithSenderAsync(http, door, (sender, key) => KeepWordAsync(
            identifier, what == "tags" ? "untag" : "undetail", JsonSerializer.SerializeToUtf8Bytes(new { tags = Listed(tags), keys = Listed(keys), user, note }), http, sender, receiver, alerts, key));

    private static async Task<IResult> KeepWordAsync(string identifier, string verb, byte[] body, HttpContext http, Sender sender, AlertReceiver receiver, IAlertStore alerts, string? key)
    {
        // By another name than the alias the alert must be known; what an alias means is found out when it is acted on.
        var kind = KindOf(http);
        var alias = kind == AlertIdKind.Key ? identifier : (await alerts.FindAsync(sender.Actor.Id, identifier, kind, http.RequestAborted))?.SenderKey ?? identifier;
        var delivery = OpsgenieAlert.About(verb, alias, body, receiver.Now, out var problem);
        return await KeepAsync(http, sender, receiver, body, delivery, problem, key);
    }

    private static string[] Listed(string? said) => (said ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Task<IResult> RequestAsync(string requestId, HttpContext http, SenderDoor door, IAlertStore alerts) => OpsgenieAnswer.WithSenderAsync(http, door, async (sender, _) =>
    {
        var logged = await alerts.FindDeliveryAsync(requestId, http.RequestAborted);
        if (logged is null or { Stage: DeliveryStage.Pending } || logged.SenderId != sender.Actor.Id)
        {
            return OpsgenieAnswer.Error(http, StatusCodes.Status404NotFound, "Request not found. It might not be processed, yet.");
        }

        var alert = await alerts.OfDeliveryAsync(requestId, http.RequestAborted);
        return OpsgenieAnswer.Data(http, new
        {
            success = alert is not null,
            isSuccess = alert is not null,
            action = "Alert",
            processedAt = logged.ReceivedAt,
            integrationId = sender.Actor.Id,
            status = logged.Outcome,
            alertId = alert?.Id ?? "",
            alias = alert?.SenderKey ?? "",
        });
    });

    private static Task<IResult> GetAsync(string identifier, HttpContext http, SenderDoor door, IAlertStore alerts) => WithAlertAsync(identifier, http, door, alerts, alert => OpsgenieAnswer.Data(http, AlertDto.Of(alert)));

    private static Task<IResult> NotesAsync(string identifier, HttpContext http, SenderDoor door, IAlertStore alerts) => WithAlertAsync(identifier, http, door, alerts, alert =>
        OpsgenieAnswer.Data(http, alert.Facts.Remarks.Reverse().Select((remark, index) => new { note = remark.Text, owner = remark.By ?? "", createdAt = remark.At, offset = index.ToString(CultureInfo.InvariantCulture) })));

    /// <summary>Newest first.</summary>
    private static Task<IResult> LogsAsync(string identifier, HttpContext http, SenderDoor door, IAlertStore alerts) => WithAlertAsync(identifier, http, door, alerts, alert =>
    {
        List<(DateTimeOffset At, string Owner, string Log)> lines = [(alert.StartedAt, alert.SenderName, "Alert created via API"), .. alert.Facts.Remarks.Select(remark => (remark.At, remark.By ?? "", remark.Text))];
        if (alert.AcknowledgedAt is { } taken)
        {
            lines.Add((taken, "", "Alert acknowledged via API"));
        }

        if (alert.EndedAt is { } ended)
        {
            lines.Add((ended, "", "Alert closed"));
        }

        return OpsgenieAnswer.Data(http, lines.OrderByDescending(line => line.At).Select((line, index) => new { log = line.Log, type = "system", owner = line.Owner, createdAt = line.At, offset = index.ToString(CultureInfo.InvariantCulture) }));
    });

    private static Task<IResult> ListAsync(HttpContext http, SenderDoor door, IAlertStore alerts, string? query = null, int offset = 0, int limit = 20) => OpsgenieAnswer.WithSenderAsync(http, door, async (sender, _) =>
    {
        var size = Math.Clamp(limit, 1, LargestPage);
        var page = await alerts.PageAsync(Filter(query) with { SenderId = sender.Actor.Id, Page = (Math.Max(offset, 0) / size) + 1, PageSize = size }, http.RequestAborted);
        return OpsgenieAnswer.Data(http, page.Items.Select(AlertDto.Of));
    });

    private static Task<IResult> CountAsync(HttpContext http, SenderDoor door, IAlertStore alerts, string? query = null) => OpsgenieAnswer.WithSenderAsync(http, door, async (sender, _) =>
        OpsgenieAnswer.Data(http, new { count = (await alerts.PageAsync(Filter(query) with { SenderId = sender.Actor.Id, PageSize = 1 }, http.RequestAborted)).Total }));

    /// <summary>The parts of Opsgenie's query language that clients use most: <c>status:open</c>, <c>acknowledged:true</c>; other words are looked for in the message.</summary>
    private static AlertFilter Filter(string? query)
    {
        var filter = new AlertFilter();
        foreach (var word in (query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            filter = word.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() switch
            {
                "status:open" or "status=open" => filter with { Fires = true },
                "status:closed" or "status=closed" => filter with { Fires = false },
                "acknowledged:true" or "status:acknowledged" => filter with { Acknowledged = true },
                "acknowledged:false" or "status:unacked" => filter with { Acknowledged = false },
                "and" => filter,
                _ => filter with { Text = word.StartsWith("message:", StringComparison.OrdinalIgnoreCase) ? word["message:".Length..].Trim('"', '*') : word.Trim('"', '*') },
            };
        }

        return filter;
    }

    private static Task<IResult> WithAlertAsync(string identifier, HttpContext http, SenderDoor door, IAlertStore alerts, Func<Alert, IResult> answer) => OpsgenieAnswer.WithSenderAsync(http, door, async (sender, _) =>
        await alerts.FindAsync(sender.Actor.Id, identifier, KindOf(http), http.RequestAborted) is { } alert ? answer(alert) : OpsgenieAnswer.Error(http, StatusCodes.Status404NotFound, "Alert does not exist"));

    private static AlertIdKind KindOf(HttpContext http) => http.Request.Query["identifierType"].ToString().ToLowerInvariant() switch
    {
        "alias" => AlertIdKind.Key,
        "tiny" => AlertIdKind.Number,
        _ => AlertIdKind.Id,
    };

    private static async Task<IResult> KeepAsync(HttpContext http, Sender sender, AlertReceiver receiver, byte[] body, AlertDelivery? delivery, string? problem, string? key)
    {
        var id = await receiver.KeepAsync(sender, IntegrationKind.Opsgenie, body, delivery, problem, http.RequestAborted, key);
        return delivery is null
            ? OpsgenieAnswer.Error(http, problem!.StartsWith("The body", StringComparison.Ordinal) ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity, problem)
            : OpsgenieAnswer.Accepted(http, "Request will be processed", id);
    }

    internal sealed record AlertDto(
        string Id, string TinyId, string Alias, string Message, string Status, bool Acknowledged, bool IsSeen, IReadOnlyList<string> Tags, bool Snoozed, int Count, DateTimeOffset LastOccurredAt, DateTimeOffset CreatedAt,
        DateTimeOffset UpdatedAt, string Source, string Owner, string Priority, string Description, string Entity, IReadOnlyDictionary<string, string> Details)
    {
        private const string Prefix = "details.";

        public static AlertDto Of(Alert alert)
        {
            var labels = alert.Facts.Labels;
            return new(
                alert.Id, alert.Number.ToString(CultureInfo.InvariantCulture), alert.SenderKey, alert.Facts.Summary, alert.Fires ? "open" : "closed", alert.AcknowledgedAt is not null, alert.AcknowledgedAt is not null,
                alert.Facts.Tags, false, alert.Occurrences, alert.LastSeenAt, alert.StartedAt, alert.LastSeenAt, labels.GetValueOrDefault("source", ""), "", labels.GetValueOrDefault("priority", "P3"), alert.Facts.Description ?? "",
                labels.GetValueOrDefault("entity", ""), labels.Where(label => label.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(label => label.Key[Prefix.Length..], label => label.Value));
        }
    }
}
