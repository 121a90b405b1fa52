using Daylight.Inspection;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Engines.Inspection;

public sealed class EntityTests
{
    [Theory]
    [InlineData("79927398713", true)] // the worked example of ISO/IEC 7812 texts
    [InlineData("79927398710", false)]
    [InlineData("4111111111111111", true)]
    [InlineData("378282246310005", true)]
    [InlineData("0", false)]
    public void Luhn_agrees_with_published_numbers(string digits, bool valid) => CheckDigits.IsLuhn(digits).ShouldBe(valid);

    [Theory]
    [InlineData("11010519491231002X", true)] // both examples stand in GB 11643-1999
    [InlineData("440524188001010014", true)]
    [InlineData("440524188001010015", false)]
    [InlineData("11010519491231002", false)]
    public void Identity_numbers_agree_with_the_examples_of_the_standard(string number, bool valid) => CheckDigits.IsIdCard(number).ShouldBe(valid);

    [Theory]
    [InlineData("91350100M000100Y43", true)] // the example of GB 32100-2015
    [InlineData("91350100M000100Y44", false)]
    [InlineData("91350100I000100Y43", false)]
    public void Credit_codes_agree_with_the_example_of_the_standard(string code, bool valid) => CheckDigits.IsCreditCode(code).ShouldBe(valid);

    [Theory]
    [InlineData("手机13800138000", "13800138000")]
    [InlineData("打 138 0013 8000 找他", "138 0013 8000")]
    [InlineData("打138-0013-8000找他", "138-0013-8000")]
    [InlineData("号码是一三八零零一三八零零零", "一三八零零一三八零零零")]
    [InlineData("幺三八，零零幺三，八零零零", "幺三八，零零幺三，八零零零")]
    [InlineData("１３８００１３８０００", "１３８００１３８０００")]
    [InlineData("①③⑧00①③⑧000", "①③⑧00①③⑧000")]
    [InlineData("+86 13800138000。", "86 13800138000")]
    public void A_mobile_number_is_found_as_written_and_as_spoken(string text, string words)
        => One(text, EntityKind.Mobile, words).Value.ShouldBe("13800138000");

    [Theory]
    [InlineData("他身份证11010519491231002X", "11010519491231002X", true)]
    [InlineData("身份证 440524 18800101 0014", "440524188001010014", true)]
    [InlineData("四四零五二四一八八零零一零一零零一五", "440524188001010015", false)]
    [InlineData("老号110105491231002", "110105491231002", null)]
    public void An_identity_number_is_found_and_checked(string text, string value, bool? valid)
    {
        var entity = EntityFinder.Find(text).ShouldHaveSingleItem();
        (entity.Kind, entity.Value.ToUpperInvariant(), entity.Valid).ShouldBe((EntityKind.IdCard, value, valid));
    }

    [Theory]
    [InlineData("打到6222 0212 3456 7894 120", true)]
    [InlineData("卡号6222021234567894128", false)]
    [InlineData("订单号6222021234567894128", null)]
    public void A_card_number_needs_its_check_digit_or_the_word_for_it(string text, bool? found)
    {
        var cards = EntityFinder.Find(text).Where(e => e.Kind == EntityKind.BankCard).ToArray();
        cards.Select(c => c.Valid).ShouldBe(found is null ? [] : [found]);
    }

    [Theory]
    [InlineData("010-62345678", EntityKind.Landline, "01062345678")]
    [InlineData("座机0755 26543210", EntityKind.Landline, "075526543210")]
    [InlineData("车牌京A·12345", EntityKind.Plate, "京A12345")]
    [InlineData("开的粤bd12345", EntityKind.Plate, "粤BD12345")]
    [InlineData("代码91350100M000100Y43", EntityKind.CreditCode, "91350100M000100Y43")]
    [InlineData("加我微信abc_12345", EntityKind.WeChat, "abc_12345")]
    [InlineData("我的QQ是 12345678", EntityKind.Qq, "12345678")]
    [InlineData("扣扣：八八六六五五", EntityKind.Qq, "886655")]
    [InlineData("2026年3月5日前", EntityKind.Date, "2026-03-05")]
    [InlineData("三月五号还", EntityKind.Date, "--03-05")]
    [InlineData("最晚2026-03-05", EntityKind.Date, "2026-03-05")]
    [InlineData("我们去朝阳区建国路88号找你", EntityKind.Address, "朝阳区建国路88号")]
    [InlineData("你住在浙江省杭州市西湖区文三路", EntityKind.Address, "浙江省杭州市西湖区文三路")]
    [InlineData("幸福小区3号楼2单元501室", EntityKind.Address, "幸福小区3号楼2单元501室")]
    public void Other_kinds_are_found_with_their_plain_value(string text, EntityKind kind, string value)
        => EntityFinder.Find(text).Where(e => e.Kind == kind).Select(e => e.Value).ShouldBe([value]);

    [Theory]
    [InlineData("3500元", 350_000)]
    [InlineData("12,000.50元", 1_200_050)]
    [InlineData("三万五", 3_500_000)]
    [InlineData("3万5", 3_500_000)]
    [InlineData("5w块", 5_000_000)]
    [InlineData("两千三百块钱", 230_000)]
    [InlineData("三百零五块", 30_500)]
    [InlineData("一百二十块", 12_000)]
    [InlineData("十万", 10_000_000)]
    [InlineData("一亿二千万元", 12_000_000_000)]
    [InlineData("五块三", 530)]
    [InlineData("10元5角3分", 1_053)]
    [InlineData("¥12.5", 1_250)]
    [InlineData("两三万块", 2_000_000)]
    [InlineData("壹仟贰佰元", 120_000)]
    public void An_amount_is_read_into_minor_units(string text, long minor)
        => EntityFinder.Find("还" + text).Where(e => e.Kind == EntityKind.Amount).Select(e => e.MinorUnits).ShouldBe([minor]);

    [Theory]
    [InlineData("万一您忘了")]
    [InlineData("千万别误会")]
    [InlineData("来了三千人")]
    [InlineData("工号10086为您服务")]
    [InlineData("拨打95588或4008005678")]
    [InlineData("2月31日")]
    [InlineData("微信支付可以还款")]
    [InlineData("一三五七九")]
    [InlineData("下个月三号")]
    [InlineData("我们小区的路不好走")]
    [InlineData("")]
    public void What_only_looks_like_an_entity_is_none(string text) => EntityFinder.Find(text).ShouldBeEmpty();

    [Theory]
    [InlineData("电话138 0013 8000，卡6222 0212 3456 7894 120", "电话138 **** 8000，卡**** **** **** ***4 120")]
    [InlineData("身份证11010519491231002X欠3500元", "身份证110***************欠3500元")]
    [InlineData("住浙江省杭州市西湖区文三路9号", "住浙江************")]
    [InlineData("没有号码", "没有号码")]
    public void Masking_keeps_the_length_and_the_separators(string text, string masked)
    {
        EntityMask.Mask(text).ShouldBe(masked);
        masked.Length.ShouldBe(text.Length);
    }

    [Fact]
    public void What_two_masked_numbers_leave_in_sight_makes_no_third()
    {
        const string text = "幺8000零零 路8号零零800011010519491231002X路8号一三八朝阳区一三八34567894120万8000138abcdef162220212一三八62220212138001362220212朝阳区微信34567894120③12345元0013622202128000朝阳区京a11010519491231002X元001334567894120零零，12345，一三八-③62220212，11010519491231002X。朝阳区微信零零幺。微信138-，";
        EntityFinder.Find(EntityMask.Mask(text)).ShouldNotContain(e => e.Kind == EntityKind.IdCard || e.Kind == EntityKind.BankCard);
    }

    [Fact]
    public void Nothing_that_names_a_person_is_found_in_a_masked_text()
    {
        var parts = Gen.Elements("138", "0013", "8000", " ", "-", "，", "一三八", "零零", "11010519491231002X", "62220212", "34567894120", "幺", "\ud83d\udd25", "\ud800", "微信", "abcdef1", "京a", "12345", "万", "元", "路8号", "朝阳区", "③", "。");
        Prop.ForAll(Gen.ListOf(parts).Select(p => string.Concat(p)).ToArbitrary(), text =>
        {
            foreach (var entity in EntityFinder.Find(text))
            {
                entity.Span.From.ShouldBeInRange(0, text.Length - 1);
                entity.Span.To.ShouldBeInRange(entity.Span.From + 1, text.Length);
            }

            var masked = EntityMask.Mask(text);
            masked.Length.ShouldBe(text.Length);
            EntityFinder.Find(masked).ShouldNotContain(e => e.Kind == EntityKind.IdCard || e.Kind == EntityKind.BankCard);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Random_identity_numbers_validate_as_an_independent_check_says()
    {
        var number = from province in Gen.Elements("11", "44", "51") from rest in Gen.ArrayOf(Gen.Choose(0, 9), 4) from day in Gen.Choose(0, 20_000) from order in Gen.Choose(0, 999)
            from last in Gen.Elements("0123456789X".ToCharArray())
            select province + string.Concat(rest) + new DateOnly(1950, 1, 1).AddDays(day).ToString("yyyyMMdd") + order.ToString("000") + last;
        Prop.ForAll(number.ToArbitrary(), id =>
        {
            // ISO 7064 MOD 11-2 as a recurrence: all eighteen places together give 1.
            var remainder = id[..17].Aggregate(0, (sum, c) => (sum + (c - '0')) * 2 % 11);
            var agrees = (remainder + (id[17] == 'X' ? 10 : id[17] - '0')) % 11 == 1;
            EntityFinder.Find(id).ShouldHaveSingleItem().Valid.ShouldBe(agrees);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_entity_operator_hits_where_a_role_says_one_and_quotes_it_masked()
    {
        var book = Books.Of("{entity: {kind: [idCard, mobile], by: staff}}");
        var finding = new Inspector(book).Inspect(Books.Talk("c:我13800138000", "s:他电话是13800138000")).ShouldHaveSingleItem();
        (finding.Utterance, finding.Span, finding.Matched, finding.Normalised).ShouldBe((1, new TextSpan(4, 15), "138****8000", "138****8000"));
        finding.Why.ShouldContain("手机号");
        finding.Why.ShouldNotContain("13800138000");
    }

    [Fact]
    public void Entities_stand_beside_words_in_the_same_sentence()
    {
        var book = Books.Of("{said: {any: [他, 她], entity: [mobile, idCard], scope: sentence}}");
        Books.Hits(book, "s:他的号码13800138000", "s:他不在。您的13800138000对吗", "s:他不在").ShouldBe([0]);
    }

    [Fact]
    public void Entities_are_counted_by_their_values_and_amounts_compared()
    {
        Books.Hits(Books.Of("{entity: {kind: mobile, count: 2}}"), "s:13800138000和一三八零零一三八零零零", "s:13800138000和13900139000").ShouldBe([1]);
        Books.Hits(Books.Of("{entity: {kind: amount, atLeast: 1000, below: 5000}}"), "s:还999元", "s:还一千", "s:还5000元").ShouldBe([1]);
        Books.Hits(Books.Of("{entity: {kind: idCard, valid: false}}"), "s:11010519491231002X", "s:110105194912310021").ShouldBe([1]);
    }

    [Fact]
    public void An_amount_is_compared_with_what_the_conversation_is_about()
    {
        var inspector = new Inspector(Books.Of("{said: {any: [欠], entity: {kind: amount, differs: balance}}}"));
        var talk = Books.Lines("s:您欠三万五", "s:您欠35,000元", "s:您欠五万元");
        IReadOnlyList<Finding> With(params (string Name, string Value)[] attributes)
            => inspector.Inspect(new Conversation(new ConversationHead { Id = "c", Attributes = attributes.ToDictionary(a => a.Name, a => a.Value) }, talk));
        With(("balance", "35000.00")).Select(f => f.Utterance).ShouldBe([2]);
        With().ShouldBeEmpty();
    }

    private static Entity One(string text, EntityKind kind, string words)
    {
        var entity = EntityFinder.Find(text).Where(e => e.Kind == kind).ShouldHaveSingleItem();
        text[entity.Span.From..entity.Span.To].ShouldBe(words);
        return entity;
    }
}
