using System.Collections.Immutable;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;

namespace IncidentConsole.Domain.Application.Settings;

/// <summary>The one door for services and components: asks who may, checks the input, has the store write it with its audit row.</summary>
public sealed class CatalogDesk(IDirectory directory, ICatalog catalog, ICatalogEditor editor)
{
    private const int LongestName = 100;
    private const int MostSignals = 50;
    private const int MostHolidays = 400;

    /// <param name="signals">All signals of the service, in order; null leaves them as they are.</param>
    /// <param name="isNew">A new service refuses a slug in use; otherwise the slug must be known.</param>
    public async Task<Settled<Service>> SaveServiceAsync(Service service, ImmutableArray<Signal>? signals, bool isNew, Asker asker, CancellationToken cancellationToken)
    {
        if (await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (await ProblemAsync(service, signals, cancellationToken).ConfigureAwait(false) is { } problem)
        {
            return SettingsGate.Invalid(problem);
        }

        return await editor.SaveServiceAsync(service, signals, isNew, asker.Actor, cancellationToken).ConfigureAwait(false) ? service : TakenOrUnknown("service", service.Slug, isNew);
    }

    /// <inheritdoc cref="SaveServiceAsync"/>
    public async Task<Settled<Component>> SaveComponentAsync(Component component, bool isNew, Asker asker, CancellationToken cancellationToken)
    {
        if (await SettingsGate.RefuseAsync(directory, asker, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        if (NameProblem(component.Slug, component.Name) is { } problem)
        {
            return SettingsGate.Invalid(problem);
        }

        return await editor.SaveComponentAsync(component, isNew, asker.Actor, cancellationToken).ConfigureAwait(false) ? component : TakenOrUnknown("component", component.Slug, isNew);
    }

    private async Task<string?> ProblemAsync(Service service, ImmutableArray<Signal>? signals, CancellationToken cancellationToken)
    {
        if (NameProblem(service.Slug, service.Name) is { } named)
        {
            return named;
        }

        if (await catalog.CurrentRunbookAsync(service.RunbookSlug, cancellationToken).ConfigureAwait(false) is null)
        {
            var known = (await catalog.CurrentRunbooksAsync(cancellationToken).ConfigureAwait(false)).Select(version => version.Runbook.Slug);
            return $"There is no runbook \"{service.RunbookSlug}\". Known: {string.Join(", ", known)}.";
        }

        var people = service.Bindings.IsEmpty ? [] : (await directory.PeopleAsync(cancellationToken).ConfigureAwait(false)).Select(person => person.Id).ToHashSet();
        if (service.Bindings.FirstOrDefault(binding => binding.Value.Any(id => !people.Contains(id))) is { Key: { } target })
        {
            return $"Somebody bound to \"{target}\" has no account.";
        }

        return CalendarProblem(service) ?? (signals is { } all ? SignalProblem(all) : null);
    }

    private static string? CalendarProblem(Service service) =>
        service.TimeZone is { } said && !(TimeZoneInfo.TryFindSystemTimeZoneById(said, out var zone) && zone.HasIanaId)
            ? $"\"{said}\" is not an IANA time zone. Use one like Europe/Berlin or America/New_York, or leave it empty for the console's own."
        : service.Holidays.Length > MostHolidays ? $"A service has at most {MostHolidays} holidays. Leave out those that are over."
        : null;

    private static string? SignalProblem(ImmutableArray<Signal> signals)
    {
        if (signals.Length > MostSignals)
        {
            return $"A service has at most {MostSignals} signals.";
        }

        if (signals.GroupBy(signal => signal.Id).FirstOrDefault(group => group.Count() > 1) is { Key: var twice })
        {
            return $"Two signals have the id \"{twice}\". Give each its own.";
        }

        foreach (var signal in signals)
        {
            if (SignalRules.Problems(signal) is [var first, ..])
            {
                return $"Signal \"{signal.Title}\": {first}";
            }
        }

        return null;
    }

    private static string? NameProblem(string slug, string name) =>
        !Slug.IsValid(slug) ? $"A slug is made of {Slug.Rule}."
        : string.IsNullOrWhiteSpace(name) || name.Length > LongestName ? $"Give a name of at most {LongestName} characters."
        : null;

    private static Refusal TakenOrUnknown(string what, string slug, bool isNew) => isNew
        ? new Refusal(RefusalKind.Conflict, $"There is a {what} \"{slug}\" already. Change that one, or choose another slug.")
        : new Refusal(RefusalKind.NotFound, $"There is no {what} \"{slug}\".");
}
