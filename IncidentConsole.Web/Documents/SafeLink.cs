namespace IncidentConsole.Web.Documents;

/// <summary>Only absolute http, https and mailto addresses: a paper has no page that a relative link could start from.</summary>
internal static class SafeLink
{
    public static string? Of(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeMailto)
            ? address.AbsoluteUri
            : null;
}
