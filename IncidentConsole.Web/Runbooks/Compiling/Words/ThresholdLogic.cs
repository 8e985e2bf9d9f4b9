using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Words;

/// <summary>What several conditions of one sentence say together.</summary>
/// <param name="Alternatives">Any one suffices; what must hold together is one of them.</param>
/// <param name="Mixed">The two readings of a sentence that mixes "and" with "or" without brackets; null where it says clearly which is meant.
/// Such a sentence has no alternatives: which reading holds is for people to say.</param>
internal sealed record FoundThresholds(ImmutableArray<FoundThreshold> Alternatives, (ImmutableArray<FoundThreshold> AndFirst, ImmutableArray<FoundThreshold> OrFirst)? Mixed = null)
{
    /// <summary>As a check that something is well again: what a check lists is reached all together ("error rate &lt; 0.1 %, p99 &lt; 100 ms"), unless it says "or".</summary>
    /// <param name="text">The words it was read from.</param>
    /// <returns>Null where there is none, or where it is not clear what must hold together.</returns>
    public FoundThreshold? AsCheck(string text) => Alternatives switch
    {
        [var one] => one,
        [] => null,
        _ when Alternatives.Any(one => one.Rule.And is not null) || Vocabulary.Says(text, "or", "oder") => null,
        _ => Alternatives.Reverse().Aggregate((FoundThreshold?)null, (and, one) => new(one.Rule with { And = and?.Rule }, one.Doubt ?? and?.Doubt)),
    };
}

/// <param name="Start">Where it stands in the text.</param>
internal sealed record PlacedThreshold(int Start, int End, FoundThreshold Threshold);

/// <summary>"and", "or", commas, semicolons and brackets between conditions. A semicolon parts; a comma beside an "and" leaves open what is meant.</summary>
internal static partial class ThresholdLogic
{
    // More alternatives than any level has; brackets multiplied out could mean millions.
    private const int Most = 64;

    private enum Link
    {
        And,
        Or,
        Break,
        Unclear,
    }

    public static FoundThresholds Join(string text, IReadOnlyList<PlacedThreshold> places)
    {
        var parts = places.Select(place => new Part(place.Start, place.End, [[place.Threshold]], [[place.Threshold]])).ToList();
        foreach (var (open, close) in Brackets(text))
        {
            var inside = parts.Where(part => part.Start > open && part.End <= close).ToList();
            if (inside.Count < 2)
            {
                continue;
            }

            var at = parts.IndexOf(inside[0]);
            parts.RemoveRange(at, inside.Count);
            parts.Insert(at, Combine(text, inside) with { Start = open, End = close + 1 });
        }

        if (parts.Count == 0)
        {
            return new([]);
        }

        var whole = Combine(text, parts);
        return whole.IsMixed ? new([], (Rules(whole.AndFirst), Rules(whole.OrFirst))) : new(Rules(whole.AndFirst));
    }

    /// <summary>True for words that only join: "and", ", or".</summary>
    public static bool IsOnlyJoin(string words) => OnlyJoin().IsMatch(words);

    private static Part Combine(string text, List<Part> parts)
    {
        var result = new Part(parts[0].Start, parts[^1].End, [], []);
        var clause = new List<Part> { parts[0] };
        var links = new List<Link>();
        for (var at = 1; at <= parts.Count; at++)
        {
            var link = at == parts.Count ? Link.Break : Between(text[parts[at - 1].End..parts[at].Start]);
            if (link != Link.Break)
            {
                clause.Add(parts[at]);
                links.Add(link);
                continue;
            }

            var said = Clause(clause, links);
            result = result with { AndFirst = [.. result.AndFirst, .. said.AndFirst], OrFirst = [.. result.OrFirst, .. said.OrFirst], IsMixed = result.IsMixed || said.IsMixed };
            (clause, links) = (at == parts.Count ? [] : [parts[at]], []);
        }

        return result;
    }

    private static Part Clause(List<Part> parts, List<Link> links)
    {
        var mixed = parts.Exists(part => part.IsMixed) || links.Contains(Link.Unclear) || (links.Contains(Link.And) && links.Contains(Link.Or));
        return new Part(parts[0].Start, parts[^1].End, AndFirst(parts, links), OrFirst(parts, links), mixed);
    }

    // "A and B or C" as (A and B) or C.
    private static ImmutableArray<ImmutableArray<FoundThreshold>> AndFirst(List<Part> parts, List<Link> links)
    {
        var all = ImmutableArray.CreateBuilder<ImmutableArray<FoundThreshold>>();
        var open = parts[0].AndFirst;
        for (var at = 0; at < links.Count; at++)
        {
            if (links[at] == Link.And)
            {
                open = Times(open, parts[at + 1].AndFirst);
            }
            else
            {
                all.AddRange(open);
                open = parts[at + 1].AndFirst;
            }
        }

        all.AddRange(open);
        return all.ToImmutable();
    }

    // "A and B or C" as A and (B or C).
    private static ImmutableArray<ImmutableArray<FoundThreshold>> OrFirst(List<Part> parts, List<Link> links)
    {
        ImmutableArray<ImmutableArray<FoundThreshold>>? all = null;
        var open = parts[0].OrFirst;
        for (var at = 0; at < links.Count; at++)
        {
            if (links[at] is Link.And or Link.Unclear)
            {
                all = all is { } before ? Times(before, open) : open;
                open = parts[at + 1].OrFirst;
            }
            else
            {
                open = [.. open, .. parts[at + 1].OrFirst];
            }
        }

        return all is { } rest ? Times(rest, open) : open;
    }

    private static ImmutableArray<ImmutableArray<FoundThreshold>> Times(ImmutableArray<ImmutableArray<FoundThreshold>> one, ImmutableArray<ImmutableArray<FoundThreshold>> other) =>
        [.. one.SelectMany(_ => other, (first, second) => first.AddRange(second)).Take(Most)];

    private static ImmutableArray<FoundThreshold> Rules(ImmutableArray<ImmutableArray<FoundThreshold>> all) => [.. all.Take(Most).Select(together => together.Take(Most).Reverse().Aggregate(
        (FoundThreshold?)null, (and, one) => new FoundThreshold(one.Rule with { And = and?.Rule }, one.Doubt ?? and?.Doubt))!)];

    private static Link Between(string words)
    {
        if (Joining().Match(words) is { Success: true } match)
        {
            return match.Groups["break"].Success ? Link.Break : match.Groups["and"].Success ? Link.And : Link.Or;
        }

        return (Vocabulary.Says(words, "and", "und", "while", "with", "bei"), Vocabulary.Says(words, "or", "oder")) switch
        {
            (true, true) => Link.Unclear,
            (true, false) => Link.And,
            _ => Link.Or,
        };
    }

    // Inner ones first.
    private static List<(int Open, int Close)> Brackets(string text)
    {
        var result = new List<(int, int)>();
        var open = new Stack<int>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '(' or '[')
            {
                open.Push(at);
            }
            else if (text[at] is ')' or ']' && open.TryPop(out var from))
            {
                result.Add((from, at));
            }
        }

        return result;
    }

    /// <param name="AndFirst">Any of these, each all together.</param>
    private sealed record Part(int Start, int End, ImmutableArray<ImmutableArray<FoundThreshold>> AndFirst, ImmutableArray<ImmutableArray<FoundThreshold>> OrFirst, bool IsMixed = false);

    [GeneratedRegex(@"^[\s)\]]{0,9}(?:(?<break>;|\.\s)|,?\s{0,3}(?:(?:and/or|or|oder|bzw\.?|either|\|\||/)(?!\w)|(?<and>and|und|sowie|plus|while|with|&&?|together\swith|zusammen\smit|bei\sgleichzeitig)(?!\w))|,)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Joining();

    [GeneratedRegex(@"^[\s,]{0,9}(?:and|or|und|oder|but|aber)\s{0,9}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OnlyJoin();
}
