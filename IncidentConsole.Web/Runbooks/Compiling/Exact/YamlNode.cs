using System.Collections.Immutable;

namespace IncidentConsole.Web.Runbooks.Compiling.Exact;

/// <summary>YAML as it was written, each thing with its line (1-based, in the whole text). What a scalar means is for its place to say.</summary>
internal abstract record YamlNode(int Line);

/// <param name="IsPlain">Written without quotes, so that <c>null</c> means nothing rather than a word.</param>
internal sealed record YamlScalar(string Text, bool IsPlain, int Line) : YamlNode(Line)
{
    public bool IsNull => IsPlain && Text is "" or "~" or "null";
}

internal sealed record YamlList(ImmutableArray<YamlNode> Items, int Line) : YamlNode(Line);

internal sealed record YamlMap(ImmutableArray<YamlMember> Members, int Line) : YamlNode(Line);

/// <param name="Line">Of the name.</param>
internal sealed record YamlMember(string Name, YamlNode Value, int Line);
