using System.Data;
using System.Globalization;
using Dapper;
using IncidentConsole.Domain.Kernel;

namespace IncidentConsole.Web.Store;

/// <summary>How values stand in columns: times as TEXT in fixed-width UTC, so that they sort as text on both engines.</summary>
public static class SqlTypes
{
    /// <summary><c>yyyy-MM-ddTHH:mm:ss.fffffffZ</c>.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? at) => at is { } value ? Text(value) : null;

    public static DateTimeOffset Time(string text) => new(DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind));

    internal static void Register()
    {
        // Without the removal Dapper's own map wins, and the engines get a type they store differently.
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new TimeHandler());
        SqlMapper.AddTypeHandler(new IncidentIdHandler());
    }

    private sealed class TimeHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => Time((string)value);

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = Text(value);
        }
    }

    private sealed class IncidentIdHandler : SqlMapper.TypeHandler<IncidentId>
    {
        public override IncidentId Parse(object value) => new((string)value);

        public override void SetValue(IDbDataParameter parameter, IncidentId value)
        {
            parameter.DbType = DbType.String;
            parameter.Value = value.Value;
        }
    }
}
