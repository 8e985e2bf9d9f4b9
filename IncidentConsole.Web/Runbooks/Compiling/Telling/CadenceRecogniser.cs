using System.Collections.Immutable;
using IncidentConsole.Domain.Communications;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Telling;

/// <summary>Time between two updates: "Update every 15-30 minutes" under the levels' heading, "SEV2: …; Cadence 20–30 min", a column of the severity table.</summary>
internal sealed class CadenceRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections.Where(section => section.NearestTopic is Topic.Communication or Topic.Channels or Topic.Escalation or Topic.StatusTemplates))
        {
            foreach (var entry in section.Entries.SelectMany(entry => entry.Nested.Prepend(entry)))
            {
                Take(reading, section, entry.Text, entry.OwnLines);
            }

            foreach (var line in section.Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Text))
            {
                Take(reading, section, line.Text, line.Lines);
            }
        }

        foreach (var table in reading.Sections.SelectMany(section => section.Tables))
        {
            ReadTable(reading, table);
        }

        if (reading.Runbook.Communication.Cadences.IsEmpty)
        {
            reading.Miss("Update cadence", "no update falls due by itself");
        }
    }

    private static void Take(Reading reading, Section section, string text, SourceLines lines)
    {
        if (reading.IsForUnknownLevel(section, text))
        {
            return;
        }

        var label = Labelled.ReadLoose(text)?.Label ?? "";
        foreach (var clause in Inline.Plain(text).Split([';', ','], StringSplitOptions.TrimEntries))
        {
            var named = Vocabulary.Says(clause, "cadence", "takt", "update cadence", "kommunikations cadence");
            var repeated = Vocabulary.Says(clause, "every", "hourly", "alle", "stündlich", "jede", "daily", "täglich", "once a", "once per", "einmal am");
            var told = named || Vocabulary.Says(clause, "update", "updates", "status", "inform", "informieren", "post", "communicate", "aktualisieren", "aktualisierung", "melden", "meldung", "statusmeldung", "statusmeldungen", "nachricht")
                || (section.Topic == Topic.Communication && LevelMentions.In(label, reading.Runbook.Severities).Length > 0);
            if ((named || (repeated && told)) && Duration.Find(clause) is { IsNextBusinessDay: false } time && time.Shortest >= TimeSpan.FromMinutes(1))
            {
                Add(reading, LevelsOf(reading, section, $"{label} {clause}"), time, lines);
            }
        }
    }

    private static ImmutableArray<int> LevelsOf(Reading reading, Section section, string text)
    {
        var scheme = reading.Runbook.Severities;
        if (LevelMentions.In(text, scheme, wordsToo: true) is { Length: > 0 } own)
        {
            return own;
        }

        return section.Above().Prepend(section).Select(above => LevelMentions.In(above.Heading, scheme)).FirstOrDefault(ranks => ranks.Length > 0, []);
    }

    private static void ReadTable(Reading reading, Table table)
    {
        var column = table.Header.Cells.IndexOf(table.Header.Cells.FirstOrDefault(cell => Vocabulary.Says(cell, "cadence", "updates", "update", "update frequency", "takt")) ?? "\0");
        if (column < 1)
        {
            return;
        }

        foreach (var row in table.Rows)
        {
            if (LevelMentions.In(row.Cell(0), reading.Runbook.Severities, wordsToo: true) is { Length: > 0 } ranks && Duration.Find(row.Cell(column)) is { } time && time.Shortest >= TimeSpan.FromMinutes(1))
            {
                Add(reading, ranks, time, row.Lines);
            }
        }
    }

    private static void Add(Reading reading, ImmutableArray<int> named, Duration time, SourceLines lines)
    {
        var ranks = named.IsEmpty ? LevelMentions.All(reading.Runbook.Severities) : named;
        var cadences = reading.Runbook.Communication.Cadences;
        var same = cadences.FirstOrDefault(cadence => cadence.Shortest == time.Shortest && cadence.Longest == time.Longest && ranks.All(cadence.Ranks.Contains));
        var free = ranks.RemoveAll(rank => cadences.Any(cadence => cadence.Ranks.Contains(rank)));
        reading.Claim(lines);
        if (same is not null)
        {
            return;
        }

        foreach (var taken in cadences.Where(cadence => cadence.Ranks.Any(ranks.Contains)))
        {
            // A time for all levels that comes after one for some of them is no contradiction.
            if (!named.IsEmpty)
            {
                Ask(reading, cadences.IndexOf(taken), taken, time, lines);
            }
        }

        if (free.Length > 0)
        {
            reading.Fact(
                FactKind.Cadence,
                $"communication/cadences/{cadences.Length}",
                $"{LevelMentions.Words(free, reading.Runbook.Severities)}: an update every {Say.Range(time.Shortest, time.Longest)}",
                lines,
                named.IsEmpty ? "no level is named: it is for all that have no time of their own" : null);
            reading.Runbook = reading.Runbook with { Communication = reading.Runbook.Communication with { Cadences = cadences.Add(new Cadence(free, time.Shortest, time.Longest)) } };
        }
    }

    private static void Ask(Reading reading, int at, Cadence taken, Duration other, SourceLines lines)
    {
        var path = $"communication/cadences/{at}";
        var second = new Cadence(taken.Ranks, other.Shortest, other.Longest);
        reading.Ask(new CompilationQuestion(
            path,
            $"How often do updates come for {LevelMentions.Words(taken.Ranks, reading.Runbook.Severities)}: every {Say.Range(taken.Shortest, taken.Longest)} or every {Say.Range(other.Shortest, other.Longest)}?",
            [
                new($"every {Say.Range(taken.Shortest, taken.Longest)}", Say.Json(taken), reading.Facts.Last(fact => fact.Path == path).Lines),
                new($"every {Say.Range(other.Shortest, other.Longest)}", Say.Json(second), lines),
            ]));
    }
}
