using System.Collections.Immutable;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Thresholds;

/// <summary>Limits of a level that mix "and" with "or" without brackets; the words fit both readings.</summary>
/// <param name="Level">Its place in the scheme.</param>
internal sealed record MixedLimit(int Level, ImmutableArray<ThresholdRule> AndFirst, ImmutableArray<ThresholdRule> OrFirst, SourceLines Lines);

/// <summary>Asks what a mixed limit means, once every clear limit of its level has its place: until somebody answers, nothing is read from it.</summary>
internal sealed class MixedLimits : IRecogniser
{
    public void Read(Reading reading)
    {
        var asked = new Dictionary<int, HashSet<string>>();
        foreach (var mixed in reading.Mixed)
        {
            var level = reading.Runbook.Severities.Levels[mixed.Level];
            var about = $"{level.Label}: {Words(mixed.AndFirst)}";
            asked.TryAdd(mixed.Level, new(StringComparer.Ordinal));
            if (!asked[mixed.Level].Add(about))
            {
                continue; // the same words again
            }

            reading.Ask(new CompilationQuestion(
                $"severities/levels/{mixed.Level}/thresholds/{level.Thresholds.Length + asked[mixed.Level].Count - 1}",
                $"The limits of {level.Label} mix \"and\" with \"or\" (or a comma). Which is meant?",
                [
                    new("neither: no limit is read from this line", "null", mixed.Lines),
                    new(Words(mixed.AndFirst), Say.Json(mixed.AndFirst), mixed.Lines),
                    new(Words(mixed.OrFirst), Say.Json(mixed.OrFirst), mixed.Lines),
                ])
            { About = about });
        }
    }

    private static string Words(ImmutableArray<ThresholdRule> rules) => string.Join(", or ", rules.Select(rule => rule.And is null || rules.Length == 1 ? Say.Threshold(rule) : $"({Say.Threshold(rule)})"));
}
