using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Application;
using IncidentConsole.Domain.Application.Ports;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Kernel;
using IncidentConsole.Tests.Harness;

namespace IncidentConsole.Tests.Application;

/// <summary>The feed is gap-free and in commit order, whether this process appended or another one did.</summary>
public sealed class LogTailerTests
{
    [Fact]
    public async Task Many_writers_at_once_reach_a_reader_once_each_and_in_order()
    {
        const int writers = 8, notes = 25;
        var token = TestContext.Current.CancellationToken;
        await using var app = new ConsoleApp();
        var maya = await app.PersonAsync(AccessRole.Commander, "maya@example.org");
        var actor = new Actor(ActorKind.Person, maya.Id, maya.Name);
        var desk = app.Get<IncidentDesk>();
        using var subscription = app.Get<ILiveFeed>().Subscribe(null);
        var seen = new List<long>();
        var reading = Task.Run(async () =>
        {
            var told = 0;
            await foreach (var change in subscription.ReadAllAsync(token))
            {
                Assert.False(change.Gap);
                seen.Add(change.Event.Position);
                told += change.Event.Event is NoteAdded ? 1 : 0;
                if (told == writers * notes)
                {
                    return;
                }
            }
        }, token);

        await Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
        {
            var id = new IncidentId(Guid.CreateVersion7().ToString("D"));
            await desk.SendAsync(id, new DeclareIncident("Broken", "inferadb", "SEV-4"), actor, SendOptions.Console, token);
            for (var note = 0; note < notes; note++)
            {
                Assert.IsType<Outcome.Accepted>(await desk.SendAsync(id, new AddNote(NoteKind.Note, $"Note {note}"), actor, SendOptions.Console, token));
            }
        }));
        await reading.WaitAsync(TimeSpan.FromSeconds(30), token);
        Assert.Equal(Enumerable.Range((int)seen[0], seen.Count).Select(position => (long)position), seen);
    }
}
