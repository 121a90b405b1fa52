using Daylight.Gate;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Gate;

/// <summary>Which packs govern a contact: knowing less, or more places, never loosens an answer, whatever the packs are.</summary>
public sealed class GoverningPacksTests
{
    private static readonly string[] Known = ["US-MA", "US-TX", "US", "CN", "CN-GD", "VN"];

    [Fact]
    public void Another_candidate_place_never_loosens_a_verdict() =>
        Holds(from one in Cases from place in Gen.Elements(Known) select (one, place), 4000, pair =>
        {
            // Where no place is known, all that may govern does: a first place is no further candidate.
            if (pair.one.Question.State.Places.Count == 0) return;
            NoLooser(pair.one.Beside(pair.place), pair.one);
        });

    [Fact]
    public void A_place_that_is_not_known_is_at_least_as_strict_as_any_that_is() =>
        Holds(from one in Cases from place in Gen.Elements(Known) select (one, place), 4000, pair =>
        {
            NoLooser(pair.one.With([]), pair.one.With([pair.place]));
            NoLooser(pair.one.With(["nowhere in particular"]), pair.one.With([pair.place]));
            NoLooser(pair.one.With([pair.place[..2]]), pair.one.With([pair.place]));
        });

    [Fact]
    public void A_law_a_type_or_a_collector_that_is_not_known_leaves_no_pack_out() => Holds(Cases, 3000, one =>
    {
        var debts = one.Question.State.Debts.ToDictionary(pair => pair.Key, pair => pair.Value with { Law = null, Type = null }, StringComparer.Ordinal);
        var vaguer = one with { Question = one.Question with { State = one.Question.State with { Debts = debts, Collector = null } } };
        // A place without law widens the choice by itself, so the two can only be compared where it is neither's.
        if (Decide(one).Flags.Contains("place-without-law") || EverythingWasAsked(one)) return;
        Aside(vaguer).Except(Aside(one)).ShouldBeEmpty($"{one}");
    });

    [Fact]
    public void An_overlay_with_a_scope_can_only_be_stricter() =>
        Holds(from one in Cases from overlay in RandomRules.Packs("overlay") from scope in Scopes select (one, overlay: overlay with { Scope = scope, Overlay = true }), 4000, pair =>
        {
            if (!HasLaw(pair.one.Policy)) return;
            var (loose, strict) = (Decide(pair.one), Decide(pair.one with { Policy = new([.. pair.one.Policy.Packs, pair.overlay]) }));
            // As without scopes: a base none of whose rules is in force refuses, and a rule that comes into force ends that.
            if (loose.Rules.Any(rule => rule.Id == "gate.no-rules-in-force")) return;
            ((int)strict.Verdict).ShouldBeGreaterThanOrEqualTo((int)loose.Verdict, $"{pair.one}\noverlay {string.Join(", ", pair.overlay.Rules)}");
            loose.SetAside.Select(pack => pack.Pack).ShouldBe(strict.SetAside.Select(pack => pack.Pack).Where(pack => pack != "overlay"), $"{pair.one}");
        });

    /// <summary>Without a law of its own a policy's overlays stand in for it.</summary>
    private static bool HasLaw(GatePolicy policy) => policy.Packs.Any(pack => pack is { Scope: not null, Overlay: false });

    [Fact]
    public void Next_agrees_with_a_walk_while_people_move_and_packs_come_into_force() => Holds(Cases, 700, one =>
    {
        var decision = Decide(one);
        var end = decision.Next ?? Instant.MaxValue;
        for (var minute = 0; minute < 9 * 24 * 60; minute += minute < 300 ? 1 : 15)
        {
            var t = one.Question.Intent.At + Duration.FromMinutes(minute);
            if (t >= end) break;
            Decide(one.At(t)).IsPermitted.ShouldBeFalse($"permitted at {t}, but next is {decision.Next}: {one}");
        }
        if (decision.Next is { } next) Decide(one.At(next)).IsPermitted.ShouldBeTrue($"refused at its own next, {next}: {one}");
    });

    [Fact]
    public void A_permit_stays_true_until_it_says_while_people_move() => Holds(Cases, 2000, one =>
    {
        var decision = Decide(one);
        if (!decision.IsPermitted) return;
        var length = Duration.Min(decision.ValidUntil - decision.At, Duration.FromDays(9));
        for (var part = 0; part < 30; part++)
            Decide(one.At(decision.At + (length * (part / 30.0)))).IsPermitted.ShouldBeTrue($"refused before {decision.ValidUntil}: {one}");
    });

    [Fact]
    public void A_walk_says_what_the_single_answers_say() => Holds(Cases, 500, one =>
    {
        foreach (var span in one.Policy.Walk(one.Question, one.Question.Intent.At + Duration.FromDays(4)))
            foreach (var t in new[] { span.From, span.From + ((span.Until - span.From) / 2), span.Until - Duration.FromNanoseconds(1) })
                Decide(one.At(t)).Verdict.ShouldBe(span.Verdict, $"at {t} in {span.From} to {span.Until}: {one}");
    });

    [Fact]
    public void Packs_without_a_scope_govern_every_contact() => Holds(Cases, 500, one =>
    {
        var policy = new GatePolicy([.. one.Policy.Packs.Select(pack => pack with { Scope = null, Overlay = false })]);
        var (told, untold) = (policy.Decide(one.Question), policy.Decide(one.With([]).Question));
        told.SetAside.ShouldBeEmpty();
        DecisionJson.Write(told).ShouldBe(DecisionJson.Write(untold));
    });

    [Fact]
    public void A_decision_says_which_packs_were_set_aside_and_why_beside_all_that_were_asked()
    {
        var question = Questions.Call(Instant.FromUtc(2026, 3, 2, 17, 0));
        question = question with { State = question.State with { Places = ["US-TX"] } };

        var decision = GateTexts.Policy("us-fdcpa", "us-ma").Decide(question);

        decision.Packs.Select(pack => pack.Name).ShouldBe(["us-fdcpa", "us-ma"]);
        var aside = decision.SetAside.ShouldHaveSingleItem();
        (aside.Pack, aside.Reason).ShouldBe(("us-ma", SetAsideReason.Elsewhere));
        (aside.Governs, aside.Known).ShouldBe((["US-MA"], ["US-TX"]), Comparer);
        DecisionJson.Write(decision).ShouldContain("""setAside":[{"pack":"us-ma","reason":"elsewhere","governs":["US-MA"],"known":["US-TX"]}]""");
    }

    [Theory]
    [InlineData("US", true)]
    [InlineData("US-MA", true)]
    [InlineData("MX-CMX", true)]
    [InlineData("GB-SCT", true)]
    [InlineData("CN-HK", false)]
    [InlineData("us", false)]
    [InlineData("USA", false)]
    [InlineData("US-", false)]
    [InlineData("US-ma", false)]
    [InlineData("US-MASS", false)]
    [InlineData("", false)]
    public void A_code_is_a_country_or_a_part_of_it(string text, bool isCode) => PlaceCode.IsCode(text).ShouldBe(isCode);

    [Theory]
    [InlineData("scope: {places: [Boston]}", "scope.places")]
    [InlineData("scope: {laws: [CN-TW]}", "scope.laws")]
    [InlineData("scope: {places: []}", "scope")]
    [InlineData("scope: {}", "scope")]
    [InlineData("scope: {place: [US]}", "scope.place")]
    [InlineData("scope: {collectors: [shark]}", "scope.collectors")]
    public void A_scope_that_is_not_understood_keeps_its_pack_from_loading(string scope, string field)
    {
        var text = SmallPack.Text("kind: forbid", "[]").Replace("zone: America/New_York\ninstrument", $"{scope}\nzone: America/New_York\ninstrument", StringComparison.Ordinal);
        PackReader.Read(text, "x.yaml").Problems.ShouldHaveSingleItem().Field.ShouldBe(field);
    }

    private static readonly IEqualityComparer<(IReadOnlyList<string>, IReadOnlyList<string>)> Comparer =
        EqualityComparer<(IReadOnlyList<string>, IReadOnlyList<string>)>.Create((a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2), _ => 0);

    private static void NoLooser(Case strict, Case loose)
    {
        var (more, less) = (Decide(strict), Decide(loose));
        ((int)more.Verdict).ShouldBeGreaterThanOrEqualTo((int)less.Verdict, $"{loose}\nagainst {strict}");
        (more.Next ?? Instant.MaxValue).ShouldBeGreaterThanOrEqualTo(less.Next ?? Instant.MaxValue, $"{loose}\nagainst {strict}");
    }

    private static Decision Decide(Case one) => one.Policy.Decide(one.Question);

    private static IEnumerable<string> Aside(Case one) => Decide(one).SetAside.Select(pack => pack.Pack);

    private static bool EverythingWasAsked(Case one) => Decide(one).SetAside.Count == 0;

    private static Gen<Case> Cases =>
        from packs in (from pack in RandomRules.Packs("p") from scope in Scopes from overlay in Gen.Elements(false, false, true) select pack with { Scope = scope, Overlay = overlay }).ListOf(4)
        from question in Scenarios.Questions("America/New_York")
        from places in Gen.Elements<string[]>([], ["US-MA"], ["US-TX"], ["US"], ["CN-GD"], ["VN"], ["US-TX", "US-MA"], ["US-MA", "CN"], ["somewhere"])
        from laws in Gen.Elements<string?>(null, "US", "CN", "VN").Two()
        from types in Gen.Elements<string?>(null, "card", "medical").Two()
        from collector in Gen.Elements<CollectorKind?>(null, CollectorKind.Bank, CollectorKind.Lender, CollectorKind.Agency)
        from moves in Gen.Frequency((2, Gen.Constant<Fact[]>([])), (1, Moves(question.Intent)))
        select new Case(
            new([.. packs.Select((pack, i) => pack with { Ref = new($"p{i}", "1", "sha256:") })]),
            question with
            {
                State = question.State with
                {
                    Places = places,
                    Facts = [.. question.State.Facts, .. moves],
                    Collector = collector,
                    Debts = new Dictionary<string, DebtState>(StringComparer.Ordinal) { ["D1"] = new("A1", types.Item1, null, laws.Item1), ["D2"] = new("A2", types.Item2, null, laws.Item2) },
                },
            });

    private static Gen<PackScope?> Scopes =>
        from places in Gen.Elements<string[]?>(null, ["US"], ["US-MA"], ["CN"], ["CN", "US-TX"])
        from laws in Gen.Elements<string[]?>(null, null, ["US"], ["CN"])
        from types in Gen.Elements<string[]?>(null, null, null, ["card"])
        from collectors in Gen.Elements<CollectorKind[]?>(null, null, null, [CollectorKind.Bank], [CollectorKind.Agency, CollectorKind.Lender])
        select places is null && laws is null && types is null && collectors is null
            ? null
            : new PackScope { Places = places, Laws = laws, DebtTypes = types?.ToHashSet(StringComparer.Ordinal), Collectors = collectors?.ToHashSet() };

    private static Gen<Fact[]> Moves(ContactIntent intent) =>
        from @from in Gen.Elements("US-MA", "US-TX", "CN")
        from to in Gen.Elements("US-MA", "US-TX", "CN", "VN")
        from minute in Gen.Choose(-1000, 6000)
        let at = intent.At + Duration.FromMinutes(minute)
        select new Fact[]
        {
            new() { Kind = FactKind.Residence, Person = intent.Person, At = intent.At - Duration.FromDays(30), Until = at, Scope = @from },
            new() { Kind = FactKind.Residence, Person = intent.Person, At = at, Scope = to },
        };

    private static void Holds<T>(Gen<T> gen, int tests, Action<T> property) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));

    private sealed record Case(GatePolicy Policy, GateQuestion Question)
    {
        public Case At(Instant t) => this with { Question = Question with { Intent = Question.Intent with { At = t } } };

        public Case Beside(string place) => this with { Question = Question with { State = Question.State with { Places = [.. Question.State.Places, place] } } };

        public Case With(IReadOnlyList<string> places) => this with { Question = Question with { State = Question.State with { Places = places, Facts = [.. Question.State.Facts.Where(fact => fact.Kind != FactKind.Residence)] } } };

        public override string ToString() =>
            $"{Scenarios.Tell(Question)}\nplaces {string.Join(", ", Question.State.Places)} debts {string.Join(", ", Question.State.Debts.Values)} of {string.Join(", ", Question.Intent.Debts)} collector {Question.State.Collector}\n"
            + string.Join('\n', Policy.Packs.Select(pack => $"{pack.Ref.Name} overlay {pack.Overlay} places {string.Join("|", pack.Scope?.Places ?? ["any"])} laws {string.Join("|", pack.Scope?.Laws ?? ["any"])} types {string.Join("|", pack.Scope?.DebtTypes ?? new HashSet<string> { "any" })} collectors {string.Join("|", pack.Scope?.Collectors?.Select(kind => kind.ToString()) ?? ["any"])}: {string.Join(", ", pack.Rules)}"));
    }
}
