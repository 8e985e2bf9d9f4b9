using System.Collections.Immutable;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.HttpActions;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Application.Postmortems;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Web.Endpoints.Incidents;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Store;
using IncidentConsole.Web.Store.ReadModels;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Web.Cli;

/// <summary>
/// The store itself, while no server runs: the same desk and rules, under the lock that one server holds. Calls and due times that come up wait
/// for the next start. Whoever reaches the file may; what they do stands in the timeline under the account they name, else under their machine's name for them.
/// </summary>
internal sealed class IncidentOnStore : IIncidentReach
{
    private static readonly SendOptions FromHere = new("cli");

    private readonly IServiceProvider services;
    private readonly Actor actor;
    private readonly Viewer viewer;

    private IncidentOnStore(IServiceProvider services, Actor actor, Viewer viewer) => (this.services, this.actor, this.viewer) = (services, actor, viewer);

    private IncidentReads Reads => services.GetRequiredService<IncidentReads>();

    /// <param name="email">Account to act as; null: the person at the machine, who may do everything.</param>
    public static async Task<Reply<IIncidentReach>> OpenAsync(IServiceProvider services, string? email, CancellationToken cancellationToken)
    {
        var location = services.GetRequiredService<StoreLocation>();
        if (!location.Exists)
        {
            return new(null, IncidentExit.Usage, $"There is no store in {location.DataDirectory}. Name its folder: --store=FOLDER.");
        }

        try
        {
            await services.GetRequiredService<Database>().OpenAsync(cancellationToken);
            var rebuild = services.GetRequiredService<ReadModelRebuild>();
            if (await rebuild.IsOwedAsync(cancellationToken))
            {
                await rebuild.RunAsync(cancellationToken);
            }
        }
        catch (StoreHeldException held)
        {
            return Reply<IIncidentReach>.NotReached($"A server (process {held.Process}) is running on the store in {held.Folder}. Ask it: leave --store out, and give --url and --key. --store is for when its process is dead.");
        }
        catch (StoreException exception)
        {
            return Reply<IIncidentReach>.NotReached(exception.Message);
        }

        if (email is null)
        {
            return new(new IncidentOnStore(services, Actor.System with { Name = $"{Environment.UserName} (command line)" }, Viewer.System));
        }

        return await services.GetRequiredService<IDirectory>().FindPersonAsync(email, cancellationToken) is { IsLocked: false } person
            ? new(new IncidentOnStore(services, new Actor(ActorKind.Person, person.Id, person.Name), new Viewer(person.Id, person.Role)))
            : Reply<IIncidentReach>.NotReached($"There is no account with the address {email}, or it is locked.");
    }

    public async Task<Reply<StatusDto>> StatusAsync(CancellationToken cancellationToken) => await Reads.StatusAsync(viewer, cancellationToken);

    public async Task<Reply<IncidentDto>> IncidentAsync(int number, CancellationToken cancellationToken) => Found(await Reads.IncidentAsync(number, viewer, cancellationToken));

    public async Task<Reply<ProceduresDto>> ProceduresAsync(int number, CancellationToken cancellationToken) => Found(await Reads.ProceduresAsync(number, viewer, cancellationToken));

    public async Task<Reply<IReadOnlyList<string>>> ServicesAsync(CancellationToken cancellationToken) =>
        new([.. (await services.GetRequiredService<ICatalog>().ServicesAsync(cancellationToken)).Select(service => service.Slug)]);

    public async Task<Reply<DetectionDto>> DetectAsync(string service, CancellationToken cancellationToken) =>
        await Reads.DetectAsync(service, readNow: true, cancellationToken) is { } found ? found : Reply<DetectionDto>.Refused(ReadEndpoints.NoSuchService(service).Message);

    public async Task<Reply<ReferenceDto>> ReferenceAsync(string service, CancellationToken cancellationToken) => await Reads.ReferenceAsync(service, cancellationToken);

    public async Task<Reply<ExportDto>> ExportAsync(int number, CancellationToken cancellationToken) => Found(await Reads.ExportAsync(number, viewer, cancellationToken));

    public async Task<Reply<byte[]>> PdfAsync(int number, CancellationToken cancellationToken)
    {
        var zone = services.GetRequiredService<IOptions<ConsoleOptions>>().Value.TimeZone;
        if (await services.GetRequiredService<PostmortemReader>().DocumentAsync(number, viewer, zone, cancellationToken) is not { } document)
        {
            return Found<byte[]>(null);
        }

        try
        {
            return (await services.GetRequiredService<IDocumentRenderer>().RenderAsync(document, cancellationToken)).Bytes.ToArray();
        }
        catch (DocumentRenderException exception)
        {
            return Reply<byte[]>.Refused(exception.Message);
        }
    }

    public Task<Reply<IncidentDto>> DeclareAsync(DeclareRequest declare, CancellationToken cancellationToken) => SendAsync(
        new IncidentId(Guid.CreateVersion7().ToString("D")),
        new DeclareIncident(declare.Title ?? "", declare.Service ?? "", IncidentEndpoints.Said(declare.Severity)) { Summary = declare.Summary, Reason = declare.Reason },
        cancellationToken);

    public Task<Reply<IncidentDto>> StartAsync(int number, string action, ActionRequest start, CancellationToken cancellationToken) =>
        SendAsync(number, new StartAction(start.Procedure, action, start.Command) { Confirmation = start.Confirmation, Reason = start.Reason }, cancellationToken);

    public Task<Reply<IncidentDto>> ConfirmAsync(int number, string action, ActionRequest confirm, CancellationToken cancellationToken) =>
        SendAsync(number, new ConfirmAction(action, confirm.Result) { Reason = confirm.Reason }, cancellationToken);

    public async Task<Reply<SendDto>> SendAsync(int number, string action, SendRequest send, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<IIncidentQueries>().FindAsync(number, viewer, cancellationToken) is not { } row)
        {
            return Found<SendDto>(null);
        }

        var asked = new ActionToSend(send.Procedure, action, Guid.CreateVersion7().ToString("N"), send.Values.ToImmutableDictionary()) { Confirmation = send.Confirmation, Reason = send.Reason };
        var settled = await services.GetRequiredService<ActionSender>().SendAsync(row.Id, asked, actor, viewer, FromHere, cancellationToken);
        return settled switch
        {
            { Value: { } report } => SendDto.Of(report.ActionId, report.Send),
            { Refusal: { Kind: RefusalKind.Forbidden } refusal } => Reply<SendDto>.NotReached(refusal.Message),
            _ => Reply<SendDto>.Refused(settled.Refusal!.Message),
        };
    }

    public Task<Reply<IncidentDto>> ResolveAsync(int number, ResolveRequest resolve, CancellationToken cancellationToken) =>
        SendAsync(number, new Resolve(resolve.Notes ?? "") { Reason = resolve.Reason }, cancellationToken);

    public ValueTask DisposeAsync() => services.GetRequiredService<Database>().DisposeAsync();

    private async Task<Reply<IncidentDto>> SendAsync(int number, IncidentIntent intent, CancellationToken cancellationToken) =>
        await services.GetRequiredService<IIncidentQueries>().FindAsync(number, viewer, cancellationToken) is { } row
            ? await SendAsync(row.Id, intent, cancellationToken)
            : Found<IncidentDto>(null);

    private async Task<Reply<IncidentDto>> SendAsync(IncidentId id, IncidentIntent intent, CancellationToken cancellationToken) =>
        await services.GetRequiredService<IncidentDesk>().SendAsync(id, intent, actor, FromHere, cancellationToken) switch
        {
            Outcome.Accepted accepted => IncidentDto.Of(accepted.Incident),
            Outcome.Refused { Refusal: { Kind: RefusalKind.Forbidden } refusal } => Reply<IncidentDto>.NotReached(refusal.Message),
            Outcome.Refused refused => Reply<IncidentDto>.Refused(refused.Refusal.Message),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static Reply<T> Found<T>(T? found)
        where T : class => found is null ? Reply<T>.Refused(IncidentEndpoints.NoSuchIncident().Message) : found;
}
