using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary><c>POST /api/v1/incidents/{number}/…</c>: one route a verb. Each binds its body to an intent and answers what the desk says.</summary>
internal static class IncidentVerbs
{
    public static void MapIncidentVerbs(this RouteGroupBuilder incidents)
    {
        var verbs = incidents.MapGroup("/{number}");
        verbs.Verb<AcknowledgeRequest>("acknowledge", (_, b) => new Acknowledge { StepId = b.Step });
        verbs.Verb<SeverityRequest>("severity", (_, b) => new ChangeSeverity(IncidentEndpoints.Said(b.Severity) ?? ""));
        verbs.Verb<StatusRequest>("status", (_, b) => new ChangeStatus(Word<IncidentStatus>(b.Status, "status")));
        verbs.Verb<RoleRequest>("roles", (_, b) => b.Release
            ? new ReleaseRole(Role(b.Role), b.Person ?? "")
            : new AssignRole(Role(b.Role), b.Person ?? ""));
        verbs.Verb<PlainRequest>("command", (_, _) => new TakeCommand());
        verbs.Verb<HandOverRequest>("handover", (_, b) => new ProposeHandOver(b.To ?? "", b.Brief));
        verbs.Verb<PlainRequest>("handover/accept", (_, _) => new AcceptHandOver());
        verbs.Verb<PlainRequest>("handover/cancel", (_, _) => new CancelHandOver());
        verbs.Verb<EscalateRequest>("escalate", (_, b) => new Escalate(b.Step));
        verbs.Verb<HoldRequest>("hold", (_, b) => new HoldEscalation(b.Step ?? "", b.Minutes));
        verbs.Verb<NoteRequest>("notes", (_, b) => new AddNote(b.Kind is null ? NoteKind.Note : Word<NoteKind>(b.Kind, "kind"), b.Text ?? "", b.OccurredAt));
        verbs.Verb<ChecklistRequest>("checklist/{item}", (route, b) => Word<ChecklistItemState>(b.State ?? "ticked", "state") switch
        {
            ChecklistItemState.Ticked => new TickItem(route("item")),
            ChecklistItemState.Open => new UntickItem(route("item")),
            ChecklistItemState.NotApplicable => new NotApplicableItem(route("item")),
        });
        verbs.Verb<ActionRequest>("actions/{action}/start", (route, b) => new StartAction(b.Procedure, route("action"), b.Command) { Values = b.Values?.ToImmutableDictionary(), Confirmation = b.Confirmation });
        verbs.Verb<ActionRequest>("actions/{action}/confirm", (route, b) => new ConfirmAction(route("action"), b.Result));
        verbs.Verb<ActionRequest>("actions/{action}/skip", (route, _) => new SkipAction(route("action")));
        verbs.Verb<ActionRequest>("actions/{action}/limit-back", (route, b) => new TakeLimitBack(route("action"), b.Result));
        verbs.Verb<VerificationRequest>("procedures/{procedure}/verifications/{verification}", (route, b) => new Verify(
            route("procedure"), route("verification"), b.Worked ?? throw new BadHttpRequestException("Say whether it worked as \"worked\": true or false."), b.Result));
        verbs.Verb<DocumentationRequest>("documentation", (_, b) => new DocumentMeasures(b.Workaround, b.Rollback));
        verbs.Verb<UpdateRequest>("updates", (_, b) => Update(b), UnknownComponentsAsync);
        verbs.Verb<PlainRequest>("mitigate", (_, _) => new Mitigate());
        verbs.Verb<ResolveRequest>("resolve", (_, b) => new Resolve(b.Notes ?? "") { Override = b.Override });
        verbs.Verb<PlainRequest>("reopen", (_, _) => new Reopen());
        verbs.Verb<PlainRequest>("close", (_, _) => new Close());
        verbs.Verb<PlainRequest>("decline", (_, _) => new Decline());
        verbs.Verb<DuplicateRequest>("duplicate", (_, b) => new MergeInto(ApiRequest.NumberOf(IncidentEndpoints.Said(b.Of) ?? "") ?? 0));
        verbs.Verb<PlainRequest>("drill/pause", (_, _) => new PauseDrill());
        verbs.Verb<PlainRequest>("drill/continue", (_, _) => new ContinueDrill());
        verbs.Verb<PlainRequest>("drill/stop", (_, _) => new StopDrill());
        verbs.Verb<PlainRequest>("join", (_, _) => new JoinResponders());
        verbs.Verb<PlainRequest>("leave", (_, _) => new LeaveResponders());
        verbs.Verb<AttachmentRequest>("attachments", (_, b) => new Attach(b.Entry, b.Image is null ? AttachmentKind.Link : AttachmentKind.Image, b.Image ?? b.Link ?? "", b.Caption));
        verbs.Verb<MilestoneRequest>("milestones", (_, b) => new SetMilestone(Word<Milestone>(b.Milestone, "milestone"), b.At ?? throw new BadHttpRequestException("Give the time as \"at\".")));
        verbs.Verb<ChangeRequest>("title", (_, b) => new ChangeTitle(b.Title ?? ""));
        verbs.Verb<ChangeRequest>("summary", (_, b) => new ChangeSummary(b.Summary ?? ""));
        verbs.Verb<ChangeRequest>("service", (_, b) => new ChangeService(b.Service ?? ""));
        verbs.Verb<AttributeRequest>("attributes", (_, b) => new SetAttribute(b.Attribute ?? "", b.IsPresent));
        verbs.Verb<ModulesRequest>("modules", (_, b) => new SetModules([.. b.Modules]));
        verbs.Verb<ChannelRequest>("channel", (_, b) => new OpenChannel(b.Name ?? ""));
        verbs.Verb<CriterionRequest>("criteria/{criterion}", (route, b) => b.IsMet ? new ConfirmCriterion(route("criterion")) : new TakeBackCriterion(route("criterion")));
        verbs.Verb<ChangeRequest>("impact", (_, b) => new ChangeImpact(b.Impact ?? "", b.AffectedUsers));
    }

    /// <param name="check">What the rule cannot know, since it stands in the configuration; null refuses nothing.</param>
    private static void Verb<TRequest>(this RouteGroupBuilder group, string route, Func<Func<string, string>, TRequest, IncidentIntent> bind, Func<ApiRequest, TRequest, Task<Refusal?>>? check = null)
        where TRequest : VerbRequest, new() =>
        group.MapPost(route, async (ApiRequest request, ApiBody<TRequest> body, string number) =>
        {
            if (await request.FindAsync(number) is not { } row)
            {
                return IncidentEndpoints.NoSuchIncident().ToProblem();
            }

            IncidentIntent intent;
            try
            {
                intent = bind(name => request.Http.GetRouteValue(name)?.ToString() ?? "", body.Value) with { Reason = body.Value.Reason };
            }
            catch (UnknownWordException e)
            {
                return new Refusal(RefusalKind.Invalid, e.Message).ToProblem();
            }

            if (check is not null && await check(request, body.Value) is { } refusal)
            {
                return refusal.ToProblem();
            }

            var options = request.Options(body.RequestHash, incident => (StatusCodes.Status200OK, IncidentDto.Of(incident)));
            return IncidentEndpoints.Answer(request, await request.Desk.SendAsync(row.Id, intent, request.User.Actor, options, request.Aborted));
        }).RequireAuthorization(nameof(Right.Respond)).Produces<IncidentDto>().ProducesProblem(409).ProducesProblem(412).ProducesProblem(422);

    /// <summary>By the API an update goes out at once.</summary>
    private static PostUpdate Update(UpdateRequest asked) => new(
        Word<PublicStatus>(asked.PublicStatus, "publicStatus"),
        asked.Text ?? "",
        asked.Title,
        [.. asked.Components.Select(c => new ComponentChange(c.Slug ?? "", Word<ComponentState>(c.State, "state")))],
        asked.NextUpdateInMinutes)
    {
        GoesOutAtOnce = true,
    };

    /// <summary>A component that is not in the catalog would be published under a name nobody knows.</summary>
    private static async Task<Refusal?> UnknownComponentsAsync(ApiRequest request, UpdateRequest asked)
    {
        if (asked.Components.Count == 0)
        {
            return null;
        }

        var known = (await request.Http.RequestServices.GetRequiredService<ICatalog>().ComponentsAsync(request.Aborted)).Select(component => component.Slug).ToList();
        var unknown = asked.Components.Select(component => component.Slug ?? "").Except(known).Select(slug => $"\"{slug}\"").ToList();
        return unknown.Count == 0 ? null
            : new Refusal(RefusalKind.Invalid, $"There is no component {string.Join(", ", unknown)}. {(known.Count == 0 ? "None is set up: add it in the settings first." : $"Known: {string.Join(", ", known)}.")}");
    }

    private static IncidentRole Role(string? said) => ApiJson.Word<IncidentRole>(said) ?? (said?.Trim().ToUpperInvariant() switch
    {
        "IC" or "INCIDENT COMMANDER" => IncidentRole.Commander,
        "SME" => IncidentRole.SubjectMatterExpert,
        _ => throw new UnknownWordException($"role is one of {ApiJson.Words<IncidentRole>()}."),
    });

    private static T Word<T>(string? said, string field)
        where T : struct, Enum => ApiJson.Word<T>(said) ?? throw new UnknownWordException($"{field} is one of {ApiJson.Words<T>()}.");

    private sealed class UnknownWordException(string message) : Exception(message);
}
