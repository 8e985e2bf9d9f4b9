using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Web.Store.Verification;

/// <summary>Reads the log row by row, in order, and says where it is not what was written: a gap, a changed column, a row taken out or put in.</summary>
internal sealed class ChainCheck(List<string> findings)
{
    private readonly Dictionary<string, (int Version, string Hash)> streams = new(StringComparer.Ordinal);
    private string recordedAt = "";

    public long Position { get; private set; }

    public int Streams => streams.Count;

    /// <summary>One hash over the hashes of all rows so far. Kept elsewhere with its position, it shows later that nothing before was changed.</summary>
    public string Head { get; private set; } = EventRow.NoHash;

    public void Accept(EventRow row, string hash)
    {
        if (row.Position != Position + 1)
        {
            findings.Add($"position {Position + 1} is missing before position {row.Position}");
        }

        var (version, previous) = streams.GetValueOrDefault(row.Stream, (0, EventRow.NoHash));
        if (row.Version != version + 1)
        {
            findings.Add($"{Place(row)}: version {version + 1} of its stream is missing");
        }
        else if (row.PrevHash != previous)
        {
            findings.Add($"{Place(row)}: it does not follow the row before it in its stream");
        }

        if (row.ComputeHash() != hash)
        {
            findings.Add($"{Place(row)}: its hash is not that of its columns, so one of them was changed");
        }

        if (string.CompareOrdinal(row.RecordedAt, recordedAt) <= 0)
        {
            findings.Add($"{Place(row)}: recorded at {row.RecordedAt}, not after the row before it");
        }

        Position = row.Position;
        recordedAt = row.RecordedAt;
        streams[row.Stream] = (row.Version, hash);
        Head = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Head + hash)));
    }

    public static string Place(EventRow row) => $"position {row.Position} ({row.Stream} version {row.Version}, {row.Name})";
}
