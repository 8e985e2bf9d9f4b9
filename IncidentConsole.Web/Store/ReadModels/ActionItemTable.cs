using System.Data.Common;
using System.Globalization;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store.ReadModels;

/// <summary>The action items of postmortems as they stand. Items are never taken away, only dropped.</summary>
internal static class ActionItemTable
{
    private const string Stored = "SELECT item_id, what, kind, owner_id, owner_name, due_on, ticket, state FROM action_item WHERE incident_id = @incident ORDER BY ordinal";

    private const string Upsert = """
        INSERT INTO action_item (incident_id, item_id, ordinal, what, kind, owner_id, owner_name, due_on, ticket, state)
        VALUES (@incident, @item, @ordinal, @what, @kind, @ownerId, @ownerName, @dueOn, @ticket, @state)
        ON CONFLICT (incident_id, item_id) DO UPDATE SET what = excluded.what, kind = excluded.kind, owner_id = excluded.owner_id, owner_name = excluded.owner_name,
            due_on = excluded.due_on, ticket = excluded.ticket, state = excluded.state
        """;

    public static async Task ReplaceAsync(WriteScope scope, string incident, IReadOnlyList<ActionItem> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        var stored = await ReadAsync(scope.Connection, incident);
        for (var i = 0; i < items.Count; i++)
        {
            if (i < stored.Count && stored[i] == Shown(items[i]))
            {
                continue;
            }

            var item = items[i];
            await scope.ExecuteAsync(
                Upsert,
                ("@incident", incident), ("@item", item.ItemId), ("@ordinal", i), ("@what", item.What.Shown), ("@kind", item.Kind.ToString()), ("@ownerId", item.OwnerId), ("@ownerName", item.OwnerName),
                ("@dueOn", item.DueOn?.ToString("O", CultureInfo.InvariantCulture)), ("@ticket", item.Ticket), ("@state", item.State.ToString()));
        }
    }

    public static async Task<IReadOnlyList<ActionItem>> ReadAsync(DbConnection connection, string incident)
    {
        var items = new List<ActionItem>();
        await using var command = EventReader.Command(connection, Stored, [("@incident", incident)]);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            string? Optional(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            items.Add(new ActionItem(
                reader.GetString(0), new Prose(reader.GetString(1)), Enum.Parse<ActionItemKind>(reader.GetString(2)), Optional(3), Optional(4),
                Optional(5) is { } due ? DateOnly.ParseExact(due, "O", CultureInfo.InvariantCulture) : null, Optional(6), Enum.Parse<ActionItemState>(reader.GetString(7))));
        }

        return items;
    }

    /// <summary>As the table holds it: a redacted text as the words people read.</summary>
    public static ActionItem Shown(ActionItem item) => item with { What = new Prose(item.What.Shown) };
}
