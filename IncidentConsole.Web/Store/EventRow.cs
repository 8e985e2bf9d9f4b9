using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace IncidentConsole.Web.Store;

/// <summary>One row of the log as it is stored; its hash covers every column and the hash of the row before it in its stream.</summary>
internal sealed record EventRow(
    long Position,
    string Stream,
    int Version,
    string Name,
    string ActorKind,
    string ActorId,
    string ActorName,
    string? Reason,
    string Source,
    string OccurredAt,
    string RecordedAt,
    string Correlation,
    string Payload,
    string PrevHash)
{
    /// <summary>What the first row of a stream names as the hash before it.</summary>
    public static string NoHash { get; } = new('0', 64);

    /// <summary>Lower-case SHA-256 hex. Each field goes in with its length, so that no two rows can give the same bytes.</summary>
    public string ComputeHash()
    {
        using var bytes = new MemoryStream(512);
        Add(bytes, PrevHash);
        Add(bytes, Position);
        Add(bytes, Stream);
        Add(bytes, Version);
        Add(bytes, Name);
        Add(bytes, ActorKind);
        Add(bytes, ActorId);
        Add(bytes, ActorName);
        Add(bytes, Reason);
        Add(bytes, Source);
        Add(bytes, OccurredAt);
        Add(bytes, RecordedAt);
        Add(bytes, Correlation);
        Add(bytes, Payload);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    private static void Add(MemoryStream bytes, long number)
    {
        Span<byte> eight = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(eight, number);
        bytes.Write(eight);
    }

    private static void Add(MemoryStream bytes, string? text)
    {
        if (text is null)
        {
            Add(bytes, -1);
            return;
        }

        var utf8 = Encoding.UTF8.GetBytes(text);
        Add(bytes, utf8.Length);
        bytes.Write(utf8);
    }
}
