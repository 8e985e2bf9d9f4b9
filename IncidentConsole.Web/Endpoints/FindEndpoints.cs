using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints;

/// <summary><c>GET /find?q=</c>: what the palette finds elsewhere; only what the reader may see.</summary>
internal static class FindEndpoints
{
    private const int Most = 8;
    private const int MostSteps = 4;

    public static void MapFind(this IEndpointRouteBuilder app) =>
        app.MapGet("/find", async (string? q, CurrentUser user, IIncidentQueries queries, ICatalog catalog, CancellationToken cancellationToken) =>
        {
            if (string.IsNullOrWhiteSpace(q))
            {
                return TypedResults.Ok<IReadOnlyList<Found>>([]);
            }

            var byNumber = ApiRequest.NumberOf(q.Trim()) is { } number && await queries.FindAsync(number, user.Viewer, cancellationToken) is { } exact ? exact : null;
            var byText = await queries.ListAsync(new IncidentFilter(Text: q, PageSize: Most, Drills: DrillScope.WithDrills), user.Viewer, cancellationToken);
            IReadOnlyList<Found> found = [.. byText.Items.Prepend(byNumber).OfType<IncidentRow>().DistinctBy(row => row.Number).Take(Most)
                .Select(row => new Found($"{(row.IsDrill ? "Drill " : "")}{row.Label} {row.Title}", $"/incidents/{row.Number}", row.ResolvedAt is { } at ? $"{row.Status} {at:d MMM}" : row.Status.ToString()))];
            return TypedResults.Ok<IReadOnlyList<Found>>([.. found, .. await StepsAsync(q, catalog, cancellationToken)]);
        }).RequireAuthorization(nameof(Right.Read)).ExcludeFromDescription();

    /// <summary>Procedures of the runbooks in use that hold every word, in their title, symptoms or steps.</summary>
    private static async Task<IEnumerable<Found>> StepsAsync(string q, ICatalog catalog, CancellationToken cancellationToken)
    {
        var words = q.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return (await catalog.CurrentRunbooksAsync(cancellationToken))
            .SelectMany(version => version.Runbook.Procedures.Select(procedure => (version.Runbook, Procedure: procedure)))
            .Where(found => words.All(word => Texts(found.Procedure).Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase))))
            .OrderByDescending(found => words.All(word => found.Procedure.Title.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Take(MostSteps)
            .Select(found => new Found($"{found.Procedure.Title}, {found.Runbook.Title}", $"/runbooks/{found.Runbook.Slug}?procedure={Uri.EscapeDataString(found.Procedure.Id)}#procedures", "Runbook"));
    }

    private static IEnumerable<string> Texts(Procedure procedure) => [procedure.Title, .. procedure.Symptoms, .. procedure.Actions.Select(action => action.Title)];

    /// <param name="Hint">A few words at the end of the row.</param>
    internal sealed record Found(string Label, string Href, string Hint);
}
