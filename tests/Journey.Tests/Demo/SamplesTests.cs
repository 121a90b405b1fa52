using System.Text.RegularExpressions;
using Daylight.Demo.Samples;
using Shouldly;
using Xunit;

namespace Daylight.Journey.Demo;

public sealed class SamplesTests
{
    private const int SharedLinesMax = 3;

    private static readonly string[] Categories =
    [
        "abuse", "threat", "impersonation", "false-legal-claim", "third-party-disclosure", "third-party-pressure", "private-payment", "extra-charge",
        "loan-inducement", "false-promise", "customer-diversion", "information-leak", "privacy-threat", "off-hours", "no-identification",
        "no-identity-check", "missing-step", "wrong-order", "ignored-request", "conflict",
    ];

    private static readonly string[] Roles = ["staff", "customer", "thirdParty", "system"];

    private static readonly SampleLibrary Library = SampleLibrary.Read(SampleFolder.Path);

    [Fact]
    public void There_are_at_least_sixty_four_conversations_and_twenty_messages()
    {
        Library.Conversations.Count.ShouldBeGreaterThanOrEqualTo(64);
        Library.Messages.Count.ShouldBeGreaterThanOrEqualTo(20);
        Library.Conversations.Select(sample => sample.Id).ShouldBeUnique();
        Library.Messages.Select(sample => sample.Id).ShouldBeUnique();
    }

    [Fact]
    public void Every_category_is_expected_somewhere_and_no_other_word_is_used()
    {
        var expected = Library.Conversations.SelectMany(sample => sample.Expect).ToHashSet(StringComparer.Ordinal);
        expected.Order(StringComparer.Ordinal).ShouldBe(Categories.Order(StringComparer.Ordinal));
        Library.Messages.SelectMany(sample => sample.Expect).Except(Categories, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Between_half_and_two_thirds_of_the_conversations_are_good_conduct()
    {
        var share = Library.Conversations.Count(sample => sample.Good) / (double)Library.Conversations.Count;
        share.ShouldBeInRange(0.5, 0.67);
    }

    [Fact]
    public void Conversations_have_eight_to_twenty_four_turns_in_time_order()
    {
        foreach (var sample in Library.Conversations)
        {
            sample.Utterances.Count.ShouldBeInRange(8, 24, sample.Id);
            sample.Utterances.Select(turn => turn.Start).ShouldBeInOrder(SortDirection.Ascending, sample.Id);
            sample.Utterances.ShouldAllBe(turn => turn.End >= turn.Start && Roles.Contains(turn.Role) && turn.Text.Length > 0, sample.Id);
        }
    }

    [Fact]
    public void No_two_conversations_share_more_than_a_few_lines_of_the_staff()
    {
        var lines = Library.Conversations.ToDictionary(
            sample => sample.Id, sample => sample.Utterances.Where(turn => turn.Role == "staff").Select(turn => turn.Text).ToHashSet(StringComparer.Ordinal));
        foreach (var (id, mine) in lines)
        {
            foreach (var (other, theirs) in lines.Where(pair => string.CompareOrdinal(pair.Key, id) > 0))
            {
                mine.Count(theirs.Contains).ShouldBeLessThanOrEqualTo(SharedLinesMax, $"{id} and {other}");
            }
        }
    }

    [Fact]
    public void Only_the_five_known_placeholders_stand_in_texts()
    {
        var known = new Placeholders("", "", "", "", "");
        foreach (var text in Library.Conversations.SelectMany(sample => sample.Utterances.Select(turn => turn.Text)).Concat(Library.Messages.SelectMany(Texts)))
        {
            known.Fill(text).ShouldNotContain('{');
        }
    }

    [Fact]
    public void Warned_and_blocked_messages_come_with_a_rewrite_and_a_reason()
    {
        foreach (var sample in Library.Messages)
        {
            (sample.Rewrite is not null).ShouldBe(sample.Verdict != "allowed", sample.Id);
            (sample.Expect.Count > 0).ShouldBe(sample.Verdict != "allowed", sample.Id);
        }
    }

    [Fact]
    public void The_file_to_import_holds_the_same_conversations_with_every_placeholder_filled()
    {
        var lines = File.ReadAllLines(Path.Combine(SampleFolder.Path, "import", "conversations.jsonl"));
        lines.Length.ShouldBe(Library.Conversations.Count);
        lines.ShouldAllBe(line => !line.Contains("{customer}") && !line.Contains("{staff}") && !line.Contains("{institution}") && !line.Contains("{amount}") && !line.Contains("{days}"));
    }

    [Fact]
    public void No_file_holds_a_number_that_could_be_a_mobile_subscriber()
    {
        var mobile = new Regex(@"(?<!\d)1[3-9]\d{9}(?!\d)", RegexOptions.None, TimeSpan.FromSeconds(5));
        foreach (var file in Directory.GetFiles(SampleFolder.Path, "*", SearchOption.AllDirectories))
        {
            mobile.IsMatch(File.ReadAllText(file)).ShouldBeFalse(file);
        }
    }

    private static IEnumerable<string> Texts(SampleMessage sample) => sample.Rewrite is null ? [sample.Text] : [sample.Text, sample.Rewrite];
}
