using System.Text;
using Daylight.Evidence;
using Daylight.Platform;
using Daylight.Platform.Callers;
using Daylight.Platform.Storage;
using Shouldly;
using Xunit;

namespace Daylight.Portfolio;

public sealed class ImportTests
{
    private const string Header = "account_id,person_id,name,id_number,phones,email,address,zone,product,currency,principal,balance,due_date,days_past_due,limit,opened_on,region,stage\n";

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Every_account_opens_a_case_with_its_own_entry_and_the_same_file_twice_changes_nothing(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var csv = Csv(1200);

        var first = await ImportAsync(home, csv);
        var second = await ImportAsync(home, csv);

        first.Counts.ShouldBe(new ImportProgress(1200, 1200, 0, 0, 0, 1));
        second.Counts.ShouldBe(new ImportProgress(1200, 0, 0, 1200, 0, 1));
        (await CountsAsync(home)).ShouldBe((1200, 1200, 1200, 2400, 1200));
        await home.Get<Sequencer>().CatchUpAsync(CancellationToken.None);
        (await SequencerTests.VerifyAsync(home)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_changed_row_updates_its_account_and_says_so(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await ImportAsync(home, Csv(3));

        var report = await ImportAsync(home, Csv(3).Replace("A2,P2,李四2,", "A2,P2,李四二,", StringComparison.Ordinal).Replace("1003.50", "2003.51", StringComparison.Ordinal));

        report.Counts.ShouldBe(new ImportProgress(3, 0, 2, 1, 0, 1));
        var balance = await home.ReadAsync(session => session.First<long>("SELECT balance FROM case_file WHERE reference = 'A3'"));
        balance.ShouldBe(200351);
        var acts = await home.ReadAsync(session => session.Query<string>("SELECT act FROM ledger_entry WHERE case_id IS NOT NULL ORDER BY seq"));
        acts.ShouldBe(["case.opened", "case.opened", "case.opened", "account.changed", "account.changed"]);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_law_of_a_debt_is_kept_and_a_file_without_it_changes_nothing(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        const string Row = "A1,P1,张三,,,,,,卡,CNY,1,1,2026-01-01,,,,,M1";
        await ImportAsync(home, Header + Row + "\n");
        var again = await ImportAsync(home, Header + Row + "\n");
        await ImportAsync(home, Header.Replace(",stage", ",law,stage", StringComparison.Ordinal) + Row.Replace(",M1", ",us-ma,M1", StringComparison.Ordinal) + "\n");
        var wrong = await ImportAsync(home, Header.Replace(",stage", ",适用法律,stage", StringComparison.Ordinal) + Row.Replace(",M1", ",America,M1", StringComparison.Ordinal) + "\n");

        again.Counts.RowsUnchanged.ShouldBe(1);
        (await home.ReadAsync(session => session.First<string>("SELECT law FROM account"))).ShouldBe("US-MA");
        wrong.Counts.RowsRejected.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_import_that_was_stopped_half_way_goes_on_behind_the_last_batch(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        var csv = Csv(2600);
        using CancellationTokenSource stop = new();

        await Should.ThrowAsync<OperationCanceledException>(() => ImportAsync(home, csv, progress: new Immediate(counts =>
        {
            if (counts.RowsRead >= 1000)
            {
                stop.Cancel();
            }
        }), cancellation: stop.Token));
        var half = (await CountsAsync(home)).Cases;
        var report = await ImportAsync(home, csv);

        half.ShouldBeInRange(500, 2599);
        report.Counts.ShouldBe(new ImportProgress(2600, 2600, 0, 0, 0, 1));
        (await CountsAsync(home)).ShouldBe((2600, 2600, 2600, 5200, 2600));
    }

    [Theory]
    [InlineData("A1,P1,张三,,,,,,卡,CNY,1,abc,2026-01-01,,,,,", "f.csv:2: balance: is not an amount with at most 2 decimals, for example 13394.50")]
    [InlineData("A1,P1,张三,,,,,,卡,CNY,1,1.005,2026-01-01,,,,,", "f.csv:2: balance: is not an amount with at most 2 decimals, for example 13394.50")]
    [InlineData("A1,P1,张三,,,,,,卡,CNY,-1,1,2026-01-01,,,,,", "f.csv:2: principal: is negative; it must be zero or more")]
    [InlineData("A1,P1,张三,,,,,,卡,CNY,1,1,2026-02-30,,,,,", "f.csv:2: due_date: is not a date; write it as 2026-03-02")]
    [InlineData("A1,P1,张三,,,,,Mars/Olympus,卡,CNY,1,1,2026-01-01,,,,,", "f.csv:2: zone: is not an IANA time zone, for example Asia/Shanghai")]
    [InlineData("A1,P1,,,,,,,卡,CNY,1,1,2026-01-01,,,,,", "f.csv:2: name: is empty, but every row needs it")]
    [InlineData("A1,P1,张三,,fax:12345678,,,,卡,CNY,1,1,2026-01-01,,,,,", "f.csv:2: phones: the kind of number must be one of mobile, home, work, im, as in mobile:NUMBER;home:NUMBER")]
    [InlineData("A1,P1,张三,,mobile:12a45678,,,,卡,CNY,1,1,2026-01-01,,,,,", "f.csv:2: phones: a number has 5 to 20 digits, with blanks, hyphens, brackets and a leading + at most")]
    [InlineData("A1,P1,张三,,,,,,卡,YUAN,1,1,2026-01-01,,,,,", "f.csv:2: currency: is not a currency; write the three letters of ISO 4217, for example CNY")]
    [InlineData("A1,P1,张␀三,,,,,,卡,CNY,1,1,2026-01-01,,,,,", "f.csv:2: name: holds a NUL character (U+0000), which no text may have; remove it")]
    [InlineData("A1,P1,张三,,,,,,卡,CNY,1,1,2026-01-01,,,,,M␀", "f.csv:2: stage: holds a NUL character (U+0000), which no text may have; remove it")]
    [InlineData("A1,P1,张三", "f.csv:2: row: has 3 cells, the header has 18; quote cells that hold the separator or a quote")]
    public async Task A_bad_row_is_named_with_file_line_field_and_remedy_and_stops_no_other(string row, string problem)
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);

        var report = await ImportAsync(home, Header + WithNul(row) + "\n" + Csv(2)[Header.Length..].Replace("A1,P1", "A9,P9", StringComparison.Ordinal));

        report.Counts.ShouldBe(new ImportProgress(3, 2, 0, 0, 1, 1));
        await using StringWriter rejects = new();
        await home.Get<ImportRunner>().WriteRejectsAsync(report, "f.csv", rejects, CancellationToken.None);
        var lines = rejects.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[0].ShouldBe(Header.TrimEnd('\n') + ",problem");
        lines[1].ShouldEndWith(CsvText.Quoted(problem));
    }

    [Theory]
    [InlineData("utf-8", "UTF-8")]
    [InlineData("bom", "UTF-8 with BOM")]
    [InlineData("gb18030", "GB18030")]
    public async Task Chinese_headings_and_encodings_are_recognised(string encoding, string named)
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        const string Text = "借据号,客户号,姓名,身份证号,手机号,产品名称,币种,本金,欠款金额,到期日,学历\r\nA1,P1,张三丰,990701199706282905,12808538798,信用卡,人民币,\"1,084.70\",1132.25,2026年2月10日,本科\r\n";
        _ = home.Get<ImportRunner>();
        var bytes = encoding switch
        {
            "bom" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)],
            "gb18030" => Gb18030(Text),
            _ => Encoding.UTF8.GetBytes(Text),
        };

        var report = (await RunAsync(home, bytes)).Value;

        report.Encoding.ShouldBe(named);
        report.Counts.RowsAdded.ShouldBe(1);
        var row = await home.ReadAsync(session => session.First<string>("SELECT p.masked_name || '|' || a.balance || '|' || a.principal || '|' || a.due_date || '|' || c.masked FROM account a JOIN person p ON p.id = a.person_id JOIN contact_point c ON c.person_id = p.id"));
        row.ShouldBe("张**|113225|108470|2026-02-10|128****8798");
    }

    [Theory]
    [InlineData("", "unreadable-file")]
    [InlineData("PK\u0003\u0004xxxx", "unreadable-file")]
    [InlineData("account_id,account_id\n1,2\n", "duplicate-column")]
    [InlineData("account_id,name\n1,2\n", "missing-columns")]
    [InlineData("account_id,\"name\n1,2\n", "broken-file")]
    [InlineData("account_id,name␀\n1,2\n", "broken-file")]
    [InlineData("\n\n\n", "no-header")]
    public async Task A_file_that_cannot_be_used_is_refused_with_the_reason(string text, string code)
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);

        var result = await RunAsync(home, Encoding.UTF8.GetBytes(WithNul(text)));

        result.Failure!.Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("UTF-16 with its mark")]
    [InlineData("UTF-16 without its mark")]
    [InlineData("GB18030 cut within a character")]
    [InlineData("Latin-1")]
    [InlineData("noise")]
    public async Task Bytes_that_are_no_text_of_ours_are_refused_with_the_remedy(string what)
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        var text = Header + "A1,P1,张三,,,,,,卡,CNY,1,1,2026-01-01,,,,,北京\n";
        var bytes = what switch
        {
            "UTF-16 with its mark" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
            "UTF-16 without its mark" => Encoding.Unicode.GetBytes(text),
            "GB18030 cut within a character" => Gb18030(text.TrimEnd())[..^1],
            "Latin-1" => Encoding.Latin1.GetBytes("Müller,Köln\xff\xff"),
            _ => Enumerable.Range(0, 5000).Select(i => (byte)(i * i * 31)).ToArray(),
        };

        var result = await RunAsync(home, bytes);

        result.Failure!.Code.ShouldBe("unreadable-file");
        result.Failure!.Detail.ShouldContain("UTF-8");
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_nul_character_far_inside_a_file_costs_its_row_and_no_other(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);

        var report = await ImportAsync(home, Csv(700).Replace("李四650,", "李四\0,", StringComparison.Ordinal));

        report.Counts.ShouldBe(new ImportProgress(700, 699, 0, 0, 1, 1));
    }

    [Fact]
    public async Task A_header_alone_is_an_import_of_nothing()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);

        (await ImportAsync(home, Header)).Counts.ShouldBe(new ImportProgress(0, 0, 0, 0, 0, 1));
    }

    [Fact]
    public async Task A_cell_of_ten_megabytes_stops_the_file_there_with_its_line_and_keeps_the_rows_before()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);

        var result = await RunAsync(home, Encoding.UTF8.GetBytes(Csv(600) + "A9999,P9999," + new string('x', 10_000_000) + ",,,,,,卡,CNY,1,1,2026-01-01,,,,,\n"));

        result.Failure!.Code.ShouldBe("broken-file");
        result.Failure!.Detail.ShouldContain("Line 602");
        (await CountsAsync(home)).Cases.ShouldBe(600);
        (await ImportAsync(home, Csv(601))).Counts.ShouldBe(new ImportProgress(601, 1, 0, 600, 0, 1));
    }

    [Fact]
    public async Task Names_and_numbers_lie_nowhere_in_the_data_directory_in_the_clear()
    {
        await using var home = await TestInstallation.OpenAsync(Dialect.Sqlite);
        await ImportAsync(home, Csv(50) + "A99,P99,诸葛孔明,990701199706282905,mobile:12899990000,,卧龙岗路192号,,卡,CNY,1,1,坏日期,,,,,M1\n");

        var secrets = new[] { "李四7", "诸葛孔明", "990701199706282905", "12800000007", "12899990000", "卧龙岗路", "示例区折桂里7号" };
        foreach (var file in Directory.EnumerateFiles(home.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using MemoryStream bytes = new();
            await stream.CopyToAsync(bytes);
            foreach (var secret in secrets)
            {
                bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, $"{secret} in {Path.GetFileName(file)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Parties_join_the_case_and_a_known_debtor_keeps_their_data(Dialect dialect)
    {
        await using var home = await TestInstallation.OpenAsync(dialect);
        await ImportAsync(home, Csv(3));
        const string Parties = "case_or_account_id,person_id,role,name,phones,basis\nA1,P50,配偶,王五,mobile:12801010181,借款合同留存\nA1,P2,ListedContact,,,债务人申请时授权留存\nA7,P51,Spouse,赵六,,x\nA1,P52,Friend,赵六,,x\n";

        var first = (await RunAsync(home, Encoding.UTF8.GetBytes(Parties), "parties")).Value;
        var second = (await RunAsync(home, Encoding.UTF8.GetBytes(Parties), "parties")).Value;

        first.Counts.ShouldBe(new ImportProgress(4, 2, 0, 0, 2, 1));
        second.Counts.ShouldBe(new ImportProgress(4, 0, 0, 2, 2, 1));
        (await ImportAsync(home, Csv(3))).Counts.RowsUnchanged.ShouldBe(3);
        var people = await home.ReadAsync(session =>
        {
            var found = home.Get<CaseFiles>().FindByReference(session, TestInstallation.Institution, "A1")!;
            return home.Get<CaseFiles>().People(session, TestInstallation.Institution, found.Id);
        });
        people.Select(person => (person.Role, person.MaskedName)).ShouldBe([("Debtor", "李***"), ("ListedContact", "李***"), ("Spouse", "王*")], ignoreOrder: true);
        people[0].Role.ShouldBe("Debtor");
    }

    // A NUL character in the name of a test confuses those who run it.
    private static string WithNul(string text) => text.Replace('␀', '\0');

    internal static string Csv(int rows)
    {
        StringBuilder csv = new(Header);
        for (var i = 1; i <= rows; i++)
        {
            csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"A{i},P{i},李四{i},99070119970628{i:0000},mobile:1280{i:0000000},,重庆市示例区折桂里{i}号,Asia/Shanghai,现金分期,CNY,{1000 + i}.00,{1000 + i}.50,2026-02-10,20,40000,2018-11-30,重庆市,M1\n");
        }

        return csv.ToString();
    }

    internal static async Task<ImportReport> ImportAsync(
        TestInstallation home, string csv, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default) =>
        (await RunAsync(home, Encoding.UTF8.GetBytes(csv), progress: progress, cancellation: cancellation)).Value;

    private static Task<Result<ImportReport>> RunAsync(
        TestInstallation home, byte[] bytes, string kind = "portfolio", IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default) =>
        home.Get<ImportRunner>().RunAsync(
            () => new MemoryStream(bytes), kind, new ImportScope(TestInstallation.Institution, null, "Asia/Shanghai", "f.csv"), null, progress, cancellation);

    private static async Task<(long People, long Accounts, long Cases, long Points, long Entries)> CountsAsync(TestInstallation home) => await home.ReadAsync(session => (
        session.First<long>("SELECT COUNT(*) FROM person"),
        session.First<long>("SELECT COUNT(*) FROM account"),
        session.First<long>("SELECT COUNT(*) FROM case_file"),
        session.First<long>("SELECT COUNT(*) FROM contact_point"),
        session.First<long>("SELECT COUNT(*) FROM ledger_entry WHERE act = 'case.opened'")));

    private static byte[] Gb18030(string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GB18030").GetBytes(text);
    }

    private sealed class Immediate(Action<ImportProgress> report) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => report(value);
    }
}
