using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Portfolio;

/// <summary>Who has seen what, and emergency access that somebody else must review.</summary>
public sealed class AccessTests
{
    private const string Institution = TestInstallation.Institution;
    private const string Person = "pn-access";
    private const string First = "cp-first";
    private const string Second = "cp-second";
    private const string Number = "13900001111";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_report_of_a_number_names_who_saw_it_and_not_who_saw_another(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var officer = await home.AddStaffAsync(Role.ComplianceOfficer, "合规甲");
        await home.WriteAsync(session => home.Get<OpenNumbers>().Open(session, officer, "call", [new NumberWish("cs1", Person, First)]));
        await home.WriteAsync(session => home.Get<OpenNumbers>().Open(session, officer, "letter", [new NumberWish("cs1", Person, Second)]));

        var one = (await home.ReadAsync(session => home.Get<PersonAccesses>().Read(session, Institution, Person, First, null, null))).Value.Items;
        var all = (await home.ReadAsync(session => home.Get<PersonAccesses>().Read(session, Institution, Person, null, null, null))).Value.Items;

        one.Select(access => (access.StaffName, access.Reason, access.CaseId)).ShouldBe([("合规甲", "call", "cs1")]);
        all.Select(access => access.ContactPointId).ShouldBe([Second, First]);
        (await home.ReadAsync(session => home.Get<PersonAccesses>().Read(session, "in-other", Person, null, null, null))).Failure!.Kind.ShouldBe(FailureKind.NotFound);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Emergency_access_opens_a_restricted_persons_number_and_stays_open_until_somebody_else_reviews_it(Dialect dialect)
    {
        await using var home = await OpenAsync(dialect);
        var breaker = await home.AddStaffAsync(Role.ComplianceOfficer, "甲");
        var reviewer = await home.AddStaffAsync(Role.ComplianceOfficer, "乙");
        await home.WriteAsync(session => home.Get<SubjectStates>().Restrict(session, Institution, Person, breaker.StaffId, "person-request"));
        var glass = home.Get<BreakGlass>();

        (await home.WriteAsync(session => glass.Open(session, breaker, Person, new BreakGlassRequest("contactPoint", "curious", "我想看看", First)))).Failure!.Field.ShouldBe("reason");
        (await home.WriteAsync(session => glass.Open(session, breaker, Person, new BreakGlassRequest("contactPoint", "police", "短", First)))).Failure!.Field.ShouldBe("note");
        (await home.WriteAsync(session => glass.Open(session, breaker, Person, new BreakGlassRequest("contactPoint", "police", "警方紧急协查", First)))).Value.Value.ShouldBe(Number);

        var open = (await ListAsync(home, breaker)).ShouldHaveSingleItem();
        (open.Status, open.Note, open.MayReview).ShouldBe(("open", "警方紧急协查", false));
        (await ListAsync(home, reviewer)).ShouldHaveSingleItem().MayReview.ShouldBeTrue();
        (await home.WriteAsync(session => glass.Review(session, breaker, open.Id, new ReviewBreakGlassRequest("justified")))).Failure!.Code.ShouldBe("second-person");
        (await home.WriteAsync(session => glass.Review(session, reviewer, open.Id, new ReviewBreakGlassRequest("justified")))).IsFailure.ShouldBeFalse();
        (await home.WriteAsync(session => glass.Review(session, reviewer, open.Id, new ReviewBreakGlassRequest("unjustified")))).Failure!.Code.ShouldBe("break-glass-reviewed");

        (await ListAsync(home, reviewer)).ShouldBeEmpty();
        var seen = (await home.ReadAsync(session => home.Get<PersonAccesses>().Read(session, Institution, Person, First, null, null))).Value.Items;
        seen.Select(access => (access.Act, access.Reason)).ShouldBe([("access.break-glass", "police")]);
        (await home.ReadAsync(session => session.Query<string>("SELECT act FROM ledger_entry WHERE act LIKE 'access.%' ORDER BY seq"))).ShouldBe(["access.break-glass", "access.reviewed"]);
        (await FactEar<EmergencyChanged>.WaitingAsync(home)).ShouldBe(2, "who reviews is told at once when one is made and when it is reviewed");
    }

    private static async Task<IReadOnlyList<BreakGlassView>> ListAsync(TestInstallation home, Caller caller) => (await home.ReadAsync(session => home.Get<BreakGlass>().List(
        session, caller, open: true, null, null, id => System.Text.Encoding.UTF8.GetString(home.Get<Exhibits>().OpenForInspection(session, Institution, id))))).Items;

    private static async Task<TestInstallation> OpenAsync(Dialect dialect)
    {
        var home = await TestInstallation.OpenAsync(dialect, services => services.AddFactConsumer<EmergencyChanged, FactEar<EmergencyChanged>>(FactEar<EmergencyChanged>.Name));
        await home.WriteAsync(session =>
        {
            session.Execute(
                """
                INSERT INTO person (id, institution_id, reference, name, masked_name, name_print, zone, content_print)
                VALUES (@Person, @Institution, @Person, @empty, '张*', @Person, 'Asia/Shanghai', '')
                """,
                new { Person, Institution, empty = Array.Empty<byte>() });
            foreach (var (id, number) in new[] { (First, Number), (Second, "13900002222") })
            {
                var field = home.Get<SealedFields>().Seal(session, Institution, Person, PersonPlaces.ContactPoint(id), number);
                session.Execute(
                    """
                    INSERT INTO contact_point (id, institution_id, person_id, kind, point, value, masked, value_print, quality, basis, source)
                    VALUES (@id, @Institution, @Person, 'mobile', 'mobile1', @Box, '139****1111', @id, 'valid', 'contract', 'import')
                    """,
                    new { id, Institution, Person, field.Box });
            }
        });
        return home;
    }
}
