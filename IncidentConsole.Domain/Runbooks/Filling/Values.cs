using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Runbooks.Filling;

/// <summary>What may be a value at all, and the encodings that several places share.</summary>
internal static partial class Values
{
    private const int Longest = 1_000;

    /// <summary>Null when the value may be tried; a line break would run a command as it is pasted, an invisible character hides what is run.</summary>
    public static string? Problem(string name, string value) =>
        value.Length > Longest ? string.Create(CultureInfo.InvariantCulture, $"{name} has {value.Length} characters; {Longest} fit.")
        : value.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            ? $"{name} holds a line break or an invisible character. Type it instead of pasting it."
            : null;

    /// <summary>Means the same everywhere: in every shell, quoted or not, and inside a program of another language.</summary>
    public static bool IsPlain(string value) => Plain().IsMatch(value);

    public static Encoded PlainOnly(string name, string value, string where) => IsPlain(value)
        ? new(value)
        : new("", $"{name} stands {where}: only letters, digits and . _ - / : @ % + = , can be put there safely.");

    /// <summary>A value within a JSON text: escaped inside a string; elsewhere a number or word as it is, anything else as a string of its own.</summary>
    public static string Json(string value, bool inString)
    {
        var text = JsonSerializer.Serialize(value, JsonText.Default.String);
        return inString ? text[1..^1] : Literal().IsMatch(value) ? value : text;
    }

    /// <summary>Whether the end of a JSON text lies within a string.</summary>
    public static bool EndsInJsonString(string text)
    {
        var inside = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && inside)
            {
                i++;
            }
            else if (text[i] == '"')
            {
                inside = !inside;
            }
        }

        return inside;
    }

    public static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    [GeneratedRegex(@"\A[A-Za-z0-9_@%+=:,./][A-Za-z0-9_@%+=:,./-]*\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)\z")]
    private static partial Regex Literal();
}

/// <summary>Source-generated, so that filling needs no reflection.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class JsonText : System.Text.Json.Serialization.JsonSerializerContext;
