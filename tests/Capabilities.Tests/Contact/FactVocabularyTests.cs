using Daylight.Gate;
using Daylight.Platform;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Contact;

/// <summary>Whatever a shipped pack reads can be recorded, and what is recorded is what the gate is asked with.</summary>
public sealed class FactVocabularyTests
{
    private const string Email = "cp00000000000000000009";

    public static TheoryData<string> Texts =>
    [
        .. new[] { "packs", "spec/cases/gate" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.yaml"))
            .Select(file => Path.GetRelativePath(Root(), file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void All_facts_that_a_shipped_text_reads_can_be_recorded(string file) =>
        Unrecordable(file, File.ReadAllText(Path.Combine(Root(), file))).ShouldBeEmpty();

    [Fact]
    public void The_walk_finds_what_packs_read()
    {
        var read = Directory.EnumerateFiles(Path.Combine(Root(), "packs"), "*.yaml").SelectMany(file => FactReading.In(file, File.ReadAllText(file))).ToList();

        read.SelectMany(one => one.Kinds).ShouldContain("sensitive-event");
        read.SelectMany(one => one.Scopes).ShouldContain("payment");
        read.SelectMany(one => one.Forms).ShouldContain("employer-policy");
    }

    [Theory]
    [InlineData("rules: [{id: r, kind: restriction, facts: [cease, moon-phase]}]", "t:1: kind moon-phase")]
    [InlineData("rules: [{id: r, kind: restriction, facts: [cease], scopes: ['', workplace]}]", "t:1: scope workplace")]
    [InlineData("rules: [{id: r, unless: [{fact: consent, scopes: [hours, tides]}]}]", "t:1: scope tides")]
    [InlineData("rules: [{id: r, kind: notice, scopes: [house]}]", "t:1: scope house")]
    [InlineData("rules: [{id: r, kind: restriction, facts: [cease], forms: [employer-policy]}]", "t:1: form employer-policy")]
    [InlineData("vectors: {cases: [{given: {facts: [{kind: deceased, purpose: marketing}]}}]}", "t:1: purpose marketing")]
    public void A_word_that_could_not_be_recorded_is_found(string text, string found) => Unrecordable("t", text).ShouldBe([found]);

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Every_kind_in_every_scope_is_recorded_and_read_by_the_gate_as_it_was_said(Dialect dialect)
    {
        await using var home = await ContactHome.OpenAsync(dialect);
        await AddEmailAsync(home);

        foreach (var (kind, scope) in Enum.GetValues<FactKind>().SelectMany(kind => ScopesOrNone(kind).Select(scope => (kind, scope))))
        {
            var request = Complete(kind, scope);
            var recorded = await home.RecordAsync(request);

            recorded.Failure.ShouldBeNull($"{request.Kind}: {scope}");
            recorded.Value.Purpose.ShouldBe(request.Purpose);
            var row = await home.ReadAsync(session => FactStore.ById(session, TestInstallation.Institution, recorded.Value.Id));
            var fact = row!.ForGate().ShouldNotBeNull();
            fact.Kind.ShouldBe(kind);
            fact.Scope.ShouldBe(scope);
            fact.Purpose.ShouldBe(request.Purpose is null ? null : Purpose.Marketing);
            fact.Source.ShouldBeNull();
        }
    }

    private static IEnumerable<string?> ScopesOrNone(FactKind kind) => FactVocabulary.NamesPlace(kind) ? ["US-MA"] : FactVocabulary.ScopesOf(kind).DefaultIfEmpty<string?>(null);

    private static RecordFactRequest Complete(FactKind kind, string? scope) => new(
        ContactHome.Case,
        ContactHome.Debtor,
        Words.Of(kind),
        Form: "written",
        From: kind == FactKind.Inconvenient ? "12:00" : null,
        To: kind == FactKind.Inconvenient ? "14:00" : null,
        Scope: scope,
        Channel: kind == FactKind.MediumStop ? "sms" : null,
        ContactPointId: kind == FactKind.EmailNotice ? Email : kind is FactKind.InvalidNumber or FactKind.ReassignmentCheck ? ContactHome.Mobile : null,
        ToPersonId: scope is "third-party" or "direct-contact" ? ContactHome.Friend : null,
        Purpose: FactVocabulary.MayNamePurpose(kind) ? "marketing" : null);

    private static Task AddEmailAsync(ContactHome home) => home.WriteAsync(session => session.Execute(
        """
        INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
        VALUES (@Email, @Institution, @Debtor, 'email', 'email1', @empty, 'z***@example.org', @Email, 'valid', 'contract', 'import')
        """,
        new { Email, TestInstallation.Institution, ContactHome.Debtor, empty = Array.Empty<byte>() }));

    /// <summary>The words of a text that the API would refuse, each with its place.</summary>
    private static List<string> Unrecordable(string name, string text) => [.. FactReading.In(name, text).SelectMany(Unrecordable)];

    private static IEnumerable<string> Unrecordable(FactReading reading)
    {
        var kinds = reading.Kinds.SelectMany(word => Words.TryRead<FactKind>(word, out var kind) ? new[] { kind } : []).ToList();
        return reading.Kinds.Where(word => !Words.TryRead<FactKind>(word, out _)).Select(word => $"{reading.Where}: kind {word}")
            .Concat(reading.Scopes.Where(scope => !kinds.Exists(kind => FactVocabulary.NamesPlace(kind) ? PlaceCode.IsCode(scope) : FactVocabulary.ScopesOf(kind).Contains(scope))).Select(scope => $"{reading.Where}: scope {scope}"))
            .Concat(reading.Forms.Where(word => !(Words.TryRead<FactForm>(word, out var form) && kinds.Exists(kind => FactVocabulary.MayBe(kind, form)))).Select(word => $"{reading.Where}: form {word}"))
            .Concat(reading.Purposes.Where(word => !(Words.TryRead<Purpose>(word, out _) && kinds.Exists(FactVocabulary.MayNamePurpose))).Select(word => $"{reading.Where}: purpose {word}"));
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Daylight.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("no Daylight.slnx above the tests");
        }

        return folder.FullName;
    }
}
