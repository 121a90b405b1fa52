namespace Daylight.Inspection;

/// <summary>A read and checked rulebook: immutable, shared by all inspections.</summary>
public sealed class Rulebook
{
    internal Rulebook(string name, string version, LocalText title, string hash, IReadOnlyList<RuleCard> rules)
    {
        Name = name;
        Version = version;
        Title = title;
        Hash = hash;
        Rules = rules;
    }

    /// <summary>The rulebook's name, such as "cn-collection".</summary>
    public string Name { get; }

    /// <summary>The version its authors gave it.</summary>
    public string Version { get; }

    /// <summary>The title.</summary>
    public LocalText Title { get; }

    /// <summary>"sha256:" and the hex digest of the file's text: findings carry it as their rule version.</summary>
    public string Hash { get; }

    /// <summary>All rules and flow checks, in file order.</summary>
    public IReadOnlyList<RuleCard> Rules { get; }

    /// <summary>The rule with this id, or null.</summary>
    public RuleCard? Find(string id) => Rules.FirstOrDefault(r => r.Id == id);
}
