using System.Text.Json;
using Daylight.Gate;

namespace Daylight.Contact;

/// <summary>One text of an adopted set: a pack, or a calendar that a pack counts days by. The hash fixes it to the letter.</summary>
/// <param name="Kind">pack or calendar.</param>
/// <param name="Name">The name it gives itself.</param>
/// <param name="Version">Its version; empty for a calendar.</param>
/// <param name="Hash">sha256 of its text.</param>
internal sealed record PackMember(string Kind, string Name, string Version, string Hash)
{
    public const string Pack = "pack", Calendar = "calendar";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Write(IReadOnlyList<PackMember> members) => JsonSerializer.Serialize(members, Json);

    public static IReadOnlyList<PackMember> Read(string members) => JsonSerializer.Deserialize<List<PackMember>>(members, Json)!;
}

/// <summary>A text with what it calls itself.</summary>
internal sealed record PackDocument(string File, string Text, string Hash, PackOutline? Outline)
{
    public static PackDocument Of(NamedText text) => new(text.Name, text.Text, PackOutline.HashOf(text.Text), PackOutline.Read(text.Text));

    public string Name => Outline?.Name ?? "";

    public string Version => Outline?.Fields["version"]?.ToString() ?? "";

    /// <summary>The calendar that a pack counts days by.</summary>
    public string? Days => Outline is { Kind: PackTextKind.Pack } ? Outline.Fields["calendar"]?.ToString() : null;

    public PackMember Member => new(Outline?.Kind == PackTextKind.Calendar ? PackMember.Calendar : PackMember.Pack, Name, Version, Hash);
}
