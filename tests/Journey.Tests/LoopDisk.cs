using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Daylight.Journey;

/// <summary>Runs where a file can be mounted as a disk whose errors can be provoked.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LoopDiskFactAttribute : FactAttribute
{
    public LoopDiskFactAttribute() => Skip = LoopDisk.Hindrance.Value;
}

/// <summary>A small ext4 disk in a file, mounted, that can be made to fail as a broken one does: it turns read-only under whoever writes.</summary>
internal sealed class LoopDisk : IAsyncDisposable
{
    private readonly string _image;
    private readonly string _folder;
    private bool _mounted;

    private LoopDisk(string image, string folder) => (_image, _folder) = (image, folder);

    /// <summary>Why there can be none here; null if there can.</summary>
    public static Lazy<string?> Hindrance { get; } = new(() => Environment.UserName != "root" ? "Mounting a disk needs root."
        : !File.Exists("/dev/loop-control") ? "There is no loop device to mount a file with."
        : !File.Exists("/usr/sbin/mkfs.ext4") ? "There is no mkfs.ext4."
        : !Directory.Exists("/sys/fs/ext4") ? "This kernel has no ext4."
        : Tried());

    public static async Task<LoopDisk> MakeAsync(string folder, int mebibytes)
    {
        LoopDisk disk = new(folder.TrimEnd('/') + ".img", folder);
        await using (FileStream file = new(disk._image, FileMode.Create, FileAccess.Write))
        {
            file.SetLength(mebibytes * 1024L * 1024);
        }

        await RunAsync(0, "mkfs.ext4", "-q", "-F", disk._image);
        await disk.MountAsync();
        return disk;
    }

    /// <summary>The kernel meets an error of the file system and from now on lets nobody write, however open their files are.</summary>
    public async Task BreakAsync() => await File.WriteAllTextAsync(await TriggerAsync(), "1");

    /// <summary>What an operator does: unmount, check, mount again.</summary>
    public async Task RepairAsync()
    {
        await UnmountAsync();
        await RunAsync(1, "e2fsck", "-fy", _image); // Errors were found and corrected.
        await MountAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_mounted)
        {
            await UnmountAsync();
        }

        File.Delete(_image);
    }

    private static string? Tried()
    {
        var folder = Directory.CreateTempSubdirectory("daylight-loop-").FullName;
        try
        {
            return TryAsync(folder).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static async Task<string?> TryAsync(string folder)
    {
        try
        {
            await using var disk = await MakeAsync(folder, 4);
            return File.Exists(await disk.TriggerAsync()) ? null : "This kernel does not let an error of the file system be provoked.";
        }
        catch (ShouldAssertException refused)
        {
            return "Mounting is not allowed here: " + refused.Message;
        }
    }

    private async Task<string> TriggerAsync()
    {
        var device = (await RunAsync(0, "losetup", "-n", "-O", "NAME", "-j", _image)).Trim();
        return $"/sys/fs/ext4/{Path.GetFileName(device)}/trigger_fs_error";
    }

    private async Task MountAsync()
    {
        await RunAsync(0, "mount", "-o", "loop,errors=remount-ro", _image, _folder);
        _mounted = true;
    }

    private async Task UnmountAsync()
    {
        await RunAsync(0, "umount", _folder);
        _mounted = false;
    }

    private static async Task<string> RunAsync(int expected, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(expected, $"{program} {string.Join(' ', arguments)}: {await error}");
        return await output;
    }
}
