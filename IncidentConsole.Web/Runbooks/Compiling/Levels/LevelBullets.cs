using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Levels;

/// <summary>A list under a heading about severity: "- **Critical**: Service completely down".</summary>
internal static class LevelBullets
{
    public static LevelGroup? Read(Section section)
    {
        if (section.Topic != Topic.Severity)
        {
            return null;
        }

        var levels = new List<LevelDraft>();
        foreach (var entry in section.Entries)
        {
            var said = Labelled.ReadLoose(entry.Text);
            if (LevelLabel.Read(said?.Label ?? entry.Text) is not { } label)
            {
                continue;
            }

            var level = new LevelDraft(label, entry.OwnLines);
            if (said?.Aside is { } aside)
            {
                level.ReadResponse(aside, entry.OwnLines);
            }

            if (said is { Value.Length: > 0 })
            {
                level.Impact = new(Inline.Plain(said.Value), said.Value, entry.OwnLines);
            }

            level.Examples.AddRange(entry.Nested.Select(example => new Found<string>(Inline.Plain(example.Text), example.Text, example.OwnLines)));
            levels.Add(level);
        }

        return levels.Count >= 2 ? new LevelGroup(levels, IsNamedSeverity: true) : null;
    }
}
