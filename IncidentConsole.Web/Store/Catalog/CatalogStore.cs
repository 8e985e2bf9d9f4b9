using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Dapper;
using IncidentConsole.Domain.Application.Advice;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Deadlines;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Domain.Metrics;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Web.Runbooks;
using IncidentConsole.Web.Store.Accounts;

namespace IncidentConsole.Web.Store.Catalog;

/// <summary>Services with the people bound to their ladder, and the public components. Runbooks: <see cref="RunbookShelf"/>.</summary>
internal sealed class CatalogStore(Database database, RunbookShelf runbooks, TimeProvider clock, BusinessCalendar ofConsole) : ICatalog, ICatalogEditor
{
    private const string ServiceColumns = "SELECT slug AS Slug, name AS Name, runbook_slug AS RunbookSlug, owner_team AS OwnerTeam, time_zone AS TimeZone, on_breach AS OnBreach FROM service";
    private const string OneService = $"{ServiceColumns} WHERE slug = @slug";
    private const string AllServices = $"{ServiceColumns} ORDER BY lower(name), slug";
    private const string BindingsOf = "SELECT service AS Service, target AS Target, person_id AS PersonId FROM service_binding WHERE service = @slug OR @slug IS NULL ORDER BY target, person_id";
    private const string HolidaysOf = "SELECT service AS Service, day AS Day FROM service_holiday WHERE service = @slug OR @slug IS NULL ORDER BY day";
    private const string AllComponents = "SELECT slug AS Slug, name AS Name, description AS Description, place AS Position FROM component ORDER BY place, slug";

    private const string InsertService = "INSERT INTO service (slug, name, runbook_slug, owner_team, time_zone, on_breach) VALUES (@Slug, @Name, @RunbookSlug, @OwnerTeam, @TimeZone, @OnBreach)";
    private const string UpdateService = "UPDATE service SET name = @Name, runbook_slug = @RunbookSlug, owner_team = @OwnerTeam, time_zone = @TimeZone, on_breach = @OnBreach WHERE slug = @Slug";
    private const string InsertBinding = "INSERT INTO service_binding (service, target, person_id) VALUES (@service, @target, @person)";
    private const string InsertHoliday = "INSERT INTO service_holiday (service, day) VALUES (@service, @day)";
    private const string InsertComponent = "INSERT INTO component (slug, name, description, place) VALUES (@Slug, @Name, @Description, @Position)";
    private const string UpdateComponent = "UPDATE component SET name = @Name, description = @Description, place = @Position WHERE slug = @Slug";

    public BusinessCalendar DefaultCalendar => ofConsole;

    public async Task<Service?> FindServiceAsync(string slug, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<ServiceRow>(new CommandDefinition(OneService, new { slug }, cancellationToken: cancellationToken));
        return row?.ToService(
            await connection.QueryAsync<BindingRow>(new CommandDefinition(BindingsOf, new { slug }, cancellationToken: cancellationToken)),
            await connection.QueryAsync<HolidayRow>(new CommandDefinition(HolidaysOf, new { slug }, cancellationToken: cancellationToken)));
    }

    public async Task<IReadOnlyList<Service>> ServicesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<ServiceRow>(new CommandDefinition(AllServices, cancellationToken: cancellationToken));
        var bindings = (await connection.QueryAsync<BindingRow>(new CommandDefinition(BindingsOf, new { slug = (string?)null }, cancellationToken: cancellationToken))).ToLookup(binding => binding.Service);
        var holidays = (await connection.QueryAsync<HolidayRow>(new CommandDefinition(HolidaysOf, new { slug = (string?)null }, cancellationToken: cancellationToken))).ToLookup(holiday => holiday.Service);
        return [.. rows.Select(row => row.ToService(bindings[row.Slug], holidays[row.Slug]))];
    }

    public async Task<IReadOnlyList<Component>> ComponentsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenReadAsync(cancellationToken);
        var rows = await connection.QueryAsync<ComponentRow>(new CommandDefinition(AllComponents, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new Component(row.Slug, row.Name, row.Description, row.Position))];
    }

    public Task<RunbookVersion?> CurrentRunbookAsync(string slug, CancellationToken cancellationToken) => runbooks.CurrentAsync(slug, cancellationToken);

    public async Task<RunbookVersion> DefaultRunbookAsync(CancellationToken cancellationToken) =>
        await runbooks.CurrentAsync(RunbookLibrary.Standard.Runbook.Slug, cancellationToken) ?? RunbookLibrary.Standard;

    public Task<IReadOnlyList<RunbookVersion>> CurrentRunbooksAsync(CancellationToken cancellationToken) => runbooks.AllCurrentAsync(cancellationToken);

    public Runbook Runbook(RunbookKey key) => runbooks.Get(key);

    public Task<RunbookPublication?> PublishRunbookAsync(RunbookEdition edition, Actor by, CancellationToken cancellationToken) => runbooks.PublishAsync(edition, by, cancellationToken);

    public Task<bool> SaveServiceAsync(Service service, ImmutableArray<Signal>? signals, bool isNew, Actor by, CancellationToken cancellationToken) => SaveAsync(
        isNew ? InsertService : UpdateService,
        new { service.Slug, service.Name, service.RunbookSlug, service.OwnerTeam, service.TimeZone, OnBreach = service.OnBreach.ToString() },
        async scope =>
        {
            await scope.Connection.ExecuteAsync("DELETE FROM service_binding WHERE service = @slug", new { slug = service.Slug });
            foreach (var (target, people) in service.Bindings)
            {
                foreach (var person in people.Distinct())
                {
                    await scope.Connection.ExecuteAsync(InsertBinding, new { service = service.Slug, target, person });
                }
            }

            await ReplaceHolidaysAsync(scope, service, by);
            if (signals is { } all)
            {
                await SignalTable.ReplaceAsync(scope, service.Slug, all);
            }
        },
        by,
        isNew ? "added" : "changed",
        $"service {service.Slug}",
        cancellationToken);

    public Task<bool> SaveComponentAsync(Component component, bool isNew, Actor by, CancellationToken cancellationToken) => SaveAsync(
        isNew ? InsertComponent : UpdateComponent, component, _ => Task.CompletedTask, by, isNew ? "added" : "changed", $"component {component.Slug}", cancellationToken);

    private async Task ReplaceHolidaysAsync(WriteScope scope, Service service, Actor by)
    {
        var stored = (await scope.Connection.QueryAsync<string>("SELECT day FROM service_holiday WHERE service = @slug", new { slug = service.Slug })).ToHashSet();
        var wanted = service.Holidays.Select(HolidayRow.Text).ToHashSet();
        if (stored.SetEquals(wanted))
        {
            return;
        }

        await scope.Connection.ExecuteAsync("DELETE FROM service_holiday WHERE service = @slug", new { slug = service.Slug });
        foreach (var day in wanted)
        {
            await scope.Connection.ExecuteAsync(InsertHoliday, new { service = service.Slug, day });
        }

        await AuditStore.AddAsync(scope, clock.GetUtcNow(), by, $"set {wanted.Count} holidays", $"service {service.Slug}");
    }

    private async Task<bool> SaveAsync(string sql, object values, Func<WriteScope, Task> more, Actor by, string action, string subject, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(
                async scope =>
                {
                    if (await scope.Connection.ExecuteAsync(sql, values) == 0)
                    {
                        return false;
                    }

                    await more(scope);
                    await AuditStore.AddAsync(scope, clock.GetUtcNow(), by, action, subject);
                    return true;
                },
                cancellationToken);
        }
        catch (DbException exception) when (database.IsUniqueViolation(exception))
        {
            return false;
        }
    }

    private sealed class ServiceRow
    {
        public string Slug { get; init; } = "";

        public string Name { get; init; } = "";

        public string RunbookSlug { get; init; } = "";

        public string? OwnerTeam { get; init; }

        public string? TimeZone { get; init; }

        public string OnBreach { get; init; } = "";

        public Service ToService(IEnumerable<BindingRow> bindings, IEnumerable<HolidayRow> holidays) => new(
            Slug, Name, RunbookSlug, OwnerTeam,
            bindings.GroupBy(binding => binding.Target).ToImmutableDictionary(group => group.Key, group => group.Select(binding => binding.PersonId).ToImmutableArray(), StringComparer.OrdinalIgnoreCase))
        {
            TimeZone = TimeZone,
            OnBreach = Enum.Parse<BreachResponse>(OnBreach),
            Holidays = [.. holidays.Select(holiday => DateOnly.ParseExact(holiday.Day, HolidayRow.Format, CultureInfo.InvariantCulture))],
        };
    }

    private sealed class BindingRow
    {
        public string Service { get; init; } = "";

        public string Target { get; init; } = "";

        public string PersonId { get; init; } = "";
    }

    private sealed class HolidayRow
    {
        public const string Format = "yyyy-MM-dd";

        public string Service { get; init; } = "";

        public string Day { get; init; } = "";

        public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);
    }

    private sealed class ComponentRow
    {
        public string Slug { get; init; } = "";

        public string Name { get; init; } = "";

        public string? Description { get; init; }

        public int Position { get; init; }
    }
}
