using System.CommandLine;
using Daylight.Cli.Serving;

namespace Daylight.Cli.Commands;

/// <summary><c>daylight serve</c>: runs the server, the API and the console.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        Option<string> data = new("--data") { Description = "The data directory; made if it does not exist.", DefaultValueFactory = _ => "./data" };
        Option<string> urls = new("--urls") { Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        Option<string?> postgres = new("--postgres") { Description = "A PostgreSQL connection string; without it the database is embedded." };
        Option<bool> demo = new("--demo") { Description = "Load the demonstration institution and play a working day into it." };
        Option<double> pace = new("--pace") { Description = "Simulated seconds for each real second of the demonstration, 1 to 3600.", DefaultValueFactory = _ => 30 };
        Option<int> seed = new("--seed") { Description = "Seed of the simulated day.", DefaultValueFactory = _ => 1 };
        Option<string> institution = new("--institution") { Description = "Name of the institution an empty installation is opened with.", DefaultValueFactory = _ => "我的机构" };
        Option<string> zone = new("--zone") { Description = "IANA zone of that institution.", DefaultValueFactory = _ => "Asia/Shanghai" };
        Option<string> employer = new("--employer") { Description = "What that institution is: lender (nearer: bank or financeCompany), agency, lawFirm or insurer.", DefaultValueFactory = _ => "agency" };
        employer.AcceptOnlyFromAmong("lender", "bank", "financeCompany", "agency", "lawFirm", "insurer");
        pace.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 1 or > 3600)
            {
                result.AddError("--pace: a pace lies between 1 and 3600.");
            }
        });
        Command command = new("serve", "Run the server: API and console.") { data, urls, postgres, demo, pace, seed, institution, zone, employer };
        command.SetAction((parsed, cancellation) => new Serve(new ServePlan(
            parsed.GetValue(data)!, parsed.GetValue(urls)!, parsed.GetValue(postgres), parsed.GetValue(demo), parsed.GetValue(pace), parsed.GetValue(seed),
            parsed.GetValue(institution)!, parsed.GetValue(zone)!, parsed.GetValue(employer)!)).RunAsync(cancellation));
        return command;
    }
}
