using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Levels;

/// <summary>Questions that help to judge severity: "Is the service down? → SEV-1" belongs to that level, "Trend: better or worse?" to none.</summary>
internal sealed class DecisionQuestions : IRecogniser
{
    private const int LongestVerdict = 40;

    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections.Where(section => section.Topic == Topic.DecisionQuestions))
        {
            foreach (var entry in section.Entries)
            {
                Take(reading, Inline.Plain(entry.Text), entry.OwnLines);
            }

            foreach (var row in section.Tables.SelectMany(table => table.Rows))
            {
                Take(reading, $"{Inline.Plain(row.Cell(0))} {Inline.Plain(row.Cell(1))}", row.Lines);
            }

            foreach (var line in section.Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Text))
            {
                Take(reading, Inline.Plain(line.Text), line.Lines);
            }
        }
    }

    private static void Take(Reading reading, string text, SourceLines lines)
    {
        var mark = text.LastIndexOf('?');
        if (mark < 0)
        {
            return;
        }

        var question = text[..(mark + 1)];
        var verdict = text[(mark + 1)..].Trim();
        if (verdict.Length == 0)
        {
            reading.Fact(FactKind.DecisionQuestion, $"severityQuestions/{reading.Runbook.SeverityQuestions.Length}", $"Ask: {question}", lines);
            reading.Runbook = reading.Runbook with { SeverityQuestions = reading.Runbook.SeverityQuestions.Add(question) };
        }
        // Whatever stands between the question and the level (an arrow, or what a wrong decoding left of it) means "then".
        else if (verdict.Length <= LongestVerdict && LevelMentions.In(verdict, reading.Runbook.Severities, wordsToo: true) is [var rank] && reading.Runbook.Severities[rank] is { Question: null } level)
        {
            reading.Fact(FactKind.DecisionQuestion, $"severities/levels/{rank - 1}/question", $"{question} Then {level.Label}", lines);
            reading.Runbook = reading.Runbook with { Severities = new(reading.Runbook.Severities.Levels.SetItem(rank - 1, level with { Question = question })) };
        }
    }
}
