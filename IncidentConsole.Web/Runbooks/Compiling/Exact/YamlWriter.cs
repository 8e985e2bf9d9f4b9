using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>Writes a tree as YAML a person would write: block style, plain words where they are safe, commands as literal blocks.</summary>
internal static partial class YamlWriter
{
    /// <summary>Characters from which on a quoted text is broken into lines.</summary>
    private const int LongText = 200;

    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonObject tree)
    {
        var yaml = new StringBuilder();
        Members(yaml, tree, 0, isFirstInline: false);
        return yaml.ToString();
    }

    private static void Members(StringBuilder yaml, JsonObject tree, int indent, bool isFirstInline)
    {
        var inline = isFirstInline;
        foreach (var (name, value) in tree)
        {
            yaml.Append(' ', inline ? 0 : indent).Append(name).Append(':');
            inline = false;
            Value(yaml, value, indent + 2);
        }
    }

    private static void Value(StringBuilder yaml, JsonNode? value, int indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } map:
                yaml.Append('\n');
                Members(yaml, map, indent, isFirstInline: false);
                break;
            case JsonArray { Count: > 0 } list when list.All(IsNumber):
                yaml.Append(" [").AppendJoin(", ", list.Select(item => item!.ToJsonString())).Append("]\n");
                break;
            case JsonArray { Count: > 0 } list:
                yaml.Append('\n');
                Items(yaml, list, indent);
                break;
            default:
                Scalar(yaml, value, indent);
                break;
        }
    }

    private static void Items(StringBuilder yaml, JsonArray list, int indent)
    {
        foreach (var item in list)
        {
            yaml.Append(' ', indent).Append('-');
            if (item is JsonObject { Count: > 0 } map)
            {
                yaml.Append(' ');
                Members(yaml, map, indent + 2, isFirstInline: true);
            }
            else
            {
                Value(yaml, item, indent + 2);
            }
        }
    }

    private static void Scalar(StringBuilder yaml, JsonNode? value, int indent)
    {
        if (value?.GetValueKind() != JsonValueKind.String)
        {
            yaml.Append(' ').Append(value is null ? "null" : value.ToJsonString()).Append('\n');
            return;
        }

        var text = value.GetValue<string>();
        if (text.Contains('\n', StringComparison.Ordinal) && IsLiteral(text))
        {
            yaml.Append(text.EndsWith('\n') ? " |\n" : " |-\n");
            foreach (var line in text.TrimEnd('\n').Split('\n'))
            {
                yaml.Append(' ', line.Length == 0 ? 0 : indent).Append(line).Append('\n');
            }

            return;
        }

        yaml.Append(' ').Append(Plain().IsMatch(text) && !Reserved().IsMatch(text) ? text : Quoted(text, indent)).Append('\n');
    }

    // A JSON string is a YAML string in double quotes; what is no printable character for YAML is escaped on top. A long text is broken after
    // its line ends: a backslash at the end of a line joins it with the next, and one before a space keeps that space.
    private static string Quoted(string text, int indent)
    {
        if (text.Length < LongText)
        {
            return $"\"{Escaped(text)}\"";
        }

        var joint = $"\\n\\\n{new string(' ', indent)}";
        return $"\"{string.Join(joint, text.Split('\n').Select((line, at) => at > 0 && line.StartsWith(' ') ? $"\\{Escaped(line)}" : Escaped(line)))}\"";
    }

    private static string Escaped(string text) => Unprintable().Replace(Pair().Replace(JsonSerializer.Serialize(text, Quoting)[1..^1], Joined), match => $"\\u{(int)match.Value[0]:X4}");

    // The serializer spells an emoji as two escapes; YAML and people read the emoji itself.
    private static string Joined(Match pair) => $"{(char)Convert.ToInt32(pair.Groups["high"].Value, 16)}{(char)Convert.ToInt32(pair.Groups["low"].Value, 16)}";

    private static bool IsNumber(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number;

    private static bool IsLiteral(string text) =>
        text[0] is not (' ' or '\n' or '\t') && !text.EndsWith("\n\n", StringComparison.Ordinal) && !NotLiteral().IsMatch(text) && text.Split('\n').All(line => line.Trim().Length > 0 || line.Length == 0);

    [GeneratedRegex(@"[\p{Cc}\p{Cs}\u2028\u2029\u0085\uFEFF\uFFFE\uFFFF-[\n\t]]")]
    private static partial Regex NotLiteral();

    [GeneratedRegex(@"[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]")]
    private static partial Regex Unprintable();

    [GeneratedRegex(@"(?<!\\)\\u(?<high>D[89AB][0-9A-F]{2})\\u(?<low>D[C-F][0-9A-F]{2})", RegexOptions.IgnoreCase)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\A[\p{L}/][\p{L}\p{N} ._/()+%-]*(?<! )\z")]
    private static partial Regex Plain();

    [GeneratedRegex(@"\A(?:true|false|null|yes|no|on|off|y|n)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
