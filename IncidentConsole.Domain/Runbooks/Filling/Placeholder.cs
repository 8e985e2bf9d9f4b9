using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Runbooks.Filling;

/// <summary>Placeholders as they stand in a text: <c>&lt;pod-name&gt;</c>. A filled value is never looked at again, so it cannot bring placeholders of its own.</summary>
public static partial class Placeholder
{
    /// <summary>The name without brackets, however the runbook lists it.</summary>
    public static string Name(string placeholder) => placeholder.Length > 2 && placeholder[0] == '<' && placeholder[^1] == '>' ? placeholder[1..^1] : placeholder;

    public static string Token(string placeholder) => $"<{Name(placeholder)}>";

    /// <summary>What looks like a placeholder in a text that lists none.</summary>
    public static ImmutableArray<string> In(string text) => [.. Any().Matches(text).Select(match => match.Value[1..^1]).Distinct(StringComparer.Ordinal)];

    /// <summary>Fills each placeholder by what <paramref name="encode"/> makes of its value; <paramref name="pass"/> sees all other text on the way.</summary>
    /// <param name="values">By name without brackets.</param>
    internal static FilledText Fill(string text, IEnumerable<string> placeholders, IReadOnlyDictionary<string, string> values, Action<string> pass, Func<string, string, Encoded> encode)
    {
        var parts = ImmutableArray.CreateBuilder<FilledPart>();
        var problems = ImmutableArray.CreateBuilder<FillProblem>();
        var names = placeholders.Select(Name).Distinct(StringComparer.Ordinal).ToList();
        var rest = text;
        while (rest.Length > 0)
        {
            var (name, at) = names.Select(name => (Name: name, At: rest.IndexOf(Token(name), StringComparison.Ordinal))).Where(found => found.At >= 0).OrderBy(found => found.At).FirstOrDefault();
            var own = name is null ? rest : rest[..at];
            pass(own);
            if (own.Length > 0)
            {
                parts.Add(new(own));
            }

            if (name is null)
            {
                break;
            }

            // Encoded even where it is missing: the reader of the text must know that something stands here.
            var value = values.GetValueOrDefault(name)?.Trim() ?? "";
            var encoded = Values.Problem(name, value) is { } unfit ? new Encoded("", unfit) : encode(name, value.Length == 0 ? "x" : value);
            if (value.Length == 0 || encoded.Problem is not null)
            {
                if (!problems.Any(problem => problem.Placeholder == name))
                {
                    problems.Add(new(name, value.Length == 0 ? null : encoded.Problem));
                }

                parts.Add(new(Token(name), name));
            }
            else
            {
                parts.Add(new(encoded.Text, name, IsFilled: true));
            }

            rest = rest[(at + Token(name).Length)..];
        }

        return new FilledText(parts.ToImmutable(), problems.ToImmutable());
    }

    [GeneratedRegex("<[A-Za-z][A-Za-z0-9_-]*>")]
    private static partial Regex Any();
}

/// <param name="Problem">Why the value does not fit here, as a sentence; null when it does.</param>
internal readonly record struct Encoded(string Text, string? Problem = null);
