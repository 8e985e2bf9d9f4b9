using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Application.Timeline;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Postmortems;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting;

namespace IncidentConsole.Web.Endpoints.Postmortems;

/// <summary><c>/api/v1/incidents/{number}/postmortem</c>: read it, write it, and its action items.</summary>
internal static class PostmortemEndpoints
{
    public static void MapPostmortems(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/incidents/{number}/postmortem").WithTags("Postmortems").RequireAuthorization(nameof(Right.Read)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapGet("/", ReadAsync).WithName("readPostmortem").Produces<PostmortemDto>().ProducesProblem(404);
        group.MapPut("/", SaveAsync).RequireAuthorization(nameof(Right.Respond)).WithName("savePostmortem").Produces<PostmortemDto>().ProducesProblem(412).ProducesProblem(422);
        group.MapPost("/action-items", AddItemAsync).RequireAuthorization(nameof(Right.Respond)).WithName("addActionItem").Produces<ActionItemDto>(201).ProducesProblem(422);
        group.MapPatch("/action-items/{id}", ChangeItemAsync).RequireAuthorization(nameof(Right.Respond)).WithName("changeActionItem").Produces<ActionItemDto>().ProducesProblem(404).ProducesProblem(422);
        group.Part<CostRequest>("cost", "setCost", b => new SetCost(b.Revenue, b.DowntimeMinutes));
        group.Part<LinkRequest>("links", "linkTicket", b => b.Remove ? new RemovePostmortemLink(b.Url ?? "") : new AddPostmortemLink(b.Url ?? "", b.Title));
        group.Part<ReviewRequest>("review", "askForReview", b => new AskForReview(b.Person ?? ""));
        group.Part<PlainRequest>("review/done", "confirmReview", _ => new ConfirmReview());
        app.MapPostmortemPdf();
    }

    private static async Task<IResult> ReadAsync(ApiRequest request, TimelineReader timeline, string number) =>
        await request.FindAsync(number) is { } row && await request.Desk.ReadAsync(row.Id, request.User.Viewer, request.Aborted) is { } incident
            ? await ShowAsync(request, timeline, incident)
            : IncidentEndpoints.NoSuchIncident().ToProblem();

    private static async Task<IResult> SaveAsync(ApiRequest request, ApiBody<PostmortemRequest> body, TimelineReader timeline, string number)
    {
        var asked = body.Value;
        var intent = new SavePostmortem(
            [.. asked.Sections.Select(section => new SectionDraft(section.Id ?? "", section.Text ?? "", section.Revision))],
            asked.Keep.ToImmutableSortedDictionary(), asked.Publish)
        {
            Reason = asked.Reason,
        };
        return await SendAsync(request, body.RequestHash, number, intent, StatusCodes.Status200OK, incident => PostmortemDto.Of(incident, []), incident => ShowAsync(request, timeline, incident));
    }

    /// <summary>One intent on the postmortem, answered with all of it.</summary>
    private static void Part<TRequest>(this RouteGroupBuilder group, string route, string name, Func<TRequest, IncidentIntent> bind)
        where TRequest : VerbRequest, new() =>
        group.MapPost(route, (ApiRequest request, ApiBody<TRequest> body, TimelineReader timeline, string number) => SendAsync(
                request, body.RequestHash, number, bind(body.Value) with { Reason = body.Value.Reason }, StatusCodes.Status200OK,
                incident => PostmortemDto.Of(incident, []), incident => ShowAsync(request, timeline, incident)))
            .RequireAuthorization(nameof(Right.Respond)).WithName(name).Produces<PostmortemDto>().ProducesProblem(404).ProducesProblem(412).ProducesProblem(422);

    private static async Task<IResult> AddItemAsync(ApiRequest request, ApiBody<NewActionItemRequest> body, TimeProvider clock, string number)
    {
        var asked = body.Value;
        if (Word<ActionItemKind>(asked.Kind ?? nameof(ActionItemKind.Prevent), "kind", out var kind) is { } unknown)
        {
            return unknown;
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        var intent = new AddActionItem(id, asked.What ?? "", kind, asked.Owner, asked.DueOn, asked.Ticket) { Reason = asked.Reason };
        return await SendAsync(request, body.RequestHash, number, intent, StatusCodes.Status201Created, incident => Item(incident, id), incident => Json(request, incident, Item(incident, id), StatusCodes.Status201Created));
    }

    private static async Task<IResult> ChangeItemAsync(ApiRequest request, ApiBody<ActionItemRequest> body, string number, string id)
    {
        var asked = body.Value;
        if (Word<ActionItemKind>(asked.Kind, "kind", out var kind) is { } unknownKind)
        {
            return unknownKind;
        }

        if (Word<ActionItemState>(asked.State, "state", out var state) is { } unknownState)
        {
            return unknownState;
        }

        var intent = new ChangeActionItem(id)
        {
            What = asked.What,
            Kind = asked.Kind is null ? null : kind,
            Owner = asked.Owner,
            DueOn = asked.DueOn,
            NoDueDate = asked.TakesDueDate,
            Ticket = asked.Ticket,
            State = asked.State is null ? null : state,
            Reason = asked.Reason,
        };
        return await SendAsync(request, body.RequestHash, number, intent, StatusCodes.Status200OK, incident => Item(incident, id), incident => Json(request, incident, Item(incident, id)));
    }

    /// <param name="stored">What a repeat under the same idempotency key gets.</param>
    private static async Task<IResult> SendAsync(
        ApiRequest request, string hash, string number, IncidentIntent intent, int status, Func<Incident, object> stored, Func<Incident, Task<IResult>> answer)
    {
        if (await request.FindAsync(number) is not { } row)
        {
            return IncidentEndpoints.NoSuchIncident().ToProblem();
        }

        return await request.Desk.SendAsync(row.Id, intent, request.User.Actor, request.Options(hash, incident => (status, stored(incident))), request.Aborted) switch
        {
            Outcome.Accepted accepted => await answer(accepted.Incident),
            var other => IncidentEndpoints.Answer(request, other),
        };
    }

    private static async Task<IResult> ShowAsync(ApiRequest request, TimelineReader timeline, Incident incident)
    {
        var read = await timeline.ReadAsync(incident, request.User.Viewer, request.Aborted);
        return await Json(request, incident, PostmortemDto.Of(incident, PostmortemTimeline.Of(incident, read.InOrderOfEvents())));
    }

    private static Task<IResult> Json(ApiRequest request, Incident incident, object body, int status = StatusCodes.Status200OK)
    {
        request.Http.Response.Headers.ETag = $"\"{incident.Version}\"";
        return Task.FromResult<IResult>(TypedResults.Json(body, ApiJson.Options, statusCode: status));
    }

    private static ActionItemDto Item(Incident incident, string id)
    {
        var index = incident.Postmortem.ActionItems.FindIndex(item => item.ItemId == id);
        return ActionItemDto.Of(incident.Postmortem.ActionItems[index], index + 1);
    }

    /// <returns>The refusal, or null when the word is known or there is none.</returns>
    private static IResult? Word<T>(string? said, string field, out T value)
        where T : struct, Enum
    {
        var found = said is null ? default(T) : ApiJson.Word<T>(said);
        value = found ?? default;
        return found is null ? new Refusal(RefusalKind.Invalid, $"{field} is one of {ApiJson.Words<T>()}.").ToProblem() : null;
    }
}
