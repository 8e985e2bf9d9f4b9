using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Runbooks.Filling;

/// <summary>Takes what looks like a secret out of a text before it is kept: it would stay in the timeline for everybody who reads it.</summary>
public static partial class Secrets
{
    public const string Mask = "•••";

    /// <summary>Values of telling headers, fields and parameters, bearer and basic credentials, signed tokens, keys of well-known makers, private keys.</summary>
    public static string Masked(string text)
    {
        text = PrivateKey().Replace(text, Mask);
        text = Header().Replace(text, match => $"{match.Groups["name"].Value}{Mask}");
        text = Credential().Replace(text, match => $"{match.Groups["scheme"].Value} {Mask}");   // before the fields: one ends at a blank
        text = Field().Replace(text, match => $"{match.Groups["name"].Value}{match.Groups["quote"].Value}{Mask}{match.Groups["end"].Value}");
        text = UserInfo().Replace(text, $"://{Mask}@");
        text = WithoutKnown(text);
        return Opaque().Replace(text, match => IsRandom(match.Value) ? Mask : match.Value);
    }

    /// <summary>Without signed tokens and keys of well-known makers; the same text where there is none.</summary>
    public static string WithoutKnown(string text) => Known().Replace(text, Mask);

    /// <summary>Letters of both cases and digits without a word among them; hex digests and ids stay readable.</summary>
    private static bool IsRandom(string run) => run.Any(char.IsAsciiLetterUpper) && run.Any(char.IsAsciiLetterLower) && run.Count(char.IsAsciiDigit) >= 4;

    [GeneratedRegex(@"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z)")]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"(?<name>^[ \t]*(?:proxy-)?authorization[ \t]*:[ \t]*|^[ \t]*(?:set-)?cookie[ \t]*:[ \t]*|^[ \t]*x-[a-z-]*(?:key|token|auth)[ \t]*:[ \t]*)[^\r\n]+", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Header();

    // "token": "abc", password=abc, api_key: abc, ?access_token=abc&…, the header names as JSON fields
    [GeneratedRegex(@"(?<name>[""']?(?<![A-Za-z0-9])[A-Za-z0-9_.-]{0,40}(?:token|secret|passw(?:or)?d|passphrase|api[_-]?key|apikey|access[_-]?key|private[_-]?key|credential|authorization|cookie|session[_-]?id|signature)s?[""']?[ \t]*[:=][ \t]*)(?:(?<quote>[""'])(?:\\.|(?!\k<quote>)[^\\\r\n])*(?<end>\k<quote>|)|(?!\[|\{|null\b|true\b|false\b|\d{1,9}(?:[\s,;&}\]]|\z))[^\s,;&""'\]}<]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Field();

    [GeneratedRegex(@"://[^/\s:@""']+:[^/\s@""']+@")]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"\b(?<scheme>Bearer|Basic|Digest|Negotiate)[ \t]+[A-Za-z0-9._~+/=-]{6,}", RegexOptions.IgnoreCase)]
    private static partial Regex Credential();

    // Whoever sends chooses the text: the head of a signed token is bounded, or a body of some MB that looks like many heads would take hours.
    [GeneratedRegex(@"\beyJ[A-Za-z0-9_-]{5,400}\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*){0,3}|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_[A-Za-z0-9_]{20,}|\bglpat-[A-Za-z0-9_-]{15,}|\bxox[abposr]-[A-Za-z0-9-]{10,}|\bA(?:KIA|SIA)[A-Z0-9]{16}\b|\bsk-[A-Za-z0-9_-]{16,}|\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]+|\bAIza[A-Za-z0-9_-]{30,}")]
    private static partial Regex Known();

    [GeneratedRegex(@"(?<![A-Za-z0-9+_-])[A-Za-z0-9+_-]{32,}={0,2}(?![A-Za-z0-9+_-])")]
    private static partial Regex Opaque();
}
