using System.Globalization;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Settings;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints.Configuration;

/// <summary><c>/api/v1/runbooks</c>: everyone signed in reads and checks them, administrators publish them.</summary>
internal static class RunbookEndpoints
{
    private const string Markdown = "text/markdown; charset=utf-8";

    public static void MapRunbookEndpoints(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/runbooks").WithTags("Runbooks").RequireAuthorization(nameof(Right.Read)).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        group.MapGet("/", ListAsync).WithName("listRunbooks").Produces<ListDto<RunbookRow>>();
        group.MapGet("/{slug}", ReadAsync).WithName("readRunbook").Produces<RunbookDto>().ProducesProblem(404);
        group.MapGet("/{slug}.md", MarkdownAsync).WithName("exportRunbook").Produces<string>(contentType: "text/markdown").ProducesProblem(404);
        group.MapPost("/check", CheckAsync).WithName("checkRunbook").Produces<RunbookCheckDto>();
        group.MapPut("/{slug}", PublishAsync).RequireAuthorization(nameof(Right.Administer)).WithName("publishRunbook").Produces<RunbookDto>().ProducesProblem(409).ProducesProblem(412).ProducesProblem(422);
    }

    private static async Task<IResult> ListAsync(ICatalog catalog, CancellationToken cancellationToken)
    {
        var services = await catalog.ServicesAsync(cancellationToken);
        IReadOnlyList<RunbookRow> rows = [.. (await catalog.CurrentRunbooksAsync(cancellationToken)).Select(version => RunbookRow.Of(version, services))];
        return TypedResults.Json(new ListDto<RunbookRow>(rows, 1, rows.Count, rows.Count), ApiJson.Options);
    }

    private static async Task<IResult> ReadAsync(string slug, CurrentUser user, HttpContext http, ICatalog catalog, IRunbookHistory history, CancellationToken cancellationToken, int? revision = null)
    {
        if (await FindAsync(slug, revision, user, history, cancellationToken) is not { } published)
        {
            return NoSuchRunbook(slug, revision);
        }

        http.Response.Headers.ETag = $"\"{published.Revision}\"";
        return TypedResults.Json(RunbookDto.Of(published, catalog.Runbook(published.Key)), ApiJson.Options);
    }

    /// <summary>Canonical Markdown: it compiles to this same runbook again.</summary>
    private static async Task<IResult> MarkdownAsync(string slug, CurrentUser user, HttpContext http, ICatalog catalog, IRunbookHistory history, IRunbookCompiler compiler, CancellationToken cancellationToken, int? revision = null)
    {
        if (await FindAsync(slug, revision, user, history, cancellationToken) is not { } published)
        {
            return NoSuchRunbook(slug, revision);
        }

        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{published.Slug}.md\"";
        http.Response.Headers.ETag = $"\"{published.Revision}\"";
        return TypedResults.Text(compiler.ToMarkdown(catalog.Runbook(published.Key)), Markdown);
    }

    private static IResult CheckAsync(RunbookBody body, IRunbookCompiler compiler) =>
        body.Slug is { } slug && !Slug.IsValid(slug)
            ? new Refusal(RefusalKind.Invalid, $"A runbook's short name is made of {Slug.Rule}.").ToProblem()
            : TypedResults.Json(RunbookCheckDto.Of(compiler.Compile(body.Markdown, body.Slug)), ApiJson.Options);

    private static async Task<IResult> PublishAsync(string slug, RunbookBody body, CurrentUser user, HttpContext http, RunbookDesk desk, CancellationToken cancellationToken)
    {
        var settled = await desk.PublishAsync(new RunbookText(slug, body.Markdown, OnRevision(http)), body.Reason, user.Asker, cancellationToken);
        if (settled.Value is not { } made)
        {
            return settled.Refusal!.ToProblem();
        }

        if (await desk.AttachAsync(slug, body.Services, user.Asker, cancellationToken) is { } refusal)
        {
            return (refusal with { Message = $"Revision {made.Publication.Revision} is published, but: {refusal.Message}" }).ToProblem();
        }

        http.Response.Headers.ETag = $"\"{made.Publication.Revision}\"";
        return TypedResults.Json(RunbookDto.Of(made.Publication, made.Runbook), ApiJson.Options);
    }

    private static async Task<RunbookPublication?> FindAsync(string slug, int? revision, CurrentUser user, IRunbookHistory history, CancellationToken cancellationToken) =>
        (await history.PublicationsAsync(slug, user.Viewer, cancellationToken)).FirstOrDefault(published => revision is null ? published.IsCurrent : published.Revision == revision);

    /// <summary>The revision the caller looked at, from <c>If-Match</c>; null where it does not say.</summary>
    private static int? OnRevision(HttpContext http)
    {
        var said = http.Request.Headers.IfMatch.ToString().Trim();
        return said is "" or "*" ? null
            : int.TryParse(said.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision
            : throw new BadHttpRequestException("If-Match takes the runbook's revision, as its ETag gives it.");
    }

    private static IResult NoSuchRunbook(string slug, int? revision) =>
        new Refusal(RefusalKind.NotFound, revision is null ? $"There is no runbook \"{slug}\"." : $"There is no revision {revision} of a runbook \"{slug}\".").ToProblem();
}
