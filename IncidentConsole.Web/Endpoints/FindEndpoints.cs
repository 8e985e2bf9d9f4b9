using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Web.Hosting.SignIn;

namespace IncidentConsole.Web.Endpoints;

/// <summary><c>GET /find?q=</c>: what the palette finds elsewhere; only what the reader may see.</summary>
internal static class FindEndpoints
{
    private const int Most = 8;

    public static void MapFind(this IEndpointRouteBuilder app) =>
        app.MapGet("/find", async (string? q, CurrentUser user, IIncidentQueries queries, CancellationToken cancellationToken) =>
        {
            if (string.IsNullOrWhiteSpace(q))
            {
                return TypedResults.Ok<IReadOnlyList<Found>>([]);
            }

            var byNumber = ApiRequest.NumberOf(q.Trim()) is { } number && await queries.FindAsync(number, user.Viewer, cancellationToken) is { } exact ? exact : null;
            var byText = await queries.ListAsync(new IncidentFilter(Text: q, PageSize: Most), user.Viewer, cancellationToken);
            IReadOnlyList<Found> found = [.. byText.Items.Prepend(byNumber).OfType<IncidentRow>().DistinctBy(row => row.Number).Take(Most)
                .Select(row => new Found($"{row.Label} {row.Title}", $"/incidents/{row.Number}", row.ResolvedAt is { } at ? $"{row.Status} {at:d MMM}" : row.Status.ToString()))];
            return TypedResults.Ok(found);
        }).RequireAuthorization(nameof(Right.Read)).ExcludeFromDescription();

    /// <param name="Hint">A few words at the end of the row.</param>
    internal sealed record Found(string Label, string Href, string Hint);
}
