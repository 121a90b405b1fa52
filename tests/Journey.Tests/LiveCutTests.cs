using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using Daylight.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Daylight.Journey;

/// <summary>A live connection ends with the right it was opened by; over real sockets.</summary>
public sealed class LiveCutTests(ITestOutputHelper output) : IAsyncLifetime
{
    private Product _product = null!;
    private House _house = null!;

    public async Task InitializeAsync()
    {
        _product = await Product.StartAsync();
        _house = await _product.OpenHouseAsync("甲机构");
    }

    public async Task DisposeAsync() => await _product.DisposeAsync();

    [Theory]
    [InlineData("signs out")]
    [InlineData("session expires")]
    [InlineData("is disabled")]
    [InlineData("gets a new password")]
    [InlineData("loses the role")]
    [InlineData("moves to another team")]
    public async Task The_connection_of_a_person_who(string ends)
    {
        var (browser, cookies) = await SignInAsync("supervisor");
        using var http = browser;
        using var socket = await ConnectAsync(options => options.Cookies = cookies);
        using var other = await ConnectAsync(options => options.SetRequestHeader("Authorization", $"Bearer {_house.Inspector.Token}"));

        var watch = Stopwatch.StartNew();
        await EndAsync(ends, browser);
        await CutAsync(socket);

        output.WriteLine($"{ends}: cut after {watch.ElapsedMilliseconds} ms");
        await HandshakeAnswersAsync(other);
    }

    [Fact]
    public async Task The_connection_of_a_person_who_decides_on_models_no_more()
    {
        var staff = $"/staff/{_house.Auditor.StaffId}";
        await ChangeAsync(staff, new { roles = new[] { "Auditor", "Administrator" } });
        var (browser, cookies) = await SignInAsync("auditor");
        using var http = browser;
        using var socket = await ConnectAsync(options => options.Cookies = cookies);

        await ChangeAsync(staff, new { roles = new[] { "Auditor" } });

        await CutAsync(socket);
    }

    [Fact]
    public async Task The_connection_of_a_program_whose_token_is_revoked()
    {
        using var socket = await ConnectAsync(options => options.SetRequestHeader("Authorization", $"Bearer {_house.Inspector.Token}"));
        var tokens = (await _house.Admin.GetAsync("/tokens")).Body!.AsArray();
        var id = tokens.Single(token => token!["staffId"]!.GetValue<string>() == _house.Inspector.StaffId)!["id"]!.GetValue<string>();

        (await _house.Admin.SendAsync(HttpMethod.Delete, $"/tokens/{id}", null)).Status.ShouldBe(HttpStatusCode.NoContent);

        await CutAsync(socket);
    }

    private async Task EndAsync(string how, HttpClient browser)
    {
        var staff = $"/staff/{_house.Supervisor.StaffId}";
        switch (how)
        {
            case "signs out":
                (await browser.DeleteAsync("/api/v1/session")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
                break;
            case "session expires":
                _product.Clock.Now += TimeSpan.FromHours(12);
                break;
            case "is disabled":
                await ChangeAsync(staff, new { active = false });
                break;
            case "gets a new password":
                await ChangeAsync(staff, new { password = "a new password" });
                break;
            case "loses the role":
                await ChangeAsync(staff, new { roles = new[] { "KeyCustodian" } });
                break;
            case "moves to another team":
                var team = await _house.Admin.PostAsync("/teams", new { name = "three" });
                await ChangeAsync(staff, new { teamId = team.Text("id") });
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(how));
        }
    }

    private async Task ChangeAsync(string path, object change) =>
        (await _house.Admin.SendAsync(HttpMethod.Patch, path, JsonContent.Create(change))).Status.ShouldBe(HttpStatusCode.OK);

    private async Task<(HttpClient Browser, CookieContainer Cookies)> SignInAsync(string name)
    {
        var password = await _product.Services.GetRequiredService<Institutions>().ResetPasswordAsync(_house.Institution.Id, name, CancellationToken.None);
        CookieContainer cookies = new();
        HttpClient browser = new(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = _product.Http.BaseAddress };
        browser.DefaultRequestHeaders.Add("X-Daylight", "1");
        (await browser.PostAsJsonAsync("/api/v1/session", new { institution = "甲机构", name, password })).StatusCode.ShouldBe(HttpStatusCode.OK);
        return (browser, cookies);
    }

    private async Task<ClientWebSocket> ConnectAsync(Action<ClientWebSocketOptions> who)
    {
        ClientWebSocket socket = new();
        who(socket.Options);
        UriBuilder address = new(new Uri(_product.Http.BaseAddress!, "/hub/live")) { Scheme = "ws" };
        await socket.ConnectAsync(address.Uri, CancellationToken.None);
        await SendAsync(socket, """{"protocol":"json","version":1}""");
        (await ReceiveAsync(socket)).ShouldNotBeNull("the handshake is answered");
        return socket;
    }

    /// <summary>Reads until the other end is gone; what is pushed before that is passed over.</summary>
    private static async Task CutAsync(ClientWebSocket socket)
    {
        while (await ReceiveAsync(socket) is not null)
        {
        }
    }

    private static async Task HandshakeAnswersAsync(ClientWebSocket socket)
    {
        await SendAsync(socket, """{"type":1,"invocationId":"7","target":"Since","arguments":[0]}""");
        while (await ReceiveAsync(socket) is { } text)
        {
            if (text.Contains("\"invocationId\":\"7\"", StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail("The connection of somebody else was cut too.");
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>What came, or null once the connection is over.</summary>
    private static async Task<string?> ReceiveAsync(ClientWebSocket socket)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        var buffer = new byte[64 * 1024];
        try
        {
            var read = await socket.ReceiveAsync(buffer, patience.Token);
            return read.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer, 0, read.Count);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }
}
