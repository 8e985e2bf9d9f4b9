using IncidentConsole.Domain.Application.Replay;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Endpoints.Incidents;

/// <summary>Which state of an incident a read with <c>at</c> answers: as it was known at that moment, or a problem in words where the moment is none.</summary>
/// <param name="Past">Null: as it stands now.</param>
internal sealed record MomentRead(PastIncident? Past, IResult? Problem)
{
    /// <summary>Of the parameter, for the description of the API.</summary>
    public const string Words = "A moment with its zone, as " + AskedMoment.Form + ": answers what was known of the incident then, by when things were recorded. Left out: now.";

    /// <param name="now">One the caller may see.</param>
    public static async Task<MomentRead> Of(ReplayReader replays, Incident now, string? said, CancellationToken cancellationToken)
    {
        var asked = AskedMoment.Read(said);
        if (asked.At is not { } at)
        {
            return new(null, asked.Why is { } why ? Refused(why) : null);
        }

        var past = await replays.LookAsync(now, at, cancellationToken);
        var outside = past.IsAhead ? "The incident was not known before this moment." : past.Why;
        return outside is not null ? new(null, Refused($"{outside} Ask for a moment from {AskedMoment.Write(past.Replay.Moments.Stops[0])} to now.")) : new(past, null);
    }

    public static IResult Refused(string why) => TypedResults.Problem(why, statusCode: StatusCodes.Status400BadRequest, title: "No such moment");
}
