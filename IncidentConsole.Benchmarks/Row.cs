namespace IncidentConsole.Benchmarks;

/// <summary>One row of the table: what is measured, against what, and what it should reach.</summary>
/// <param name="Number">As the table of goals counts.</param>
/// <param name="Name">How it is called on the command line.</param>
internal abstract class Row(int number, string name)
{
    public int Number => number;

    public string Name => name;

    public bool IsCalled(string said) => said == name || said == $"{number}";

    /// <exception cref="NotRunException">Something it needs is not here.</exception>
    public abstract IAsyncEnumerable<Figure> MeasureAsync(CancellationToken cancellationToken);
}

/// <param name="What">In a few words.</param>
/// <param name="Value">With its unit.</param>
/// <param name="Beside">The ratio against what ran beside it, or what the figure was taken from; may be empty.</param>
/// <param name="Goal">Empty for a figure that only explains another.</param>
/// <param name="IsMet">Null where there is no goal.</param>
internal sealed record Figure(string What, string Value, string Beside = "", string Goal = "", bool? IsMet = null);

/// <summary>The row cannot be measured here; the message says what is missing.</summary>
internal sealed class NotRunException(string message) : Exception(message);
