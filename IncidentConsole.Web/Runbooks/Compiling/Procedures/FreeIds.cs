namespace IncidentConsole.Web.Runbooks.Compiling.Procedures;

/// <summary>Ids that are taken once. Counting goes on where it stopped, so that a text with thousands of equal words ends as fast as any other.</summary>
internal sealed class FreeIds
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counted = new(StringComparer.Ordinal);

    /// <param name="longer">Tried before a number: with the name of what it stands in, an id stays the same when others come and go.</param>
    public string Take(string id, string? longer = null)
    {
        if (taken.Add(id))
        {
            return id;
        }

        longer ??= id;
        if (longer != id && taken.Add(longer))
        {
            return longer;
        }

        var number = counted.GetValueOrDefault(longer, 1) + 1;
        while (!taken.Add($"{longer}-{number}"))
        {
            number++;
        }

        counted[longer] = number;
        return $"{longer}-{number}";
    }
}
