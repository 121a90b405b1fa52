using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Daylight.Transcription;

public sealed class VendorTranscriptTests
{
    [Theory]
    [InlineData("aliyun-filetrans", """{"TaskId":"t","StatusText":"SUCCESS","Result":{"Sentences":[{"ChannelId":0,"BeginTime":340,"EndTime":2365,"Text":"您好。","SpeechRate":177,"EmotionValue":5.0},{"ChannelId":1,"BeginTime":2500,"EndTime":3000,"Text":"你好。"}]}}""", "0|0.34|2.365|您好。", "1|2.5|3|你好。")]
    [InlineData("aliyun-paraformer", """{"file_url":"x","transcripts":[{"channel_id":0,"sentences":[{"begin_time":340,"end_time":2365,"text":"您好。","sentence_id":1}]},{"channel_id":1,"sentences":[{"begin_time":2500,"end_time":3000,"text":"你好。"}]}]}""", "0|0.34|2.365|您好。", "1|2.5|3|你好。")]
    [InlineData("tencent", """{"Response":{"Data":{"Status":2,"ResultDetail":[{"FinalSentence":"您好。","SliceSentence":"您 好","StartMs":340,"EndMs":2365,"SpeakerId":0},{"FinalSentence":"你好。","StartMs":2500,"EndMs":3000,"SpeakerId":1}]}}}""", "s0|0.34|2.365|您好。", "s1|2.5|3|你好。")]
    [InlineData("huawei-sis", """{"status":"FINISHED","segments":[{"start_time":340,"end_time":2365,"result":{"text":"您好。","score":0.9,"analysis_info":{"role":"AGENT","speed":4.5}}},{"start_time":2500,"end_time":3000,"result":{"text":"你好。","analysis_info":{"role":"USER"}}}]}""", "sAGENT|0.34|2.365|您好。", "sUSER|2.5|3|你好。")]
    [InlineData("volcengine", """{"reqid":"r","result":[{"text":"x","utterances":[{"text":"您好。","start_time":340,"end_time":2365,"definite":true,"additions":{"channel_id":"0","speaker":"1"}},{"text":"你好。","start_time":2500,"end_time":3000,"additions":{"channel_id":"1"}}]}]}""", "0s1|0.34|2.365|您好。", "1|2.5|3|你好。")]
    [InlineData("openai", """{"task":"transcribe","duration":3,"text":"x","segments":[{"id":"0","type":"transcript.text.segment","start":0.34,"end":2.365,"speaker":"A","text":"您好。"},{"start":2.5,"end":3,"speaker":"B","text":"你好。"}]}""", "sA|0.34|2.365|您好。", "sB|2.5|3|你好。")]
    [InlineData("funasr", """{"text":"x","sentence_info":[{"text":"您好。","start":340,"end":2365,"spk":0},{"text":"你好。","start":2500,"end":3000,"spk":1}]}""", "s0|0.34|2.365|您好。", "s1|2.5|3|你好。")]
    public void A_vendor_is_known_by_its_fields(string vendor, string json, string first, string second)
    {
        var read = VendorTranscript.Read(Encoding.UTF8.GetBytes(json)).Value;

        read.Vendor.ShouldBe(vendor);
        read.Sentences.Select(item => FormattableString.Invariant(
            $"{item.Channel}{(item.Speaker is null ? "" : "s" + item.Speaker)}|{item.Heard.Start}|{item.Heard.End}|{item.Heard.Text}")).ShouldBe([first, second]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"segments":[]}""")]
    [InlineData("""{"Result":{"Sentences":[{"Text":""}]}}""")]
    [InlineData("not json")]
    public void What_is_in_no_known_shape_is_refused(string json) =>
        VendorTranscript.Read(Encoding.UTF8.GetBytes(json)).Failure!.Field.ShouldBe("transcript");

    [Fact]
    public void No_text_makes_the_reader_throw()
    {
        string[] pieces = ["{", "}", "[", "]", ":", ",", "null", "1e9", "-1", "\"text\"", "\"segments\"", "\"Result\"", "\"Sentences\"", "\"utterances\"", "\"result\"", "\"start\"", "\"a\"", "\"stamp_sents\""];
        Prop.ForAll<int[]>(places =>
        {
            VendorTranscript.Read(Encoding.UTF8.GetBytes(string.Concat(places.Select(place => pieces[(int)((uint)place % pieces.Length)]))));
            return true;
        }).QuickCheckThrowOnFailure();
    }
}
