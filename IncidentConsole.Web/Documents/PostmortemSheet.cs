namespace IncidentConsole.Web.Documents;

/// <summary>What <c>postmortem.typ</c> reads: the document as finished words and positions, so that the template only draws.</summary>
internal sealed record PostmortemSheet
{
    public required string Lang { get; init; }
    public required string DocumentTitle { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required string Service { get; init; }
    public required string Badge { get; init; }
    public required int Rank { get; init; }
    /// <summary>"resolved", beside the number.</summary>
    public required string Status { get; init; }
    /// <summary>Loud words above the title: still open, drill; empty for most.</summary>
    public required IReadOnlyList<string> Marks { get; init; }
    public required string Stamp { get; init; }
    public required string Audience { get; init; }
    public required IReadOnlyList<SheetFact> Facts { get; init; }
    public required IReadOnlyList<Element> Summary { get; init; }
    public required IReadOnlyList<Element> Impact { get; init; }
    public required SheetStrips? Strips { get; init; }
    public required IReadOnlyList<SheetSection> Sections { get; init; }
    public required SheetTable Timeline { get; init; }
    public required SheetTable Items { get; init; }
    public required SheetTable Links { get; init; }
    public required SheetTable Updates { get; init; }
    public required SheetTable Roles { get; init; }
    public required SheetTable Overrides { get; init; }
    public required IReadOnlyList<SheetFact> SignOff { get; init; }
    public required SheetWords Words { get; init; }
}

/// <param name="Small">Quiet words beside the value, or null.</param>
/// <param name="Below">A quiet line under it, or null.</param>
internal sealed record SheetFact(string Label, string Value, string? Small = null, string? Below = null);

/// <param name="Pair">True when this and the next section are short lists, drawn side by side.</param>
internal sealed record SheetSection(string Heading, IReadOnlyList<Element> Body, bool Pair);

/// <param name="From">Of the shaded incident window, in parts of the width.</param>
internal sealed record SheetStrips(IReadOnlyList<SheetStrip> Items, double From, double To, IReadOnlyList<SheetMark> Marks, string Legend);

/// <param name="Says">"peak 7.1 %, limit 5 %".</param>
/// <param name="Runs">Unbroken lines as points [x, y].</param>
/// <param name="Zero">Where the value 0 lies, as y.</param>
internal sealed record SheetStrip(
    string Title, string Says, string Alt, IReadOnlyList<IReadOnlyList<double[]>> Runs, IReadOnlyList<SheetLimit> Limits, double Zero);

internal sealed record SheetLimit(double Y, string Label, int Rank);

internal sealed record SheetMark(double X, string Time, string Label);

/// <summary>Rows of text under a repeated head.</summary>
internal sealed record SheetTable(string Heading, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<SheetRow> Rows);

/// <param name="Width">"auto" or "fill".</param>
internal sealed record SheetColumn(string Head, bool Right = false, string Width = "auto");

/// <param name="Whole">False only where a row is too long for one page and has to break.</param>
internal sealed record SheetRow(IReadOnlyList<SheetCell> Cells, bool Whole = true);

/// <param name="Look">"late", "strong", "figures" (digits of one width, so that columns line up), or null.</param>
/// <param name="Shape">"ring", "half", "disc", "cross", "dash", or null.</param>
/// <param name="Above">A small line over the text: the day, where it changes.</param>
internal sealed record SheetCell(string Text, string? Look = null, string? Shape = null, string? Url = null, string? UrlText = null, string? Above = null);

/// <summary>The few words the template places itself.</summary>
internal sealed record SheetWords(string Postmortem, string Summary, string Impact, string Metrics, string NotWritten, string NoneYet, string Page, string Of);
