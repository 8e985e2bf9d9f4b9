using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>
/// Turns YAML into the tree of an override, checked against the model while it is read: a name nobody knows, or a value of the wrong kind,
/// is refused with its line and its path. The tree is the stored form with more ways to write: <c>remove: true</c> in a member of a list that is
/// known by its key, <c>was: {...}</c> there for what it is meant for, <c>{ replace: [...] }</c> for a list that is to be taken as a whole, and
/// <c>{ change: [{ was: …, now: … }] }</c> for single entries of a list without keys: without <c>was</c> one is added, with an empty <c>now</c> taken out.
/// <c>{ 1: … }</c> names an entry by its place (from 0) alone; that is read, and said to be uncertain.
/// </summary>
internal sealed class ExactReading
{
    public const string Remove = "remove";
    public const string Replace = "replace";
    public const string Change = "change";
    public const string Was = "was";
    public const string Now = "now";

    /// <summary>In place of <see cref="Was"/>: the question of the compiler that an entry answers.</summary>
    public const string Asked = "asked";

    /// <summary>Line of each value of the tree, 1-based in the whole text.</summary>
    public Dictionary<JsonNode, int> Lines { get; } = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="ExactnessException">Something does not fit the model.</exception>
    public JsonObject Read(YamlMap map) => Object(map, ExactTypes.Runbook, "", isMember: false);

    private JsonNode? Value(YamlNode yaml, JsonTypeInfo type, string path) => Remember(yaml, type.Kind switch
    {
        JsonTypeInfoKind.Object => yaml is YamlMap map ? Object(map, type, path, isMember: false) : throw Wrong(yaml, path, "names with values under it"),
        JsonTypeInfoKind.Enumerable => List(yaml, type, path),
        _ => yaml is YamlScalar scalar ? Leaf(scalar, type.Type, path) : throw Wrong(yaml, path, ExactTypes.Expected(type.Type)),
    });

    private JsonObject Object(YamlMap map, JsonTypeInfo type, string path, bool isMember)
    {
        var result = new JsonObject();
        foreach (var (name, value, line) in map.Members)
        {
            var at = path.Length == 0 ? name : $"{path}/{name}";
            if (isMember && name == Remove)
            {
                result[name] = Leaf(value as YamlScalar ?? throw Wrong(value, at, "true"), typeof(bool), at);
                continue;
            }

            if (isMember && name == Was)
            {
                result[name] = value is YamlMap was ? Object(was, type, at, isMember: false) : throw Wrong(value, at, "names with what the entry said, like { label: SEV2 }");
                continue;
            }

            var member = ExactTypes.Member(type, name)
                ?? throw new ExactnessException($"{Words(path)} has no \"{name}\". It knows: {string.Join(", ", ExactTypes.Members(type).Select(known => known.Name))}.", line);
            if (value is not YamlScalar { IsNull: true })
            {
                result[name] = Value(value, ExactTypes.Of(member.PropertyType), at);
            }
            else if (!member.IsRequired)
            {
                result[name] = null;
            }
            else
            {
                throw new ExactnessException($"{Words(at)} cannot be empty. Write {ExactTypes.Expected(member.PropertyType)}, or leave the line out.", line);
            }
        }

        Lines[result] = map.Line;
        return result;
    }

    private JsonNode List(YamlNode yaml, JsonTypeInfo type, string path)
    {
        if (yaml is YamlMap { Members: [{ Name: Replace, Value: YamlList whole }] })
        {
            return new JsonObject { [Replace] = Items(whole, type, path, key: null) };
        }

        if (yaml is YamlMap { Members: [{ Name: Change, Value: YamlList changes }] } && ExactTypes.KeyOf(type) is null)
        {
            return new JsonObject { [Change] = Changes(changes, type, path) };
        }

        if (yaml is YamlMap { Members.Length: > 0 } places && ExactTypes.KeyOf(type) is null && places.Members.All(member => member.Name.All(char.IsAsciiDigit)))
        {
            return Places(places, type, path);
        }

        return yaml is YamlList list ? Items(list, type, path, ExactTypes.KeyOf(type)) : throw Wrong(yaml, path, "a list (lines that begin with \"- \")");
    }

    private JsonArray Changes(YamlList changes, JsonTypeInfo type, string path)
    {
        var element = ExactTypes.Of(type.ElementType!);
        var result = new JsonArray();
        foreach (var (item, place) in changes.Items.Select((item, place) => (item, place)))
        {
            var at = $"{path}/{Change}/{place}";
            var members = (item as YamlMap ?? throw Wrong(item, at, "an entry with its was and its now")).Members;
            if (members.FirstOrDefault(member => member.Name is not (Was or Asked or Now)) is { } unknown)
            {
                throw new ExactnessException($"{at} has no \"{unknown.Name}\". It knows: was (what the entry says in the text), asked (the question it answers), now (what it is to be).", unknown.Line);
            }

            var now = members.FirstOrDefault(member => member.Name == Now)?.Value
                ?? throw new ExactnessException($"{at} needs its now: what the entry is to be. Leave the word alone on its line to take the entry out.", item.Line);
            var change = new JsonObject();
            foreach (var (name, value, _) in members.Where(member => member.Name != Now))
            {
                change[name] = name == Was ? Value(value, element, $"{at}/{Was}") : value is YamlScalar asked ? JsonValue.Create(asked.Text) : throw Wrong(value, $"{at}/{Asked}", "the words of the question");
            }

            change[Now] = now is YamlScalar { IsNull: true } ? null : now is YamlList several ? Items(several, type, $"{at}/{Now}", key: null) : Value(now, element, $"{at}/{Now}");
            Lines[change] = item.Line;
            result.Add((JsonNode)change);
        }

        return result;
    }

    private JsonObject Places(YamlMap places, JsonTypeInfo type, string path)
    {
        var result = new JsonObject();
        foreach (var (place, value, _) in places.Members)
        {
            result[place] = value is YamlScalar { IsNull: true } ? null : Value(value, ExactTypes.Of(type.ElementType!), $"{path}/{place}");
        }

        return result;
    }

    private JsonArray Items(YamlList list, JsonTypeInfo type, string path, string? key)
    {
        var element = ExactTypes.Of(type.ElementType!);
        var result = new JsonArray();
        var named = new HashSet<string?>(StringComparer.Ordinal);
        foreach (var (item, place) in list.Items.Select((item, place) => (item, place)))
        {
            if (key is null)
            {
                // A level may be named by its label; which rank that is, the scheme says.
                var isLabel = path.EndsWith($"/{ExactRanks.Member}", StringComparison.Ordinal) && item is YamlScalar scalar && !(scalar.IsPlain && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _));
                result.Add(isLabel ? JsonValue.Create(((YamlScalar)item).Text) : Value(item, element, $"{path}/{place}"));
                continue;
            }

            var said = item as YamlMap ?? throw Wrong(item, $"{path}/{place}", $"an entry with its {key}");
            var name = (said.Members.FirstOrDefault(member => member.Name == key)?.Value as YamlScalar)?.Text
                ?? throw new ExactnessException($"Each entry of {Words(path)} needs its {key}, so that it is clear which one is meant.", item.Line);
            var read = Object(said, element, $"{path}/{name}", isMember: true);
            if (!named.Add(ExactTypes.KeyIn(read, key)))
            {
                throw new ExactnessException($"{Words(path)} names {key} \"{name}\" twice. Keep one.", item.Line);
            }

            result.Add((JsonNode)read);
        }

        Lines[result] = list.Line;
        return result;
    }

    private static JsonNode? Leaf(YamlScalar scalar, Type type, string path)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return JsonValue.Create(scalar.Text);
        }

        JsonNode node = scalar.IsPlain && bool.TryParse(scalar.Text, out var yes) ? JsonValue.Create(yes)
            : scalar.IsPlain && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Number(number)
            : JsonValue.Create(scalar.Text);
        try
        {
            // Read back once: whatever the model's own converters refuse is refused here, with its line.
            return JsonSerializer.SerializeToNode(node.Deserialize(type, RunbookJson.Options), type, RunbookJson.Options);
        }
        catch (Exception exception) when (exception is JsonException or OverflowException)
        {
            throw Wrong(scalar, path, ExactTypes.Expected(type));
        }
    }

    private static JsonValue Number(double number) => number == Math.Truncate(number) && Math.Abs(number) < 1e15 ? JsonValue.Create((long)number) : JsonValue.Create(number);

    private JsonNode? Remember(YamlNode yaml, JsonNode? node)
    {
        if (node is not null)
        {
            Lines[node] = yaml.Line;
        }

        return node;
    }

    private static ExactnessException Wrong(YamlNode yaml, string path, string expected) =>
        new(yaml is YamlScalar { Text: var text } ? $"{Words(path)} cannot be \"{text}\". Write {expected}." : $"{Words(path)} must be {expected}.", yaml.Line);

    private static string Words(string path) => path.Length == 0 ? "A runbook" : path;
}
