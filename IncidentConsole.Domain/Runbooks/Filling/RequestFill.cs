using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Runbooks.Filling;

/// <summary>The request of an action with its placeholders filled: what exactly would be sent, or why it cannot be.</summary>
/// <param name="Address">Null while something is missing or wrong.</param>
public sealed record FilledRequest(string Method, FilledText Url, FilledText? Body, string? ContentType, Uri? Address)
{
    /// <summary>Why it cannot be sent yet, and what to do; null when it can.</summary>
    public string? Blocked { get; init; }
}

/// <summary>
/// Fills an <see cref="HttpAction"/>. A value in the address is percent-encoded, one in a JSON body is JSON, one in a form is form-encoded. It can
/// change neither where the request goes beyond the host it names nor the shape of what is sent.
/// </summary>
public static partial class RequestFill
{
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>Names without brackets, in the order a person fills them in.</summary>
    public static ImmutableArray<string> PlaceholdersOf(HttpAction request) =>
        [.. Placeholder.In(request.Url).Concat(request.Body is { } body && !IsXml(body) ? Placeholder.In(body) : []).Distinct(StringComparer.Ordinal)];

    public static FilledRequest Fill(HttpAction request, IReadOnlyDictionary<string, string> values)
    {
        var names = PlaceholdersOf(request);
        var method = request.Method.ToUpperInvariant();
        var url = FillUrl(request.Url, names, values);
        var type = request.Body is null ? null : TypeOf(request);
        var body = request.Body is null ? null : FillBody(request.Body, type!, names, values);
        var problems = url.Problems.Concat(body?.Problems ?? []);
        var blocked = FilledText.Words(problems) ?? Wrong(method, url.Text) ?? (body is not null ? WrongBody(body.Text, type!) : null);
        return new FilledRequest(method, url, body, type, blocked is null ? new Uri(url.Text) : null) { Blocked = blocked };
    }

    private static string TypeOf(HttpAction request) =>
        request.ContentType is { } said && !(said.StartsWith(Form, StringComparison.OrdinalIgnoreCase) && Values.LooksLikeJson(request.Body!)) ? said
        : Values.LooksLikeJson(request.Body!) ? "application/json" : request.ContentType ?? "text/plain; charset=utf-8";

    private static FilledText FillUrl(string text, ImmutableArray<string> names, IReadOnlyDictionary<string, string> values)
    {
        var before = new StringBuilder();
        return Placeholder.Fill(text, names, values, own => before.Append(own), (name, value) =>
        {
            var encoded = InUrl(before.ToString(), name, value);
            before.Append('x');
            return encoded;
        });
    }

    private static Encoded InUrl(string before, string name, string value)
    {
        var scheme = before.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return new("", $"{name} stands before the host of the address. Write the scheme in the runbook.");
        }

        if (before.IndexOfAny(['/', '?', '#'], scheme + 3) < 0)
        {
            return HostPart().IsMatch(value) ? new(value) : new("", $"{name} is part of a host name: letters, digits, dots and hyphens only.");
        }

        return value is "." or ".." ? new("", $"{name} cannot be \"{value}\": it would lead to another address.") : new(Uri.EscapeDataString(value));
    }

    private static FilledText FillBody(string text, string type, ImmutableArray<string> names, IReadOnlyDictionary<string, string> values)
    {
        if (IsXml(text))
        {
            return new FilledText([new(text)], []);
        }

        var isJson = type.Contains("json", StringComparison.OrdinalIgnoreCase);
        var isForm = type.StartsWith(Form, StringComparison.OrdinalIgnoreCase);
        var before = new StringBuilder();
        return Placeholder.Fill(text, names, values, own => before.Append(own), (_, value) =>
        {
            var encoded = isJson ? Values.Json(value, Values.EndsInJsonString(before.ToString())) : isForm ? Uri.EscapeDataString(value) : value;
            before.Append(isJson ? "x" : "");
            return new(encoded);
        });
    }

    private static string? Wrong(string method, string url) =>
        !Methods.Contains(method) ? $"{method} is not sent from here: GET, POST, PUT, PATCH and DELETE are."
        : !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") ? $"\"{url}\" is no address that begins with http:// or https://. Correct the runbook."
        : address.UserInfo.Length > 0 ? "The address holds a user name or password, which everybody would read here. Take it out of the runbook."
        : null;

    private static string? WrongBody(string body, string type)
    {
        if (!type.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            using var parsed = JsonDocument.Parse(body);
            return null;
        }
        catch (JsonException)
        {
            return "The body is not valid JSON. Correct the runbook, or run this action by hand.";
        }
    }

    /// <summary>Its elements look like placeholders, so none is filled there.</summary>
    private static bool IsXml(string body) => body.AsSpan().TrimStart() is ['<', ..];

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\z")]
    private static partial Regex HostPart();
}
