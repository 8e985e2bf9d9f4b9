using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using IncidentConsole.Domain.Runbooks.Filling;
using Microsoft.AspNetCore.WebUtilities;

namespace IncidentConsole.Web.HttpActions;

/// <summary>What is kept of an answer: its status, the headers that help, and the beginning of its body as text, with what looks secret taken out.</summary>
internal static class AnswerText
{
    public const int LargestBody = 8 * 1024;

    private static readonly string[] Telling = ["Location", "Retry-After", "Allow"];

    /// <param name="body">At most one byte more than <see cref="LargestBody"/>: then it was cut.</param>
    /// <param name="note">Why the body is not whole; null when it is.</param>
    public static string Of(HttpResponseMessage answer, ReadOnlySpan<byte> body, string? note)
    {
        var type = answer.Content.Headers.ContentType;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {ReasonPhrases.GetReasonPhrase((int)answer.StatusCode)}").TrimEnd());
        if (type is not null)
        {
            text.Append(" · ").Append(type.MediaType);
        }

        foreach (var name in Telling)
        {
            if ((answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values)) && values is not null)
            {
                text.Append('\n').Append(name).Append(": ").AppendJoin(", ", values);
            }
        }

        if ((int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is not null)
        {
            text.Append("\nThe console follows no redirects.");
        }

        if (body.Length > 0)
        {
            text.Append("\n\n").Append(Body(body, type, answer.Content.Headers.ContentLength));
        }

        return Clean(Secrets.Masked(text.ToString())) + (note is null ? "" : $"\n({note})");
    }

    private static string Body(ReadOnlySpan<byte> body, MediaTypeHeaderValue? type, long? length)
    {
        var isCut = body.Length > LargestBody;
        var kept = isCut ? body[..LargestBody] : body;
        var text = (type?.CharSet?.Trim('"').ToUpperInvariant() is "ISO-8859-1" or "LATIN1" ? Encoding.Latin1 : Encoding.UTF8).GetString(kept);
        var size = length is { } all ? $"{all} bytes" : isCut ? $"more than {LargestBody} bytes" : $"{body.Length} bytes";
        return IsBinary(text)
            ? $"({size}{(type is null ? "" : $" of {type.MediaType}")}, not text)"
            : isCut ? $"{text.TrimEnd('\uFFFD')}\n(cut: {size} in all)" : text;
    }

    private static bool IsBinary(string text) => text.Contains('\0', StringComparison.Ordinal) || text.Count(c => c == '\uFFFD' || (char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\u001b'))) * 20 > text.Length;

    /// <summary>Control characters would play tricks where it is shown or copied.</summary>
    private static string Clean(string text) => new([.. text.Where(c => !char.IsControl(c) || c is '\n' or '\t')]);
}
