using Daylight.Inspection;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

/// <summary>The model that ships under models/.</summary>
public sealed class ShippedDetectorTests
{
    private static readonly Lazy<Detector> Abuse = new(() =>
    {
        var reading = Detector.Read(File.ReadAllBytes(Path.Combine(Books.Root(), "models", "abuse.model")));
        reading.Problem.ShouldBeNull();
        return reading.Detector!;
    });

    [Fact]
    public void It_is_small_says_where_it_comes_from_and_names_its_licence()
    {
        Abuse.Value.Write().Length.ShouldBeLessThan(10_000_000);
        Abuse.Value.Card.Name.ShouldBe("abuse");
        Abuse.Value.Card.Source.ShouldContain("Apache-2.0");
        File.ReadAllText(Path.Combine(Books.Root(), "models", "NOTICE.md")).ShouldContain("Apache License, Version 2.0");
    }

    [Theory]
    [InlineData("没钱还你借什么钱，你个臭不要脸的废物", true)]
    [InlineData("那帮黑人就是一群又懒又蠢的垃圾", true)]
    [InlineData("您好，请问今天方便处理一下您的账单吗？", false)]
    [InlineData("谢谢您的理解，祝您生活愉快", false)]
    public void Plain_cases_are_plain(string text, bool found) => Abuse.Value.Judge(text).Found.ShouldBe(found);

    [Theory]
    [InlineData("他骂我是傻逼")]
    [InlineData("有人说你们是垃圾，这不对")]
    [InlineData("客户投诉说催收员骂他“老赖、不要脸”")]
    [InlineData("不要歧视黑人，每个人都值得尊重")]
    public void Words_of_others_and_speech_against_bias_raise_no_alarm(string text) => Abuse.Value.Judge(text).Found.ShouldBeFalse();

    [Fact]
    public void Traditional_characters_are_read_as_simplified_ones()
    {
        Abuse.Value.Judge("這種老賴還有臉說話，真丟人").ShouldBe(Abuse.Value.Judge("这种老赖还有脸说话，真丢人"));
        Abuse.Value.Explain("這種老賴還有臉說話").Influences.ShouldAllBe(influence => influence.Span.To <= 9);
    }

    [Fact]
    public void Anti_bias_and_quoted_sentences_raise_fewer_alarms_than_offensive_ones_with_the_same_words()
    {
        using StreamReader reader = new(Path.Combine(Books.Root(), "samples", "detector", "anti-bias-check.csv"));
        var rows = LabelledCsv.Open(reader, new LabelledColumns("TEXT", "label", "kind")).File!.Rows().ToList();
        double Found(bool offensive) => rows.Where(row => row.Label == "1" == offensive).Average(row => Abuse.Value.Judge(row.Text).Found ? 1d : 0);
        Found(offensive: true).ShouldBeGreaterThan(0.5);
        Found(offensive: false).ShouldBeLessThan(0.25);
    }
}
