using System.Text.RegularExpressions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks.Compiling.Source;
using IncidentConsole.Web.Runbooks.Compiling.Words;

namespace IncidentConsole.Web.Runbooks.Compiling.Calling;

/// <summary>Contacts (role and the way to reach it) and the teams that own modules.</summary>
internal sealed partial class ContactRecogniser : IRecogniser
{
    public void Read(Reading reading)
    {
        foreach (var section in reading.Sections)
        {
            if (section.Topic == Topic.Contacts)
            {
                ReadContacts(reading, section);
            }
            else if (section.Topic == Topic.ModuleOwners)
            {
                ReadOwners(reading, section);
            }
        }
    }

    private static void ReadContacts(Reading reading, Section section)
    {
        foreach (var table in section.Tables.Where(table => table.Header.Cells.Length >= 2))
        {
            foreach (var row in table.Rows)
            {
                AddContact(reading, Inline.Plain(row.Cell(0)), string.Join(" · ", row.Cells.Skip(1).Select(Inline.Plain).Where(cell => cell.Length > 0)), row.Lines);
            }

            reading.Claim(new(table.Header.Number, table.Header.Number + 1));
        }

        foreach (var entry in section.Entries)
        {
            if (Labelled.ReadLoose(entry.Text) is not { Value.Length: > 0 } said)
            {
                continue;
            }

            // "Level 1: On-call Engineer (+1-555-0100)" names the role behind the colon, "On-call: PagerDuty" before it.
            var value = Inline.Plain(said.Value);
            var reach = Reach().Match(value);
            if (reach.Success && reach.Index > 0)
            {
                AddContact(reading, value[..reach.Index].Trim(), reach.Groups["path"].Value.Trim(), entry.OwnLines);
            }
            else
            {
                AddContact(reading, said.Label, value, entry.OwnLines);
            }
        }
    }

    private static void AddContact(Reading reading, string role, string path, SourceLines lines)
    {
        if (role.Length is 0 or > 80 || path.Length is 0 or > 200 || reading.Runbook.Contacts.Contains(new(role, path)))
        {
            return;
        }

        var isBlank = Blank().IsMatch(path);
        reading.Fact(FactKind.Contact, $"contacts/{reading.Runbook.Contacts.Length}", $"{role}: {path}", lines, isBlank ? "the number is only a pattern; put in the real one" : null, isBlank);
        reading.Runbook = reading.Runbook with { Contacts = reading.Runbook.Contacts.Add(new(role, path)) };
    }

    private static void ReadOwners(Reading reading, Section section)
    {
        foreach (var entry in section.Entries)
        {
            if (Labelled.ReadLoose(entry.Text) is { Value.Length: > 0 } said)
            {
                AddOwner(reading, said.Label, Inline.Plain(said.Value), entry.OwnLines);
            }
        }

        foreach (var table in section.Tables.Where(table => table.Header.Cells.Length == 2))
        {
            foreach (var row in table.Rows)
            {
                AddOwner(reading, Inline.Plain(row.Cell(0)), Inline.Plain(row.Cell(1)), row.Lines);
            }

            reading.Claim(new(table.Header.Number, table.Header.Number + 1));
        }
    }

    private static void AddOwner(Reading reading, string module, string team, SourceLines lines)
    {
        if (module.Length is > 0 and <= 60 && team.Length is > 0 and <= 80)
        {
            reading.Fact(FactKind.ModuleOwner, $"moduleOwners/{reading.Runbook.ModuleOwners.Length}", $"{team} owns {module}", lines);
            reading.Runbook = reading.Runbook with { ModuleOwners = reading.Runbook.ModuleOwners.Add(new(module, team)) };
        }
    }

    [GeneratedRegex(@"\((?<path>[^()]{3,120})\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Reach();

    [GeneratedRegex(@"X{3}|x{3}|\b555-0\d|<[^<>]{1,40}>|\bTBD\b", RegexOptions.CultureInvariant)]
    private static partial Regex Blank();
}
