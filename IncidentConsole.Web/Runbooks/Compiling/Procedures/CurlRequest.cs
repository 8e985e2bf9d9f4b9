using System.Text.Json;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>A curl command as the request it sends, where it is exactly one plain request that the console could send itself.</summary>
internal static class CurlRequest
{
    /// <summary>What a curl command says.</summary>
    /// <param name="IsPlain">Nothing stands in it that would be lost: no header, no file, no sign-in.</param>
    internal sealed record Said(string Method, string? Url, string? Body, string? ContentType, bool WritesFile, bool IsPlain);

    /// <returns>Null where the text is more than one plain curl command with an absolute address.</returns>
    public static HttpAction? Read(string command)
    {
        if (ShellWords.Read(command) is not [{ WritesFile: false } only] || only.Words[0] != "curl")
        {
            return null;
        }

        var said = Parts(only.Words);
        return said is { IsPlain: true, WritesFile: false, Url: { } url } && said.Method != "HEAD" && IsAbsolute(url)
            ? new HttpAction(said.Method, url, said.Body) { ContentType = said.ContentType }
            : null;
    }

    public static Said Parts(IReadOnlyList<string> words)
    {
        string? method = null, url = null, body = null, type = null;
        var (writes, plain) = (false, true);
        for (var at = 1; at < words.Count; at++)
        {
            var next = at + 1 < words.Count ? words[at + 1] : "";
            switch (words[at])
            {
                case "-X" or "--request":
                    (method, at) = (next.ToUpperInvariant(), at + 1);
                    break;
                case "-d" or "--data" or "--data-raw" or "--data-binary" or "--json":
                    plain &= body is null && !next.StartsWith('@');
                    type = words[at] == "--json" ? "application/json" : type;
                    (body, at) = (next, at + 1);
                    break;
                case "-H" or "--header":
                    var isType = next.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase);
                    plain &= isType;
                    type = isType ? next["Content-Type:".Length..].Trim() : type;
                    at++;
                    break;
                case "-I" or "--head":
                    method ??= "HEAD";
                    break;
                case "-o" or "--output" or "-T" or "--upload-file":
                    writes |= next is not "/dev/null";
                    plain = false;
                    at++;
                    break;
                case "-O" or "--remote-name":
                    writes = true;
                    break;
                case var option when option.StartsWith('-'):
                    plain &= IsHarmless(option);
                    break;
                case var address:
                    plain &= url is null;
                    url ??= address;
                    break;
            }
        }

        return new Said(method ?? (body is null ? "GET" : "POST"), url, body, body is null ? null : type ?? (IsJson(body) ? "application/json" : "application/x-www-form-urlencoded"), writes, plain);
    }

    // "-sf", "-sS", "-i": how curl talks, not what it sends.
    private static bool IsHarmless(string option) =>
        option is "--silent" or "--fail" or "--show-error" or "--location" or "--verbose" or "--include" || (!option.StartsWith("--", StringComparison.Ordinal) && option[1..].All(flag => flag is 's' or 'f' or 'S' or 'L' or 'v' or 'i'));

    private static bool IsAbsolute(string url) =>
        Uri.TryCreate(url.Replace('<', 'x').Replace('>', 'x'), UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && !url.Contains('$', StringComparison.Ordinal);

    private static bool IsJson(string body)
    {
        try
        {
            JsonDocument.Parse(body).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
