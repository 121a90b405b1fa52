using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class LabelledCsvTests
{
    [Fact]
    public void Rows_know_their_line_even_after_a_cell_with_line_breaks()
    {
        var rows = Read("\uFEFF,label,TEXT\n0,1,\"two\nlines, and \"\"quotes\"\"\"\n1,0,plain\r\n\n2,1,last");
        rows.Select(row => (row.Line, row.Text, row.Label)).ShouldBe([(2, "two\nlines, and \"quotes\"", "1"), (4, "plain", "0"), (6, "last", "1")]);
    }

    [Fact]
    public void The_separator_is_seen_from_the_first_line()
    {
        Read("text;label\na,b;1").ShouldHaveSingleItem().Text.ShouldBe("a,b");
        Read("label\ttext\n1\ta;b").ShouldHaveSingleItem().Text.ShouldBe("a;b");
    }

    [Fact]
    public void A_column_that_is_not_there_is_named_with_those_that_are()
    {
        var (file, problem) = LabelledCsv.Open(new StringReader("id,content\n1,x"), new LabelledColumns("text", "content", null));
        file.ShouldBeNull();
        problem.ShouldBe("1: text: there is no such column; the first line names id, content");
        LabelledCsv.Open(new StringReader(""), new LabelledColumns("text", "label", null)).Problem!.ShouldContain("empty");
    }

    [Fact]
    public void A_bad_row_says_what_is_wrong_and_the_others_are_read()
    {
        var rows = Read("text,label\na\nb,\nc,1");
        rows.Select(row => row.Problem).ShouldBe(["row: has 1 cells; column 2 is needed", "label: is empty; every text needs a label", null]);
        Read("text,label\na,1\n\"never closed,1\n")[1].Problem!.ShouldContain("never closed");
    }

    [Fact]
    public void Any_text_is_read_without_an_exception() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements("a", ",", "\"", "\n", "\r", "\t", ";", "\uFEFF", "1", "字")).ToArbitrary(), pieces =>
        {
            var (file, problem) = LabelledCsv.Open(new StringReader("text,label\n" + string.Concat(pieces)), new LabelledColumns("text", "label", null));
            problem.ShouldBeNull();
            file!.Rows().Count().ShouldBeLessThanOrEqualTo(pieces.Count + 1);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1", "0", "1")]
    [InlineData("no", "yes", "yes")]
    [InlineData("upheld", "overturned", "upheld")]
    [InlineData("骂人", "正常", null)]
    [InlineData("bad", "normal", "bad")]
    public void The_positive_label_is_known_or_asked_for(string one, string other, string? positive)
    {
        var (labels, problem) = DetectorLabels.Of([one, other], null);
        labels?.Positive.ShouldBe(positive);
        (problem is null).ShouldBe(positive is not null);
        DetectorLabels.Of([one, other], one).Labels!.Positive.ShouldBe(one);
    }

    [Fact]
    public void More_or_fewer_labels_than_two_are_refused_by_name()
    {
        DetectorLabels.Of(["a", "b", "c"], null).Problem.ShouldBe("label: there are 3 labels (a, b, c); a detector is trained on two");
        DetectorLabels.Of(["1"], null).Problem!.ShouldContain("there are 1 labels");
        DetectorLabels.Of(["0", "1"], "yes").Problem.ShouldBe("label: no row is labelled yes; the labels are 0, 1");
    }

    [Fact]
    public void Other_words_for_the_same_labels_are_understood()
    {
        DetectorLabels labels = new("offensive", "fine");
        new[] { "offensive", "fine", "TRUE", "0", "1.0", "whatever" }.Select(labels.Read).ShouldBe([true, false, true, false, true, null]);
    }

    private static List<LabelledRow> Read(string text) => LabelledCsv.Open(new StringReader(text), new LabelledColumns("text", "label", null)).File!.Rows().ToList();
}
