using System.Buffers.Text;
using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace IncidentConsole.Web.Store;

/// <summary>
/// The row a reader stands on, as the UTF-8 it is stored in. A stream repeats names, people and sources in every row: equal bytes become one
/// string for the whole read, and times and payloads never become strings at all.
/// </summary>
internal sealed class Utf8Row(DbDataReader reader)
{
    private const int Slots = 256;   // far more than a stream has different names; a collision costs one string

    private readonly sqlite3_stmt? statement = (reader as SqliteDataReader)?.Handle;
    private (byte[] Bytes, string Text)[]? seen;

    public long Int64(int column) => statement is not null ? raw.sqlite3_column_int64(statement, column) : reader.GetInt64(column);

    public int Int32(int column) => (int)Int64(column);

    /// <summary>Valid until the reader moves on; empty for NULL, so only for what is never an empty text.</summary>
    public ReadOnlySpan<byte> Bytes(int column) =>
        statement is not null ? raw.sqlite3_column_blob(statement, column) : reader.IsDBNull(column) ? [] : Encoding.UTF8.GetBytes(reader.GetString(column));

    public string String(int column) => Encoding.UTF8.GetString(Bytes(column));

    /// <summary>For what rows repeat.</summary>
    public string Repeated(int column)
    {
        var bytes = Bytes(column);
        var hash = new HashCode();
        hash.AddBytes(bytes);
        seen ??= new (byte[], string)[Slots];
        ref var slot = ref seen[(uint)hash.ToHashCode() % Slots];
        if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes))
        {
            slot = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        }

        return slot.Text;
    }

    /// <summary>A time as <see cref="SqlTypes.Text(DateTimeOffset)"/> writes it.</summary>
    public DateTimeOffset Time(int column) =>
        Utf8Parser.TryParse(Bytes(column), out DateTime at, out _, 'O') ? new(at) : SqlTypes.Time(String(column));
}
