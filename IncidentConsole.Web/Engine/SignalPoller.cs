using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Signals;
using IncidentConsole.Web.Signals;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Engine;

/// <summary>Ticks the signal watch once a second, asks every few seconds what it means, and lets old samples be deleted once an hour. No logic of its own.</summary>
internal sealed partial class SignalPoller(SignalWatch watch, SeverityAdvisor advisor, AutoDetector detector, SampleKeeper keeper, IOptions<SignalOptions> options, TimeProvider clock, ILogger<SignalPoller> logger) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenAdvice = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenCleanUps = TimeSpan.FromHours(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        watch.Failed += (signal, e) => ReadingFailed(logger, e, signal.Service, signal.Id);
        return Task.WhenAll(RepeatAsync(Tick, watch.TickAsync, stoppingToken), RepeatAsync(BetweenAdvice, advisor.TickAsync, stoppingToken), RepeatAsync(BetweenAdvice, detector.TickAsync, stoppingToken), RepeatAsync(BetweenCleanUps, ForgetAsync, stoppingToken));
    }

    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (await keeper.ForgetAsync(TimeSpan.FromDays(options.Value.RetentionDays), cancellationToken) is > 0 and var deleted)
        {
            Forgot(logger, deleted, options.Value.RetentionDays);
        }
    }

    private async Task RepeatAsync(TimeSpan every, Func<CancellationToken, Task> round, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            do
            {
                try
                {
                    await round(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    RoundFailed(logger, e);   // the store or the hub is away: what was read is kept for the next round
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The console ends.
        }
    }

    [LoggerMessage(2101, LogLevel.Error, "A round of reading signals failed; the next one goes on")]
    private static partial void RoundFailed(ILogger logger, Exception exception);

    [LoggerMessage(2103, LogLevel.Error, "Reading signal {Signal} of {Service} failed inside the console")]
    private static partial void ReadingFailed(ILogger logger, Exception exception, string service, string signal);

    [LoggerMessage(2102, LogLevel.Information, "Deleted {Count} samples older than {Days} days outside incidents")]
    private static partial void Forgot(ILogger logger, int count, int days);
}
