using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentConsole.Domain.Checklists;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Escalations;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Severities;
using IncidentConsole.Web.Runbooks;

namespace IncidentConsole.Tests.Runbooks.Exact;

/// <summary>Runbooks nobody would write, the same for the same seed: odd words, missing parts, every kind of value.</summary>
internal sealed class RandomRunbook
{
    private static readonly string[] Odd =
    [
        "Restart the pods", "error rate > 5 %", "yes", "null", "12", "- dash first", "a: b", "# no heading", "ümlaut ß → arrow", "tab\there", "quote \" and ' both", "`code`", "```fence",
        "line one\nline two", "two\n\nparagraphs\n", " leading space", "trailing space ", "| pipe |", "{{service}}", "<pod-name>", "🚨 alarm", "back\\slash", "[ ] box", "**bold:** value", "(30s)", "~", "\u2028",
    ];

    private readonly Random random;
    private int ids;

    private RandomRunbook(int seed) => random = new Random(seed);

    public static Runbook Of(int seed) => new RandomRunbook(seed).Make();

    /// <summary>The same runbook with a few lists cut, turned and reworded.</summary>
    public static Runbook Of(int seed, int edited)
    {
        var runbook = Of(seed);
        var random = new Random(edited);
        return runbook with
        {
            Checklist = Edit(runbook.Checklist, random),
            Procedures = [.. Edit(runbook.Procedures, random).Select(procedure => procedure with { Actions = Edit(procedure.Actions, random), Title = random.Next(4) == 0 ? "Another title" : procedure.Title })],
            Scope = random.Next(2) == 0 ? null : runbook.Scope,
            Budgets = Edit(runbook.Budgets, random),
            Communication = runbook.Communication with { Templates = Edit(runbook.Communication.Templates, random) },
        };
    }

    /// <summary>The same runbook with one single value of its stored form changed.</summary>
    public static Runbook Tweaked(int seed)
    {
        var random = new Random(seed);
        var tree = JsonSerializer.SerializeToNode(Of(seed), RunbookJson.Options)!;
        var texts = Leaves(tree).Where(leaf => leaf.GetValueKind() is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number).ToList();
        var leaf = texts[random.Next(texts.Count)];
        leaf.ReplaceWith(leaf.GetValueKind() switch
        {
            JsonValueKind.True => JsonValue.Create(false),
            JsonValueKind.False => JsonValue.Create(true),
            JsonValueKind.Number => JsonValue.Create(leaf.GetValue<double>() + 0.5),
            _ when leaf.GetValue<string>() is ['P', .. var rest] && rest.Length > 1 => JsonValue.Create("PT42M"),
            _ => JsonValue.Create(leaf.GetValue<string>() + "!"),
        });
        try
        {
            return tree.Deserialize<Runbook>(RunbookJson.Options)!;
        }
        catch (JsonException)
        {
            // It hit a word of a closed set.
            return Of(seed);
        }
    }

    private static IEnumerable<JsonValue> Leaves(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => Leaves(member.Value)),
        JsonArray list => list.SelectMany(Leaves),
        JsonValue value => [value],
        _ => [],
    };

    private static ImmutableArray<T> Edit<T>(ImmutableArray<T> list, Random random) => random.Next(5) switch
    {
        0 => [],
        1 => [.. list.Reverse()],
        2 => [.. list.Skip(1)],
        3 => [.. list.Where(_ => random.Next(2) == 0)],
        _ => list,
    };

    private Runbook Make()
    {
        var levels = random.Next(1, 6);
        return new()
        {
            Slug = Id(),
            Title = Text(),
            Language = random.Next(3) == 0 ? "de" : "en",
            OwnerTeam = Maybe(Text),
            Scope = Maybe(Text),
            Severities = new([.. Enumerable.Range(1, levels).Select(Level)]),
            Escalation = new(List(() => new EscalationStep(Id(), Text(), Any<EscalationAct>(), Any<EscalationTrigger>(), Time(), Ranks(levels)) { Attribute = Maybe(Text), IsOptional = Yes(), AnswerWithin = Time() })),
            Checklist = List(() => new ChecklistPhase(Id(), Text(), Any<ChecklistAnchor>(), MaybeTime(), MaybeTime(), List(() => new ChecklistItem(Id(), Text(), Yes())))),
            QuickReferences = List(() => new QuickReference(Text(), Text(), Text(), Maybe(Text))),
            Procedures = List(Procedure),
            Communication = new()
            {
                Cadences = List(() => new Cadence(Ranks(levels), Time(), Time())),
                Channels = List(() => new ChannelRule(Text(), Ranks(levels))),
                Templates = [.. Enum.GetValues<TemplateKind>().Where(_ => Yes()).Select(kind => new MessageTemplate(kind, Text(), Text(), Maybe(Text)))],
                ChannelPattern = Maybe(Text),
            },
            ResolveCriteria = List(() => new ResolveCriterion(Id(), Text(), Yes() ? Threshold() : null, Time())),
            Postmortem = new(List(() => new PostmortemSection(Id(), Text(), Any<PostmortemSectionKind>(), Maybe(Text))), Time()),
            SeverityQuestions = List(Text),
            ModuleOwners = List(() => new ModuleOwner(Text(), Text())),
            Contacts = List(() => new Contact(Text(), Text())),
            Budgets = List(Text),
            KeyMetrics = List(Threshold),
            IncidentMetrics = List(Text),
            Links = List(Link),
            DocumentsWorkaround = Yes(),
            References = List(() => new ReferenceText(Text(), Text())),
        };
    }

    private SeverityLevel Level(int rank) => new(rank, Text(), Text(), Text())
    {
        Examples = List(Text),
        Response = random.Next(3) switch { 0 => ResponseTarget.None, 1 => ResponseTarget.NextBusinessDay, _ => ResponseTarget.Elapsed(Time()) },
        Mode = Any<ResponseMode>(),
        Question = Maybe(Text),
        Thresholds = List(Threshold),
    };

    private Procedure Procedure() => new(Id(), Text())
    {
        Kind = Any<ProcedureKind>(),
        Symptoms = List(Text),
        Thresholds = List(Threshold),
        LikelyCauses = List(Text),
        Actions = List(() => new RunbookAction(Id(), Text())
        {
            Condition = Maybe(Text),
            Command = Yes() ? new RunbookCommand(Text(), Text()) { Placeholders = List(Text) } : null,
            Request = Yes() ? new HttpAction("POST", "http://localhost:8080/admin", Maybe(Text)) { ContentType = Maybe(Text) } : null,
            Budget = MaybeTime(),
            IsDestructive = Yes(),
            Target = Maybe(Text),
            IsReadOnly = Yes(),
            RaisesLimit = Yes(),
        }),
        Verifications = List(() => new Verification(Id(), Text()) { Command = Yes() ? new RunbookCommand(Text()) : null, Criterion = Yes() ? Threshold() : null }),
        Related = List(Link),
    };

    private ThresholdRule Threshold() => new(Text(), Any<Comparison>(), Yes() ? random.Next(1000) / 8.0 : null, Text(), Maybe(Text), Yes() ? 1.2 : null, Time(), Maybe(Text));

    private RunbookLink Link() => new(Text(), Text(), Any<RunbookLinkKind>());

    private string Id() => $"id-{ids++}";

    private string Text() => Odd[random.Next(Odd.Length)];

    private T? Maybe<T>(Func<T> make) where T : class => Yes() ? make() : null;

    private bool Yes() => random.Next(2) == 0;

    private TimeSpan Time() => TimeSpan.FromSeconds(random.Next(5) * 450);

    private TimeSpan? MaybeTime() => Yes() ? Time() : null;

    private T Any<T>() where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];

    private ImmutableArray<int> Ranks(int levels) => [.. Enumerable.Range(1, levels).Where(_ => Yes())];

    private ImmutableArray<T> List<T>(Func<T> make) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => make())];
}
