using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Web.Components.Settings;

/// <summary>A signal while somebody types it; <see cref="ToSignal"/> makes the real one, <see cref="SignalRules"/> judges it.</summary>
public sealed class SignalDraft
{
    public SignalKind Kind { get; set; } = SignalKind.PromQl;

    public string Id { get; set; } = "";

    public string Title { get; set; } = "";

    public string Unit { get; set; } = "";

    public GoodDirection Good { get; set; }

    public int Decimals { get; set; }

    public double? Target { get; set; }

    public double PollSeconds { get; set; } = 5;

    public double StaleSeconds { get; set; } = 30;

    /// <summary>Server, page or health address, by kind.</summary>
    public string Address { get; set; } = "";

    public string Query { get; set; } = "";

    /// <summary>Metric with labels, as Prometheus writes it: <c>http_requests_total{code="500"}</c>.</summary>
    public string Metric { get; set; } = "";

    public MeasureKind Measure { get; set; }

    public string Of { get; set; } = "";

    public double Quantile { get; set; } = 0.99;

    public double Scale { get; set; } = 1;

    public SeriesCombine Combine { get; set; }

    /// <summary>Label that tells the lines apart; empty for one line.</summary>
    public string SplitBy { get; set; } = "";

    /// <summary>Id of the integration that takes the beats.</summary>
    public string Heartbeat { get; set; } = "";

    public string BudgetName { get; set; } = "";

    /// <summary>Null: no budget.</summary>
    public double? Budget { get; set; }

    /// <summary>The limits are typed as multiples of the budget, not in the unit.</summary>
    public bool IsInBudgets { get; set; }

    public ProbeMeasure Probe { get; set; }

    /// <summary>Rank → value, or multiple where <see cref="IsInBudgets"/>; missing or null: no limit at that level.</summary>
    public Dictionary<int, double?> Thresholds { get; } = [];

    /// <summary>What "read it now" brought, in words.</summary>
    public string? Reading { get; set; }

    public bool ReadingFailed { get; set; }

    public static SignalDraft From(Signal signal)
    {
        var draft = new SignalDraft
        {
            Id = signal.Id,
            Title = signal.Title,
            Unit = signal.Unit,
            Good = signal.Good,
            Decimals = signal.Decimals,
            Target = signal.Target,
            PollSeconds = signal.PollEvery.TotalSeconds,
            StaleSeconds = signal.StaleAfter.TotalSeconds,
            BudgetName = signal.Budget?.Name ?? "",
            Budget = signal.Budget?.Value,
            IsInBudgets = signal.Budget is not null && signal.Thresholds.Any(threshold => threshold.Times is not null),
        };
        foreach (var threshold in signal.Thresholds)
        {
            draft.Thresholds[threshold.Rank] = draft.IsInBudgets ? threshold.Times ?? signal.Budget!.RatioOf(threshold.Value) : threshold.Value;
        }

        draft.Take(signal.Source);
        return draft;
    }

    /// <summary>The address may be no address yet: then it stands as typed, and the rules say what is wrong.</summary>
    public Signal ToSignal(string service) => new(
        Id.Trim(), service, Title.Trim(), Unit.Trim(), Source(), Good, Decimals,
        [.. Thresholds.Where(pair => pair.Value is not null).OrderBy(pair => pair.Key).Select(pair => Limit(pair.Key, pair.Value!.Value))],
        Target, TimeSpan.FromSeconds(PollSeconds), TimeSpan.FromSeconds(StaleSeconds))
    {
        Budget = Budget is { } budget ? new SignalBudget(string.IsNullOrWhiteSpace(BudgetName) ? Title.Trim() : BudgetName.Trim(), budget) : null,
    };

    private Threshold Limit(int rank, double typed) => IsInBudgets && Budget is { } budget ? new(rank, typed * budget) { Times = typed } : new(rank, typed);

    private SignalSource Source()
    {
        var address = Uri.TryCreate(Address.Trim(), UriKind.RelativeOrAbsolute, out var uri) ? uri : new Uri("", UriKind.Relative);
        return Kind switch
        {
            SignalKind.PromQl => new PromQlSource(address, Query.Trim()),
            SignalKind.Scrape => new ScrapeSource(address, SelectorText.Read(Metric), Measured(), Scale) { SplitBy = string.IsNullOrWhiteSpace(SplitBy) ? null : SplitBy.Trim() },
            SignalKind.Probe => new ProbeSource(address, Probe),
            SignalKind.Pushed => new PushedSource(),
            SignalKind.Heartbeat => new HeartbeatSource(Heartbeat),
        };
    }

    private ScrapeMeasure Measured() => Measure switch
    {
        MeasureKind.Gauge => new GaugeMeasure(Combine),
        MeasureKind.Rate => new RateMeasure(),
        MeasureKind.Share => new ShareMeasure(SelectorText.Read(Of)),
        MeasureKind.Quantile => new QuantileMeasure(Quantile),
    };

    private void Take(SignalSource source)
    {
        switch (source)
        {
            case PromQlSource promQl:
                (Kind, Address, Query) = (SignalKind.PromQl, promQl.Server.ToString(), promQl.Query);
                break;
            case ScrapeSource scrape:
                (Kind, Address, Metric, Scale, SplitBy) = (SignalKind.Scrape, scrape.Page.ToString(), SelectorText.Write(scrape.Selector), scrape.Scale, scrape.SplitBy ?? "");
                Take(scrape.Measure);
                break;
            case ProbeSource probe:
                (Kind, Address, Probe) = (SignalKind.Probe, probe.Address.ToString(), probe.Measure);
                break;
            case PushedSource:
                Kind = SignalKind.Pushed;
                break;
            case HeartbeatSource beat:
                (Kind, Heartbeat) = (SignalKind.Heartbeat, beat.Integration);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Take(ScrapeMeasure measure)
    {
        switch (measure)
        {
            case GaugeMeasure gauge:
                (Measure, Combine) = (MeasureKind.Gauge, gauge.Combine);
                break;
            case RateMeasure:
                Measure = MeasureKind.Rate;
                break;
            case ShareMeasure share:
                (Measure, Of) = (MeasureKind.Share, SelectorText.Write(share.Of));
                break;
            case QuantileMeasure quantile:
                (Measure, Quantile) = (MeasureKind.Quantile, quantile.Quantile);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}

public enum SignalKind
{
    PromQl,
    Scrape,
    Probe,
    Pushed,
    Heartbeat,
}

public enum MeasureKind
{
    Gauge,
    Rate,
    Share,
    Quantile,
}
