using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Levels;

/// <summary>A table whose first column names levels.</summary>
internal static class LevelTable
{
    private enum Column
    {
        Other,
        Impact,
        Examples,
        Response,
        Mode,
        Name,

        /// <summary>Another recogniser reads it: cadence, channels.</summary>
        Communication,
    }

    /// <summary>Null where the table is about something else.</summary>
    public static LevelGroup? Read(Table table, Section section)
    {
        var named = section.Topic == Topic.Severity;
        var isLevelColumn = Vocabulary.TopicOf(table.Header.Cell(0)) == Topic.Severity || Vocabulary.Says(table.Header.Cell(0), "level", "prio", "priority", "priorität", "stufe", "klasse", "class", "sev");
        if (!isLevelColumn || table.Header.Cells.Length < 2)
        {
            return null;
        }

        var columns = table.Header.Cells.Select(ColumnOf).ToList();
        var levels = new List<LevelDraft>();
        foreach (var row in table.Rows)
        {
            if (LevelLabel.Read(row.Cell(0)) is { } label)
            {
                levels.Add(Draft(row, label, columns, table.Header));
            }
        }

        if (levels.Count < 2 || levels.Count < table.Rows.Length - 1 || columns.Skip(1).All(column => column is Column.Other or Column.Communication))
        {
            return null;
        }

        levels[0].Introductions.Add(new(table.Header.Number, table.Header.Number + 1));
        return new LevelGroup(levels, named);
    }

    private static LevelDraft Draft(TableLine row, LevelLabel label, List<Column> columns, TableLine header)
    {
        var level = new LevelDraft(label, row.Lines);
        for (var at = 1; at < columns.Count; at++)
        {
            var cell = row.Cell(at);
            if (Inline.Plain(cell) is "" or "-" or "–" or "—")
            {
                continue;
            }

            switch (columns[at])
            {
                case Column.Impact:
                    level.Impact ??= new(Inline.Plain(cell), cell, row.Lines);
                    break;
                case Column.Examples:
                    level.Examples.AddRange(Examples.Split(cell).Select(example => new Found<string>(example, example, row.Lines)));
                    break;
                case Column.Response:
                    level.ReadResponse(Inline.Plain(cell), row.Lines);
                    break;
                case Column.Mode:
                    level.ReadMode(Inline.Plain(cell), row.Lines);
                    break;
                case Column.Name:
                    level.Name = new(Inline.Plain(cell), cell, row.Lines);
                    break;
                case Column.Communication:
                    break;
                case Column.Other:
                    level.Rest.Add(new(cell, $"{header.Cell(at)}: {cell}", row.Lines));
                    break;
            }
        }

        return level;
    }

    private static Column ColumnOf(string header) => header switch
    {
        _ when Vocabulary.Says(header, "cadence", "update cadence", "update frequency", "updates", "update", "communication", "channel", "channels", "kommunikation", "takt", "kanal", "kanäle") => Column.Communication,
        _ when Vocabulary.Says(header, "response time", "response", "response target", "respond within", "reaktionszeit", "reaktion", "sla", "first response") => Column.Response,
        _ when Vocabulary.Says(header, "escalation", "notification", "notify", "alerting", "paged", "who is paged", "who is called", "eskalation", "meldeweg", "alarmweg", "benachrichtigung", "alarmierung") => Column.Mode,
        _ when Vocabulary.Says(header, "example", "examples", "beispiel", "beispiele", "criteria", "kriterien") => Column.Examples,
        _ when Vocabulary.Says(header, "description", "impact", "definition", "meaning", "wirkung", "auswirkung", "beschreibung", "bedeutung") => Column.Impact,
        _ when Vocabulary.Says(header, "name", "title", "bezeichnung") => Column.Name,
        _ => Column.Other,
    };
}

/// <summary>Examples written in one line.</summary>
internal static class Examples
{
    /// <summary>Apart at semicolons, line breaks and commas outside parentheses.</summary>
    public static IEnumerable<string> Split(string cell)
    {
        var text = cell.Replace("<br/>", ";", StringComparison.OrdinalIgnoreCase).Replace("<br />", ";", StringComparison.OrdinalIgnoreCase).Replace("<br>", ";", StringComparison.OrdinalIgnoreCase);
        var depth = 0;
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            depth += text[at] is '(' or '[' ? 1 : text[at] is ')' or ']' ? -1 : 0;
            var ends = text[at] == ';' || (text[at] == ',' && at + 1 < text.Length && text[at + 1] == ' ');
            if (ends && depth <= 0)
            {
                if (Inline.Plain(text[start..at]) is { Length: > 0 } example)
                {
                    yield return example;
                }

                start = at + 1;
            }
        }

        if (Inline.Plain(text[start..]) is { Length: > 0 } last)
        {
            yield return last;
        }
    }
}
