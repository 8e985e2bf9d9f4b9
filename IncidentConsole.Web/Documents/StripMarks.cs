using IncidentConsole.Domain.Postmortems;

namespace IncidentConsole.Web.Documents;

/// <summary>The milestones under the strips; where two would overlap, the one that says more stays.</summary>
internal static class StripMarks
{
    /// <summary>Room a label needs, in parts of the strip's width.</summary>
    private const double Room = 0.095;

    public static IReadOnlyList<SheetMark> Of(
        DocumentMilestones milestones, StripGeometry geometry, DocumentClock clock, PostmortemWords words, DateTimeOffset from, DateTimeOffset to)
    {
        (DateTimeOffset? At, string Label)[] byImportance =
        [
            (milestones.Detected, words.DetectedMark), (milestones.Resolved, words.ResolvedMark),
            (milestones.Mitigated, words.MitigatedMark), (milestones.ImpactStarted, words.ImpactMark),
        ];
        var marks = new List<SheetMark>();
        foreach (var (at, label) in byImportance)
        {
            if (at is { } time && time >= from && time <= to && marks.TrueForAll(mark => Math.Abs(mark.X - geometry.X(time)) >= Room))
            {
                marks.Add(new(geometry.X(time), clock.Time(time), label));
            }
        }
        return [.. marks.OrderBy(mark => mark.X)];
    }
}
