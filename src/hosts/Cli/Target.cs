using System.CommandLine;

namespace Daylight.Cli;

/// <summary>Where a command works: a data directory nobody holds, or a running server.</summary>
internal sealed record TargetChoice(string Data, string? Postgres, string? Institution, string? Server, string? Token);

/// <summary>The options that choose it.</summary>
internal sealed class Target
{
    private readonly Option<string> _data = new("--data") { Description = "The data directory.", DefaultValueFactory = _ => "./data" };
    private readonly Option<string?> _postgres = new("--postgres") { Description = "The PostgreSQL connection string of the installation, if it has one." };
    private readonly Option<string?> _institution = new("--institution") { Description = "The institution's name or id, where there are several." };
    private readonly Option<string?> _server = new("--server") { Description = "A running server instead, for example http://127.0.0.1:5080." };
    private readonly Option<string?> _token = new("--token") { Description = "A token for the server." };

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_postgres);
        command.Options.Add(_institution);
        command.Options.Add(_server);
        command.Options.Add(_token);
    }

    public TargetChoice Of(ParseResult parsed) => new(
        parsed.GetValue(_data)!, parsed.GetValue(_postgres), parsed.GetValue(_institution), parsed.GetValue(_server), parsed.GetValue(_token));
}
